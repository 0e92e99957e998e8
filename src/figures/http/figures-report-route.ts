import type { FastifyInstance } from 'fastify';
import { mustHoldAnywhere, signedIn } from '../../access';
import { can } from '../../access/domain';
import { CallerError } from '../../platform/caller-error';
import { sendReport } from '../../platform/http/send-report';
import type { TaxonomyReader } from '../../taxonomy';
import { daysBetween, type Days } from '../domain';
import type { FiguresReader } from '../queries/figures-reader';
import { periodReport } from '../queries/period-report';
import { figuresReport } from '../report/figures-report';

type Query = Readonly<Record<string, unknown>>;

const mostDays = 3_660;

/** `GET /v1/taxonomies/:key/figures/report?from=...&until=...`: the figures of a period as one page of HTML. */
export function figuresReportRoute(reader: FiguresReader, taxonomies: TaxonomyReader) {
  return (app: FastifyInstance): void => {
    app.get<{ Params: { key: string }; Querystring: Query }>(
      '/v1/taxonomies/:key/figures/report',
      async (request, reply) => {
        const { params, query } = request;
        const principal = signedIn(request.principal);
        mustHoldAnywhere(principal, 'readFigures');
        const days = daysOf(query);
        const taxonomy = await taxonomies.taxonomyByKey(params.key);
        if (taxonomy === null || !can(principal, 'readFigures', { taxonomyId: taxonomy.id }))
          return reply.callNotFound();
        const without = await reader.codedBlindBy(principal.id, taxonomy.id);
        const filter = { channels: null, segments: null, departments: null, versions: null };
        const report = await periodReport(reader, taxonomy, { ...days, filter, statedIn: null, without });
        return report === null ? reply.callNotFound() : sendReport(reply, figuresReport(report));
      },
    );
  };
}

/** Two days of the calendar, the second after the first and not more than ten years later. */
function daysOf(query: Query): Days {
  const [from, until] = [dayOf(query, 'from'), dayOf(query, 'until')];
  if (from >= until)
    throw new CallerError('BAD_USER_INPUT', `until: expected a day after ${from}, but got ${until}`);
  const days = daysBetween(from, until);
  if (days > mostDays)
    throw new CallerError('LIMIT_EXCEEDED', `until: expected at most ${mostDays} days, but got ${days}`);
  return { from, until };
}

function dayOf(query: Query, field: 'from' | 'until'): string {
  const given = query[field];
  const text = typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : null;
  const at = text === null ? Number.NaN : Date.parse(`${text}T00:00:00Z`);
  const isOfCalendar = text !== null && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
  if (isOfCalendar && text >= '1900-01-01' && text <= '9998-12-31') return text;
  const came = (JSON.stringify(given) ?? 'none').slice(0, 50);
  throw new CallerError(
    'BAD_USER_INPUT',
    `${field}: expected a day between 1900 and 9998, as YYYY-MM-DD, but got ${came}`,
  );
}
