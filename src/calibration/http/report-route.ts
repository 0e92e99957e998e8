import type { FastifyInstance } from 'fastify';
import { mustHoldAnywhere, signedIn } from '../../access';
import { can } from '../../access/domain';
import { CallerError } from '../../platform/caller-error';
import { parseGlobalId } from '../../platform/graphql/global-id';
import { sendReport } from '../../platform/http/send-report';
import type { SessionId } from '../domain';
import type { SessionResultsReader } from '../queries/session-results-reader';
import { sessionReport } from '../report/session-report';

/** `GET /v1/sessions/:id/report`: the results of a revealed session as one page of HTML. */
export function reportRoute(reader: SessionResultsReader) {
  return (app: FastifyInstance): void => {
    app.get<{ Params: { id: string } }>('/v1/sessions/:id/report', async (request, reply) => {
      const { params } = request;
      const principal = signedIn(request.principal);
      mustHoldAnywhere(principal, 'readSessions');
      const named = parseGlobalId(params.id);
      const session = named?.type === 'Session' ? await reader.session(named.id as SessionId) : null;
      if (session === null || !can(principal, 'readSessions', session)) return reply.callNotFound();
      const shown = await reader.shown(session);
      if (shown === null)
        throw new CallerError(
          'BAD_USER_INPUT',
          `expected a revealed session, but this one is ${session.state}`,
        );
      const page = sessionReport(shown.data, shown.results, { ...(await reader.names(session)), ...session });
      return sendReport(reply, page);
    });
  };
}
