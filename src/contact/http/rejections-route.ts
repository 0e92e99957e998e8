import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance } from 'fastify';
import { signedIn } from '../../access';
import { can, mayRead } from '../../access/domain';
import { neutralCell } from '../../exchange/domain';
import { CallerError } from '../../platform/caller-error';
import { parseGlobalId } from '../../platform/graphql/global-id';
import type { IngestJobId, IngestJobRecord, RejectionRecord } from '../domain';
import type { IngestReader } from '../queries/ingest-reader';

const rowsPerPart = 2_000;
const header = ['line', 'column', 'field', 'code', 'observed', 'expected'];

/** `GET /v1/ingest-jobs/:id/rejections`: what could not be taken of a file, as CSV, for whoever sent it or may read contacts. */
export function rejectionsRoute(reader: IngestReader) {
  return (app: FastifyInstance): void => {
    app.get<{ Params: { id: string } }>('/v1/ingest-jobs/:id/rejections', async (request, reply) => {
      const { params } = request;
      const principal = signedIn(request.principal);
      const named = parseGlobalId(params.id);
      const [job] = named?.type === 'IngestJob' ? await reader.jobs([named.id as IngestJobId]) : [];
      if (job === undefined || !mayRead(principal, job)) return reply.callNotFound();
      if (job.startedBy !== principal.id && !can(principal, 'readContacts', job))
        throw new CallerError('FORBIDDEN', 'expected a role that may readContacts, but you hold none here');
      return reply
        .header('content-disposition', 'attachment; filename="rejections.csv"')
        .header('cache-control', 'private, no-cache')
        .type('text/csv; charset=utf-8')
        .send(Readable.from(csvOf(reader, job)));
    });
  };
}

/** With a byte order mark, without which spreadsheets take it for another encoding. */
async function* csvOf(reader: IngestReader, job: IngestJobRecord): AsyncGenerator<string> {
  yield `\ufeff${stringify([header], { record_delimiter: 'windows' })}`;
  for await (const part of reader.rejections(job, rowsPerPart))
    yield stringify(part.map(rowOf), { record_delimiter: 'windows' });
}

const rowOf = ({ line, column, field, code, observed, expected }: RejectionRecord): readonly string[] =>
  [String(line), column, field, code, observed, expected].map((cell) => neutralCell(cell ?? ''));
