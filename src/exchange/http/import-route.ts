import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signedIn } from '../../access';
import { can, mayRead, type Principal } from '../../access/domain';
import { CallerError } from '../../platform/caller-error';
import type { CommandRunner } from '../../platform/command/runner';
import { idempotencyKeyOf } from '../../platform/http/idempotency-key';
import { notFound } from '../../platform/problem';
import type { TaxonomyReader } from '../../taxonomy';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import { ImportSource } from '../commands/import-source';
import { importTaxonomy } from '../commands/import-taxonomy';
import { importOptions } from '../domain';
import { previewImport } from '../queries/import-preview';
import { importAnswer, previewAnswer, problemAnswer, type HttpAnswer } from './import-answer';
import { importParameters, type ImportParameters } from './import-parameters';
import { importLimitBytes, receivedBytes } from './request-body';

const progressMediaType = 'application/x-ndjson';
const progressEveryBytes = 1024 * 1024;

/** What an import over HTTP needs of the service. */
export interface ImportServices {
  readonly reader: TaxonomyReader;
  readonly runner: CommandRunner<Principal>;
}

interface ImportRequest {
  readonly request: FastifyRequest;
  readonly actor: Principal;
  readonly taxonomy: TaxonomyRecord;
  readonly parameters: ImportParameters;
  readonly idempotencyKey: string | null;
}

interface Progress {
  readonly phase: 'reading' | 'planning';
  readonly done: number;
  readonly total: number | null;
}

/** `POST /v1/taxonomies/:key/imports`: a file as the body, options in the query string. */
export function importRoute(services: ImportServices) {
  return (app: FastifyInstance): void => {
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      // The body is taken as it comes: what it holds is what `format` says.
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      scope.post<{ Params: { key: string } }>(
        '/v1/taxonomies/:key/imports',
        { bodyLimit: importLimitBytes },
        async (request, reply) => answerImport(services, request, reply),
      );
    });
  };
}

async function answerImport(
  services: ImportServices,
  request: FastifyRequest<{ Params: { key: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const actor = signedIn(request.principal);
  const parameters = importParameters(request.query, request.headers['content-type'] ?? null);
  const taxonomy = await services.reader.taxonomyByKey(request.params.key);
  if (taxonomy === null || !mayRead(actor, { taxonomyId: taxonomy.id })) {
    const { status, body } = problemAnswer(notFound('taxonomy', request.params.key));
    return reply.code(status).send(body);
  }
  mustBeAllowed(actor, taxonomy);
  const wanted = { request, actor, taxonomy, parameters, idempotencyKey: idempotencyKeyOf(request) };
  const work = importing(services, wanted);
  const wantsProgress = (request.headers.accept ?? '').includes(progressMediaType);
  if (wantsProgress) return reply.type(progressMediaType).send(Readable.from(progressLines(work, request)));
  const { status, body } = await lastOf(work);
  return reply.code(status).send(body);
}

/** Before the body is read: 64 MB are not taken from somebody who may not import. */
function mustBeAllowed(actor: Principal, { id: taxonomyId }: TaxonomyRecord): void {
  if (can(actor, 'proposeChange', { taxonomyId })) return;
  throw new CallerError('FORBIDDEN', 'expected a role that may proposeChange, but you hold none here');
}

async function* importing(
  { reader, runner }: ImportServices,
  { request, actor, taxonomy, parameters, idempotencyKey }: ImportRequest,
): AsyncGenerator<Progress, HttpAnswer> {
  const received = receivedBytes(bodyOf(request), declaredBytes(request));
  let step = await received.next();
  let toldAt = -progressEveryBytes;
  while (step.done !== true) {
    if (step.value.done - toldAt >= progressEveryBytes) {
      yield { phase: 'reading', ...step.value };
      toldAt = step.value.done;
    }
    step = await received.next();
  }
  const bytes = step.value;
  yield { phase: 'reading', done: bytes.length, total: bytes.length };
  const options = importOptions(parameters.wish, taxonomy.languages);
  const source = await ImportSource.read(bytes, options);
  const entries = source.file.entries.length;
  yield { phase: 'planning', done: 0, total: entries };
  const { baseVersion, title } = parameters;
  if (parameters.dryRun) {
    const preview = await previewImport(reader, taxonomy, { baseVersion, file: source.file, options });
    return preview.ok ? previewAnswer(preview.value) : problemAnswer(preview.problem);
  }
  const input = { taxonomyId: taxonomy.id, title, baseVersion, source, options };
  const outcome = await runner.run(importTaxonomy, input, { actor, requestId: request.id, idempotencyKey });
  return outcome.ok ? importAnswer(outcome.value.value) : problemAnswer(outcome.problem);
}

/** A request without a body has none to read from: it is an empty file. */
const bodyOf = ({ body }: FastifyRequest): Readable =>
  (body as Readable | null | undefined) ?? Readable.from([]);

function declaredBytes({ headers }: FastifyRequest): number | null {
  const length = headers['content-length'];
  return length === undefined ? null : Number(length);
}

async function lastOf(work: AsyncGenerator<Progress, HttpAnswer>): Promise<HttpAnswer> {
  for (;;) {
    const step = await work.next();
    if (step.done === true) return step.value;
  }
}

/** A line for each step and a last one with the result; a fault is a line too, since the status has gone out by then. */
async function* progressLines(
  work: AsyncGenerator<Progress, HttpAnswer>,
  request: FastifyRequest,
): AsyncGenerator<string> {
  try {
    for (;;) {
      const step = await work.next();
      if (step.done === true) {
        yield line({ phase: 'done', status: step.value.status, ...step.value.body });
        return;
      }
      yield line(step.value);
    }
  } catch (fault) {
    yield line({ phase: 'failed', errors: [errorOf(fault, request)] });
  }
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;

function errorOf(fault: unknown, request: FastifyRequest) {
  if (fault instanceof CallerError) return { message: fault.message, extensions: { code: fault.code } };
  const isTooLarge = (fault as { statusCode?: number }).statusCode === 413;
  if (isTooLarge) {
    const message = `expected a body of at most ${importLimitBytes} bytes`;
    return { message, extensions: { code: 'LIMIT_EXCEEDED' } };
  }
  request.log.error({ fault, requestId: request.id }, 'an import failed on our side');
  const message = `something went wrong on our side; the log has it under ${request.id}`;
  return { message, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}
