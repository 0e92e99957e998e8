import type { FastifyReply, FastifyRequest } from 'fastify';
import { CallerError } from '../caller-error';
import { isOverload, loggable } from '../database/sql';

export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Errors outside GraphQL have the same shape as those inside. */
export async function sendError(reply: FastifyReply, { status, code, message }: Failure): Promise<void> {
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (status === 503) reply.header('retry-after', '1');
  await reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code } }] });
}

const statusOfCallerError: Readonly<Record<CallerError['code'], number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  LIMIT_EXCEEDED: 400,
  OVERLOADED: 503,
  NOT_OBSERVABLE: 410,
};

/** Whatever was thrown outside GraphQL, on its road: the caller's fault is told, ours is masked and logged. */
export async function sendFault(fault: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (fault instanceof CallerError)
    return sendError(reply, {
      status: statusOfCallerError[fault.code],
      code: fault.code,
      message: fault.message,
    });
  if (isOverload(fault))
    return sendError(reply, {
      status: 503,
      code: 'OVERLOADED',
      message: 'the service is overloaded: try again in a moment',
    });
  const { statusCode, message } = fault as { statusCode?: number; message?: string };
  if (statusCode === 413) {
    return sendError(reply, {
      status: 413,
      code: 'LIMIT_EXCEEDED',
      message: `expected a body of at most ${request.routeOptions.bodyLimit} bytes`,
    });
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return sendError(reply, {
      status: statusCode,
      code: 'BAD_REQUEST',
      message: message ?? 'the request cannot be read',
    });
  }
  request.log.error({ fault: loggable(fault), requestId: request.id }, 'a request failed on our side');
  return sendError(reply, {
    status: 500,
    code: 'INTERNAL_SERVER_ERROR',
    message: `something went wrong on our side; the log has it under ${request.id}`,
  });
}
