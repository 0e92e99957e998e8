import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signedIn } from '../../access';
import { can, mayRead, type Principal } from '../../access/domain';
import { fileAnswer } from '../../exchange';
import { CallerError } from '../../platform/caller-error';
import type { CommandRunner } from '../../platform/command/runner';
import { notFound } from '../../platform/problem';
import type { TaxonomyReader } from '../../taxonomy';
import { jobAnswer, statusOfProblem } from './ingest-answer';
import { ingestParameters } from './ingest-parameters';
import { uploading } from './ingest-upload';

export interface IngestServices {
  readonly reader: TaxonomyReader;
  readonly runner: CommandRunner<Principal>;
}

type IngestRequest = FastifyRequest<{ Params: { key: string } }>;

const progressMediaType = 'application/x-ndjson';

/** `POST /v1/taxonomies/:key/contacts`: a file of any length as the body, what it holds in the query string. */
export function ingestRoute(services: IngestServices) {
  return (app: FastifyInstance): void => {
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      scope.post<{ Params: { key: string } }>(
        '/v1/taxonomies/:key/contacts',
        // Read as it comes and never held: its length is the sender's affair.
        { bodyLimit: Number.MAX_SAFE_INTEGER },
        async (request, reply) => takeContacts(services, request, reply),
      );
    });
  };
}

async function takeContacts(
  { reader, runner }: IngestServices,
  request: IngestRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const actor = signedIn(request.principal);
  const parameters = ingestParameters(request.query);
  const isGzipped = encodingOf(request) === 'gzip';
  const taxonomy = await reader.taxonomyByKey(request.params.key);
  if (taxonomy === null || !mayRead(actor, { taxonomyId: taxonomy.id })) {
    const { status, body } = fileAnswer(notFound('taxonomy', request.params.key));
    return reply.code(status).send(body);
  }
  // Before the body is read: nothing large is taken from somebody who may not record.
  if (!can(actor, 'addContacts', { taxonomyId: taxonomy.id }))
    throw new CallerError('FORBIDDEN', 'expected a role that may addContacts, but you hold none here');
  const { mapping } = parameters;
  if (!mapping.ok) return reply.code(422).send({ problem: mapping.problem });
  const body = (request.body as Readable | null | undefined) ?? Readable.from([]);
  const given = { runner, actor, requestId: request.id, taxonomyId: taxonomy.id };
  const work = uploading({ ...given, body, isGzipped, parameters, mapping: mapping.value });
  const wantsProgress = (request.headers.accept ?? '').includes(progressMediaType);
  if (wantsProgress) return reply.type(progressMediaType).send(Readable.from(progressLines(work, request)));
  const { status, answer } = await lastOf(work);
  return reply.code(status).send(answer);
}

function encodingOf({ headers }: IngestRequest): 'gzip' | 'identity' {
  const encoding = (headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'gzip' || encoding === 'identity') return encoding;
  throw new CallerError('BAD_USER_INPUT', 'Content-Encoding: expected gzip or none');
}

type Work = ReturnType<typeof uploading>;

interface LastAnswer {
  readonly status: number;
  readonly answer: object;
}

async function lastOf(work: Work): Promise<LastAnswer> {
  for (;;) {
    const step = await work.next();
    if (step.done === true) return lastAnswer(step.value);
  }
}

const lastAnswer = ({
  job,
  problem,
}: {
  job: Parameters<typeof jobAnswer>[0] | null;
  problem: Parameters<typeof statusOfProblem>[0] | null;
}): LastAnswer => ({
  status: problem === null ? 200 : statusOfProblem(problem),
  answer: {
    ...(job === null ? {} : { job: jobAnswer(job) }),
    ...(problem === null ? {} : { problem }),
  },
});

/** A line after each part and a last one with the result; a fault is a line too, since the status has gone out by then. */
async function* progressLines(work: Work, request: IngestRequest): AsyncGenerator<string> {
  try {
    for (;;) {
      const step = await work.next();
      if (step.done !== true) {
        yield line({ phase: 'recording', job: jobAnswer(step.value) });
        continue;
      }
      const { status, answer } = lastAnswer(step.value);
      yield line({ phase: 'done', status, ...answer });
      return;
    }
  } catch (fault) {
    request.log.error({ fault, requestId: request.id }, 'an ingest failed on our side');
    const message = `something went wrong on our side; the log has it under ${request.id}`;
    yield line({ phase: 'failed', errors: [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
  }
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;
