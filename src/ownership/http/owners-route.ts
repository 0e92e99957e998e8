import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signedIn } from '../../access';
import { can, mayRead, type Principal } from '../../access/domain';
import { fileAnswer, receivedBytes, strictParameters } from '../../exchange';
import { CallerError } from '../../platform/caller-error';
import type { CommandRunner } from '../../platform/command/runner';
import { idempotencyKeyOf } from '../../platform/http/idempotency-key';
import { notFound } from '../../platform/problem';
import type { TaxonomyReader } from '../../taxonomy';
import { AssignmentSource } from '../commands/assignment-source';
import { importOwners } from '../commands/import-owners';
import { ownersParameters } from './owners-parameters';

const bodyLimitBytes = 64 * 1024 * 1024;

export interface OwnersServices {
  readonly reader: TaxonomyReader;
  readonly runner: CommandRunner<Principal>;
}

type OwnersRequest = FastifyRequest<{ Params: { key: string } }>;

/** The paths by which files of owners come in: `POST /v1/taxonomies/:key/owners`, options in the query string. */
export const ownershipRoutes = (services: OwnersServices): readonly ((app: FastifyInstance) => void)[] => [
  (app) => {
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      scope.post<{ Params: { key: string } }>(
        '/v1/taxonomies/:key/owners',
        { bodyLimit: bodyLimitBytes },
        async (request, reply) => takeOwners(services, request, reply),
      );
    });
  },
];

async function takeOwners(
  { reader, runner }: OwnersServices,
  request: OwnersRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const actor = signedIn(request.principal);
  const options = strictParameters(ownersParameters, request.query);
  const taxonomy = await reader.taxonomyByKey(request.params.key);
  if (taxonomy === null || !mayRead(actor, { taxonomyId: taxonomy.id })) {
    const { status, body } = fileAnswer(notFound('taxonomy', request.params.key));
    return reply.code(status).send(body);
  }
  // Before the body is read: nothing large is taken from somebody who may not assign.
  if (!can(actor, 'assignOwners', { taxonomyId: taxonomy.id }))
    throw new CallerError('FORBIDDEN', 'expected a role that may assignOwners, but you hold none here');
  const source = AssignmentSource.read(await bodyOf(request));
  const { dryRun = false, acceptNames = false, because = 'a file of owners' } = options;
  const input = { taxonomyId: taxonomy.id, source, acceptNames, dryRun, because };
  const caller = { actor, requestId: request.id, idempotencyKey: idempotencyKeyOf(request) };
  const outcome = await runner.run(importOwners, input, caller);
  if (!outcome.ok) {
    const { status, body } = fileAnswer(outcome.problem);
    return reply.code(status).send(body);
  }
  const { taxonomyId: _, ...told } = outcome.value.value;
  return reply.code(200).send(told);
}

async function bodyOf({ body, headers }: OwnersRequest): Promise<Uint8Array> {
  const length = headers['content-length'];
  const received = receivedBytes(body as Readable, length === undefined ? null : Number(length));
  for (;;) {
    const step = await received.next();
    if (step.done === true) return step.value;
  }
}
