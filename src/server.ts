import { randomUUID } from 'node:crypto';
import { ApolloServer, type GraphQLResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Logger } from 'pino';
import { signedIn } from './access';
import type { Principal } from './access/domain';
import type { Application } from './composition';
import { loggable } from './platform/database/sql';
import { LoaderRegistry, type GraphContext } from './platform/graphql/context';
import { errorFormat } from './platform/graphql/error-format';
import { noSubscriptionOverHttp, textGuard } from './platform/graphql/request-guards';
import { idempotencyKeyOf } from './platform/http/idempotency-key';
import { sendError, sendFault } from './platform/http/send-failure';
import { walkLimit } from './taxonomy/graphql';
import { graphiqlPage, registerGraphiqlAssets } from './platform/graphiql/page';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

export interface ServerOptions {
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
  /** Hides suggestions in validation errors. */
  readonly production: boolean;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

const graphqlBodyLimitBytes = 200_000;
const documentTokens = 3_000;
const requestIdPattern = /^[\w.:-]{8,100}$/;

/** The HTTP server on one application; the tests use the same one. */
export async function createServer(application: Application, options: ServerOptions): Promise<RunningServer> {
  const loggerInstance: FastifyBaseLogger = options.logger.child({ part: 'http' });
  const app: FastifyInstance = fastify({
    loggerInstance,
    bodyLimit: graphqlBodyLimitBytes,
    frameworkErrors: (fault, request, reply) => void sendFault(fault, request, reply),
    forceCloseConnections: 'idle',
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID();
    },
  });
  app.decorateRequest('principal', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.setErrorHandler((fault, request, reply) => sendFault(fault, request, reply));
  app.setNotFoundHandler((request, reply) =>
    sendError(reply, {
      status: 404,
      code: 'NOT_FOUND',
      message: `expected a path of this service, but got ${request.method} ${request.url.slice(0, 200)}`,
    }),
  );
  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const ready = await application.isReady();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  registerGraphiqlAssets(app);
  await app.register(async (protectedApp) => {
    protectedApp.addHook('onRequest', (request, reply) => authenticate(application, request, reply));
    for (const route of application.routes) route(protectedApp);
  });
  await registerGraphql(app, application, options);
  const url = await app.listen({ port: options.port, host: options.host });
  return { url, close: () => app.close() };
}

/** What names no charset is UTF-8 too. */
function isUtf8(contentType: string | undefined): boolean {
  const charset = /;\s*charset="?([\w-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  return /^utf-?8$/i.test(charset);
}

async function registerGraphql(
  app: FastifyInstance,
  application: Application,
  options: ServerOptions,
): Promise<void> {
  const limits = documentLimits(options.production);
  const apollo = new ApolloServer<GraphContext<Principal>>({
    schema: application.schema,
    introspection: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: documentTokens },
    validationRules: limits.validationRules,
    stopOnTerminationSignals: false,
    logger: options.logger.child({ part: 'graphql' }),
    formatError: errorFormat((fault) =>
      options.logger.error({ fault: loggable(fault) }, 'a request failed on our side'),
    ),
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      noSubscriptionOverHttp,
      textGuard,
      walkLimit,
      overloadIsTemporary,
      ...limits.plugins,
    ],
  });
  await apollo.start();
  await app.register(async (graphqlApp) => {
    graphqlApp.addHook('onRequest', async (request, reply) => {
      const wantsPage =
        request.method === 'GET' &&
        !request.url.includes('query=') &&
        /text\/html/.test(request.headers.accept ?? '');
      if (wantsPage) return graphiqlPage(reply);
      if (!isUtf8(request.headers['content-type'])) {
        const message = 'expected text in UTF-8, but got another charset';
        return sendError(reply, { status: 415, code: 'BAD_REQUEST', message });
      }
      await authenticate(application, request, reply);
      // Here and not where the context is made, whose faults are all answered as ours.
      idempotencyKeyOf(request);
      return undefined;
    });
    graphqlApp.route({
      url: '/graphql',
      method: ['GET', 'POST'],
      handler: fastifyApolloHandler(apollo, { context: async (request) => contextOf(application, request) }),
    });
  });
}

function documentLimits(production: boolean) {
  return new ApolloArmor({
    maxDepth: { n: 12 },
    maxAliases: { n: 30, allowList: [] },
    maxDirectives: { n: 20 },
    // The parser counts tokens itself; this rule would answer every syntax error with a status of ours, 500.
    maxTokens: { enabled: false },
    costLimit: {
      maxCost: 50_000,
      objectCost: 2,
      scalarCost: 1,
      depthCostFactor: 1.2,
      ignoreIntrospection: true,
    },
    blockFieldSuggestion: { enabled: production },
  }).protect();
}

/** A service that is short of connections says so with a status that clients and proxies know to wait on. */
const overloadIsTemporary = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }: { response: GraphQLResponse }) => {
      const { body, http } = response;
      if (body.kind !== 'single') return;
      const isOverloaded = body.singleResult.errors?.some(
        (error) => error.extensions?.['code'] === 'OVERLOADED',
      );
      if (isOverloaded !== true) return;
      http.status = 503;
      http.headers.set('retry-after', '1');
    },
  }),
};

function contextOf(application: Application, request: FastifyRequest): GraphContext<Principal> {
  const { id: requestId } = request;
  const actor = signedIn(request.principal);
  const key = idempotencyKeyOf(request);
  const loaders = new LoaderRegistry();
  let mutations = 0;
  return {
    actor,
    requestId,
    loaders,
    run: async (command, input) => {
      mutations += 1;
      // Several mutations of one request follow one another, each under a key of its own.
      const idempotencyKey = key === null || mutations === 1 ? key : `${key} ${mutations}`;
      const outcome = await application.runner.run(command, input, { actor, requestId, idempotencyKey });
      loaders.forget();
      return outcome;
    },
  };
}

async function authenticate(
  application: Application,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ');
  const isBearer =
    scheme?.toLowerCase() === 'bearer' && token !== undefined && token !== '' && rest.length === 0;
  if (!isBearer) {
    await sendError(reply, {
      status: 401,
      code: 'UNAUTHENTICATED',
      message: 'expected the header "Authorization: Bearer TOKEN", but got none',
    });
    return;
  }
  try {
    request.principal = await application.authenticator.principalOf(token);
  } catch (fault) {
    await sendFault(fault, request, reply);
  }
}
