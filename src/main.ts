import 'reflect-metadata';
import { pino } from 'pino';
import { IdentityProvider, openAccess, TokensError, type RoleToken } from './access';
import { compose } from './composition';
import { ConfigError, readConfig, type Config } from './config';
import { customerKeyOf } from './customer-key';
import { DatabaseError, openDatabase, type OpenDatabase } from './database';
import { EmbeddedPostgresError } from './platform/embedded-postgres';
import { loggable } from './platform/database/sql';
import { repeat } from './platform/jobs/repeated';
import { createServer, type RunningServer } from './server';

const host = '127.0.0.1';

/** Starts the service; answers how to stop it. */
async function start(config: Config): Promise<() => Promise<void>> {
  const logger = pino({ level: config.logLevel, name: 'concordance' }, pino.destination(2));
  const database = await openDatabase(config, (line) => logger.debug({ part: 'postgres' }, line));
  try {
    for (const warning of database.warnings) logger.warn(warning);
    const provider = config.identityProvider === null ? null : new IdentityProvider(config.identityProvider);
    const customerKey = await customerKeyOf(config.customerKey, config.dataFolder);
    const application = compose(database.dataSource, { provider, customerKey });
    const tokens = await openAccess(application.runner, config);
    const { port, production } = config;
    const server = await createServer(application, { port, host, logger, production });
    const stopRepeated = repeat(application.repeated, (fault, name) =>
      logger.error({ fault: loggable(fault), part: name }, 'repeated work failed'),
    );
    announce(server, tokens);
    return () => stop({ server, database, stopRepeated });
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

interface Running {
  readonly server: RunningServer;
  readonly database: OpenDatabase;
  readonly stopRepeated: () => Promise<void>;
}

async function stop({ server, database, stopRepeated }: Running): Promise<void> {
  await stopRepeated();
  await server.close();
  await database.close();
}

function announce({ url }: RunningServer, tokens: readonly RoleToken[]): void {
  const links = tokens.map(({ role, token }) => `  ${role.padEnd(17)} ${url}/graphql#token=${token}`);
  process.stdout.write(
    [`Concordance is ready: ${url}/graphql`, 'Signed in as', ...links, 'Stop it with Ctrl-C.', ''].join('\n'),
  );
}

/** What the person at the terminal can mend is told in words; anything else with its stack. */
function explain(fault: unknown, config: Config | null): string {
  if (
    fault instanceof ConfigError ||
    fault instanceof DatabaseError ||
    fault instanceof EmbeddedPostgresError ||
    fault instanceof TokensError
  ) {
    return fault.message;
  }
  const { code } = fault as { code?: string };
  if (code === 'EADDRINUSE')
    return `expected port ${config?.port} to be free, but another program listens on it; set PORT to another one`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `expected to be able to write to ${config?.dataFolder}, but: ${(fault as Error).message}; set CONCORDANCE_DATA to another folder`;
  }
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}

async function main(): Promise<void> {
  let config: Config | null = null;
  try {
    config = readConfig();
    const stopAll = await start(config);
    let stopping = false;
    const onSignal = (): void => {
      if (stopping) return;
      stopping = true;
      void stopAll().then(() => process.exit(0));
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  } catch (fault) {
    process.stderr.write(`${explain(fault, config)}\n`);
    process.exitCode = 1;
  }
}

void main();
