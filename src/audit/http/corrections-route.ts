import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance } from 'fastify';
import { mustHoldAnywhere, signedIn } from '../../access';
import { can } from '../../access/domain';
import type { CoderId } from '../../contact/domain';
import { neutralCell } from '../../exchange/domain';
import { CallerError } from '../../platform/caller-error';
import { globalId, localId } from '../../platform/graphql/global-id';
import type { TaxonomyReader } from '../../taxonomy';
import type { CorrectionRecord, ModelReader } from '../queries/model-reader';

const rowsPerPart = 1_000;

const header = [
  ...['source', 'sourceId', 'item', 'contact', 'model', 'modelVersion', 'contentDigest', 'basis'],
  ...['modelOutcome', 'modelReason', 'modelCode', 'outcome', 'reason', 'code'],
] as const;
type Line = Readonly<Record<(typeof header)[number], string | null>>;

interface Asked {
  readonly format: 'csv' | 'ndjson';
  readonly modelId: CoderId | null;
}

/**
 * `GET /v1/taxonomies/:key/corrections?format=csv|ndjson&model=...`: where models answered otherwise than people, to learn
 * from. No person is named in it, and nothing of what was said in a contact.
 */
export function correctionsRoute(reader: ModelReader, taxonomies: TaxonomyReader) {
  return (app: FastifyInstance): void => {
    app.get<{ Params: { key: string }; Querystring: Readonly<Record<string, unknown>> }>(
      '/v1/taxonomies/:key/corrections',
      async (request, reply) => {
        const { params, query } = request;
        const principal = signedIn(request.principal);
        mustHoldAnywhere(principal, 'readAudits');
        const taxonomy = await taxonomies.taxonomyByKey(params.key);
        if (taxonomy === null || !can(principal, 'readAudits', { taxonomyId: taxonomy.id }))
          return reply.callNotFound();
        const { format, modelId } = askedOf(query);
        const asked = { taxonomyId: taxonomy.id, modelId, actorId: principal.id };
        const parts = reader.corrections(asked, rowsPerPart);
        const lines = linesOf(parts, (digest) => taxonomies.sealedContent(digest));
        return reply
          .header('content-disposition', `attachment; filename="${taxonomy.key}-corrections.${format}"`)
          .header('cache-control', 'private, no-cache')
          .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
          .send(Readable.from(format === 'csv' ? csvOf(lines) : ndjsonOf(lines)));
      },
    );
  };
}

function askedOf({ format = 'csv', model }: Readonly<Record<string, unknown>>): Asked {
  if (format !== 'csv' && format !== 'ndjson') {
    const came = JSON.stringify(format).slice(0, 100);
    throw new CallerError('BAD_USER_INPUT', `format: expected csv or ndjson, but got ${came}`);
  }
  if (model === undefined) return { format, modelId: null };
  if (typeof model !== 'string')
    throw new CallerError('BAD_USER_INPUT', 'model: expected the id of a Coder once, but got it repeatedly');
  return { format, modelId: localId('Coder', model, 'model') };
}

type ContentOf = (digest: string) => ReturnType<TaxonomyReader['sealedContent']>;

async function* linesOf(
  parts: AsyncIterable<readonly CorrectionRecord[]>,
  contentOf: ContentOf,
): AsyncGenerator<readonly Line[]> {
  for await (const part of parts) {
    const trees = new Map<string, Awaited<ReturnType<ContentOf>>>();
    for (const { digest } of part) if (!trees.has(digest)) trees.set(digest, await contentOf(digest));
    yield part.map((correction): Line => {
      const { source, sourceId, itemId, contactId, model, modelVersion, digest, basis } = correction;
      const { modelOutcome, modelReasonId, outcome, reasonId } = correction;
      const idOf = (id: string | null): string | null => (id === null ? null : globalId('Reason', id));
      const codeOf = (id: typeof reasonId): string | null =>
        id === null ? null : (trees.get(digest)?.get(id)?.code ?? null);
      return {
        ...{ source, sourceId: globalId(source === 'AUDIT' ? 'Audit' : 'Session', sourceId) },
        item: globalId(source === 'AUDIT' ? 'AuditItem' : 'SessionItem', itemId),
        ...{ contact: globalId('Contact', contactId), model, modelVersion, contentDigest: digest, basis },
        ...{ modelOutcome, modelReason: idOf(modelReasonId), modelCode: codeOf(modelReasonId) },
        ...{ outcome, reason: idOf(reasonId), code: codeOf(reasonId) },
      };
    });
  }
}

/** With a byte order mark, without which spreadsheets take it for another encoding. */
async function* csvOf(parts: AsyncIterable<readonly Line[]>): AsyncGenerator<string> {
  yield `\ufeff${stringify([header], { record_delimiter: 'windows' })}`;
  for await (const part of parts) {
    const rows = part.map((line) => header.map((column) => neutralCell(line[column] ?? '')));
    yield stringify(rows, { record_delimiter: 'windows' });
  }
}

async function* ndjsonOf(parts: AsyncIterable<readonly Line[]>): AsyncGenerator<string> {
  for await (const part of parts) yield part.map((line) => `${JSON.stringify(line)}\n`).join('');
}
