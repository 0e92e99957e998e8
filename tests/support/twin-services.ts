import { pino } from 'pino';
import { roles } from '../../src/access/domain';
import { blindScene, type BlindScene } from './blind-scene';
import { withOtherCodes } from './other-codes';
import { serveDatabase, type Serving, type TestService } from './service';
import { cloneOfDatabase, createTestDatabase } from './test-database';
import { onConnection } from './test-server';

export interface Twin {
  readonly service: TestService;
  /** Whatever the service logged, at the level at which it logs most. */
  readonly log: readonly string[];
}

/** Two services with the same ids, moments and salts, which differ in nothing but what one coder answered. */
export interface Twins {
  readonly scene: BlindScene;
  readonly one: Twin;
  readonly other: Twin;
  readonly codesChanged: number;
  close(): Promise<void>;
}

export async function twinServices(alter?: Serving['alter']): Promise<Twins> {
  const first = await serveDatabase(await createTestDatabase());
  const scene = await blindScene(first);
  const roleTokens = roles.map((role) => ({ role, token: first.token(role) }));
  await first.stop();
  const otherDatabase = await cloneOfDatabase(first.database);
  const { governed, secretive } = scene;
  const reasons = [governed.refund, governed.invoice, governed.delivery].map(localIdOf);
  const codesChanged = await onConnection(otherDatabase.owner, (client) =>
    withOtherCodes(client, { codedBy: localIdOf(secretive.actor), reasons }),
  );
  const serving = { tokens: roleTokens, ...(alter === undefined ? {} : { alter }) };
  const one = await logged((logger) => serveDatabase(first.database, { ...serving, logger }));
  const other = await logged((logger) => serveDatabase(otherDatabase, { ...serving, logger }));
  const close = async (): Promise<void> => {
    await one.service.close();
    await other.service.close();
  };
  return { scene, one, other, codesChanged, close };
}

export const localIdOf = (id: string): string =>
  Buffer.from(id, 'base64url').toString('utf8').split(':')[1] ?? '';

async function logged(serve: (logger: pino.Logger) => Promise<TestService>): Promise<Twin> {
  const log: string[] = [];
  const logger = pino({ level: 'trace', base: null }, { write: (line: string) => void log.push(line) });
  return { service: await serve(logger), log };
}
