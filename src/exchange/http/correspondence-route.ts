import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signedIn } from '../../access';
import { can, mayRead } from '../../access/domain';
import { CallerError } from '../../platform/caller-error';
import { idempotencyKeyOf } from '../../platform/http/idempotency-key';
import { notFound } from '../../platform/problem';
import type { TaxonomyReader } from '../../taxonomy';
import type { TaxonomyRecord, VersionRecord } from '../../taxonomy/domain';
import { CuratedSource } from '../commands/curated-source';
import { importCorrespondence } from '../commands/import-correspondence';
import { curatedColumns } from '../domain';
import { problemAnswer } from './import-answer';
import { strictParameters } from './import-parameters';
import type { ImportServices } from './import-route';
import { importLimitBytes, receivedBytes } from './request-body';

const number = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'expected the number of a version')
  .transform(Number);
const parameters = {
  from: number,
  to: number,
  toTaxonomy: z.string().max(100).optional(),
  map: z.string().max(10_000).optional(),
  skipRows: z
    .string()
    .regex(/^\d{1,4}$/, 'expected a whole number')
    .transform(Number)
    .optional(),
  fromFile: z.string().max(100).optional(),
  toFile: z.string().max(100).optional(),
  dryRun: z.enum(['true', 'false']).optional(),
  because: z.string().max(50_000).optional(),
};

type TableRequest = FastifyRequest<{ Params: { key: string } }>;

/** `POST /v1/taxonomies/:key/correspondences`: a curated table as the body, its editions and columns in the query string. */
export function correspondenceRoute(services: ImportServices) {
  return (app: FastifyInstance): void => {
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      scope.post<{ Params: { key: string } }>(
        '/v1/taxonomies/:key/correspondences',
        { bodyLimit: importLimitBytes },
        async (request, reply) => takeTable(services, request, reply),
      );
    });
  };
}

async function takeTable(
  { reader, runner }: ImportServices,
  request: TableRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const actor = signedIn(request.principal);
  const { from, to, toTaxonomy, map, skipRows = 0, ...options } = strictParameters(parameters, request.query);
  const columns = curatedColumns(map ?? '');
  if (columns === null)
    throw new CallerError('BAD_USER_INPUT', 'map: expected field=column entries with commas between them');
  const asked = { reader, maySee: (taxonomy: TaxonomyRecord) => mayRead(actor, { taxonomyId: taxonomy.id }) };
  const earlier = await versionOf(asked, request.params.key, from);
  const later = await versionOf(asked, toTaxonomy ?? request.params.key, to);
  if (earlier === null || later === null) {
    const missing = earlier === null ? `${request.params.key}, version ${from}` : `version ${to}`;
    const { status, body } = problemAnswer(notFound('published version', missing));
    return reply.code(status).send(body);
  }
  // Before the body is read: nothing large is taken from somebody who may not import.
  if (!can(actor, 'curateCorrespondence', earlier))
    throw new CallerError(
      'FORBIDDEN',
      'expected a role that may curateCorrespondence, but you hold none here',
    );
  const source = CuratedSource.read(await bodyOf(request), { columns, skipRows });
  const { because = 'a curated table', dryRun, fromFile = null, toFile = null } = options;
  const input = {
    ...{ fromVersionId: earlier.id, toVersionId: later.id, source, because, fromFile, toFile },
    dryRun: dryRun === 'true',
  };
  const caller = { actor, requestId: request.id, idempotencyKey: idempotencyKeyOf(request) };
  const outcome = await runner.run(importCorrespondence, input, caller);
  if (!outcome.ok) {
    const { status, body } = problemAnswer(outcome.problem);
    return reply.code(status).send(body);
  }
  const { fromVersionId: _from, toVersionId: _to, ...told } = outcome.value.value;
  return reply.code(200).send(told);
}

interface Asked {
  readonly reader: TaxonomyReader;
  readonly maySee: (taxonomy: TaxonomyRecord) => boolean;
}

async function versionOf(
  { reader, maySee }: Asked,
  key: string,
  version: number,
): Promise<VersionRecord | null> {
  const taxonomy = await reader.taxonomyByKey(key);
  if (taxonomy === null || !maySee(taxonomy)) return null;
  return reader.versionByNumber(taxonomy.id, version);
}

async function bodyOf({ body, headers }: TableRequest): Promise<Uint8Array> {
  if (body === null || body === undefined) return new Uint8Array();
  const length = headers['content-length'];
  const received = receivedBytes(body as Readable, length === undefined ? null : Number(length));
  for (;;) {
    const step = await received.next();
    if (step.done === true) return step.value;
  }
}
