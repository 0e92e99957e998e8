import type { FastifyInstance } from 'fastify';
import { mustHoldAnywhere, signedIn } from '../../access';
import { can } from '../../access/domain';
import { CallerError } from '../../platform/caller-error';
import { parseGlobalId } from '../../platform/graphql/global-id';
import { sendReport } from '../../platform/http/send-report';
import type { TaxonomyReader } from '../../taxonomy';
import type { AuditId, AuditRecord } from '../domain';
import type { AuditReader } from '../queries/audit-reader';
import { auditReport } from '../report/audit-report';

/** `GET /v1/audits/:id/report`: what a closed audit found as one page of HTML. */
export function auditReportRoute(audits: AuditReader, taxonomies: TaxonomyReader) {
  return (app: FastifyInstance): void => {
    app.get<{ Params: { id: string } }>('/v1/audits/:id/report', async (request, reply) => {
      const { params } = request;
      const principal = signedIn(request.principal);
      mustHoldAnywhere(principal, 'readAudits');
      const named = parseGlobalId(params.id);
      const [audit] = named?.type === 'Audit' ? await audits.audits([named.id as AuditId]) : [];
      if (audit === undefined || !can(principal, 'readAudits', audit)) return reply.callNotFound();
      // Whoever codes in an open audit sees nothing of it, not even that it is there.
      const isTheirs = (await audits.codedBy(principal.id, [audit.id])).has(audit.id);
      if (audit.state !== 'CLOSED' && isTheirs) return reply.callNotFound();
      return sendReport(reply, await pageOf(audit, { audits, taxonomies }));
    });
  };
}

async function pageOf(
  audit: AuditRecord,
  { audits, taxonomies }: { readonly audits: AuditReader; readonly taxonomies: TaxonomyReader },
): Promise<string> {
  const [sealed] = await audits.results([audit.id]);
  if (sealed === undefined)
    throw new CallerError('BAD_USER_INPUT', `expected a closed audit, but this one is ${audit.state}`);
  const [strata, findings, names, tree] = await Promise.all([
    audits.strata([audit.id]),
    audits.findingsOfAudits([audit.id]),
    audits.names(audit.id),
    taxonomies.sealedContent(audit.digest),
  ]);
  return auditReport({ audit, sealed, strata, findings, names, tree });
}
