import type { FastifyInstance } from 'fastify';
import { mustHoldAnywhere, signedIn } from '../../access';
import { can } from '../../access/domain';
import { sendReport } from '../../platform/http/send-report';
import type { TaxonomyReader } from '../../taxonomy';
import type { FiguresReader } from '../queries/figures-reader';
import { periodReport } from '../queries/period-report';
import { figuresReport } from '../report/figures-report';
import { daysOf, filterOf, mustBeParameters, type Query } from './figures-question';

/**
 * `GET /v1/taxonomies/:key/figures/report?from=...&until=...`: the figures of a period as one page of HTML, of all contacts or of
 * those of some channels, segments, departments and versions (`&channel=...`, each as often as wanted).
 */
export function figuresReportRoute(reader: FiguresReader, taxonomies: TaxonomyReader) {
  return (app: FastifyInstance): void => {
    app.get<{ Params: { key: string }; Querystring: Query }>(
      '/v1/taxonomies/:key/figures/report',
      async (request, reply) => {
        const { params, query } = request;
        const principal = signedIn(request.principal);
        mustHoldAnywhere(principal, 'readFigures');
        mustBeParameters(query);
        const days = daysOf(query);
        const taxonomy = await taxonomies.taxonomyByKey(params.key);
        if (taxonomy === null || !can(principal, 'readFigures', { taxonomyId: taxonomy.id }))
          return reply.callNotFound();
        const without = await reader.codedBlindBy(principal.id, taxonomy.id);
        const filter = await filterOf(reader, taxonomy, query);
        const report = await periodReport(reader, taxonomy, { ...days, filter, statedIn: null, without });
        return report === null ? reply.callNotFound() : sendReport(reply, figuresReport(report));
      },
    );
  };
}
