import type { FastifyInstance } from 'fastify';
import { mustHoldAnywhere, signedIn } from '../../access';
import { can } from '../../access/domain';
import type { Consumers } from '../../distribution';
import { CallerError } from '../../platform/caller-error';
import { sendReport } from '../../platform/http/send-report';
import type { TaxonomyReader } from '../../taxonomy';
import { endedBy } from '../domain';
import type { SuggestionReader } from '../queries/suggestion-reader';
import { suggestionReport } from '../report/suggestion-report';

/** `GET /v1/taxonomies/:key/suggestions/report?asOf=...`: what the use of a list speaks for as one page of HTML. */
export function suggestionReportRoute(
  suggestions: SuggestionReader,
  { taxonomies, consumers }: { readonly taxonomies: TaxonomyReader; readonly consumers: Consumers },
) {
  return (app: FastifyInstance): void => {
    app.get<{ Params: { key: string }; Querystring: Readonly<Record<string, unknown>> }>(
      '/v1/taxonomies/:key/suggestions/report',
      async (request, reply) => {
        const { params, query } = request;
        const principal = signedIn(request.principal);
        mustHoldAnywhere(principal, 'readSuggestions');
        const asOf = momentOf(query['asOf']);
        const taxonomy = await taxonomies.taxonomyByKey(params.key);
        if (taxonomy === null || !can(principal, 'readSuggestions', { taxonomyId: taxonomy.id }))
          return reply.callNotFound();
        const found = await suggestions.at(taxonomy, asOf);
        const ending = found.made.flatMap(({ suggestion }) => endedBy(suggestion.proposal));
        const drafts = await suggestions.draftsTouching(ending);
        const mayKnow = can(principal, 'readConsumers', { taxonomyId: taxonomy.id });
        const using = mayKnow ? await consumers.usingNow([taxonomy.id]) : null;
        const known = { drafts, consumers: using?.get(taxonomy.id) ?? [] };
        const page = { taxonomy: taxonomy.key, asOf, found, ...known };
        return sendReport(reply, suggestionReport(page));
      },
    );
  };
}

const momentPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Now where none is given; what is given is a moment with its zone that is past. */
function momentOf(given: unknown): Date {
  const now = new Date();
  if (given === undefined) return now;
  const moment = typeof given === 'string' && momentPattern.test(given) ? new Date(given) : null;
  if (moment !== null && !Number.isNaN(moment.getTime()) && moment <= now) return moment;
  throw new CallerError(
    'BAD_USER_INPUT',
    `asOf: expected a moment that is past, such as 2026-03-01T00:00:00Z, but got ${String(JSON.stringify(given)).slice(0, 100)}`,
  );
}
