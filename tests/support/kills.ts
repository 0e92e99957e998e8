import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PgConnectionConfig } from '../../src/platform/embedded-postgres';
import type { PolicyInput } from './generated/operations';
import { GraphqlClient } from './graphql';
import { historyFaults } from './history-faults';
import { mutation, Scenario } from './scenario';
import { startServiceProcess, type ServiceProcess } from './service-process';
import { createTestDatabase, type TestDatabase } from './test-database';
import { onConnection } from './test-server';
import { until } from './until';

/** What is found after a kill: the work was whole or absent, and whether history and tables agree. */
export interface AfterKill {
  readonly outcome: 'WHOLE' | 'ABSENT';
  readonly faults: readonly string[];
}

export interface KillPlace {
  readonly database: TestDatabase;
  readonly environment: Readonly<Record<string, string>>;
  readonly dataFolder: string;
  remove(): Promise<void>;
}

const urlOf = ({ user, password, host, port, database }: PgConnectionConfig): string =>
  `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;

/** A database that outlives the processes which are killed on it. */
export async function killPlace(): Promise<KillPlace> {
  const database = await createTestDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'concordance-kills-'));
  return {
    database,
    dataFolder,
    environment: { DATABASE_URL: urlOf(database.runtime), DATABASE_OWNER_URL: urlOf(database.owner) },
    remove: async () => {
      await rm(dataFolder, { recursive: true, force: true });
      await database.drop();
    },
  };
}

const reasonCount = 3_000;

/** As a file of adjacency: one root, and the others in menus of fifty under it. */
export function generatedFile(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const parent = at === 0 ? '' : `r${Math.floor((at - 1) / 50)}`;
    return `r${at},${parent},Reason number ${at}`;
  });
  return ['id,parent,name', ...lines].join('\n');
}

export const widePolicy: PolicyInput = {
  maxDepth: 20,
  maxFanOut: 1000,
  approvals: 0,
  severities: [{ rule: 'NEAR_DUPLICATE', severity: 'OFF' }] as const,
};

/** Imports a file and kills the service after `delayMs`; then a second process tells what is left. */
export async function killDuringImport(place: KillPlace, delayMs: number): Promise<AfterKill> {
  const first = await startServiceProcess(place.dataFolder, place.environment);
  const { key } = await scenarioOf(first);
  const sent = sendFile(first, key).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  await first.kill('SIGKILL');
  await sent;

  const second = await startServiceProcess(place.dataFolder, place.environment);
  const drafts = await draftsOf(second, key);
  await second.kill('SIGTERM');
  const faults = await onConnection(place.database.owner, historyFaults);
  const [draft] = drafts;
  if (draft === undefined) return { outcome: 'ABSENT', faults };
  const isWhole = drafts.length === 1 && draft.reasons.length === reasonCount;
  return {
    outcome: 'WHOLE',
    faults: isWhole ? faults : [...faults, `a draft with ${draft.reasons.length} reasons`],
  };
}

/** Publishes a version and kills the service after `delayMs`; then a second process tells what is left. */
export async function killDuringPublication(place: KillPlace, delayMs: number): Promise<AfterKill> {
  const first = await startServiceProcess(place.dataFolder, place.environment);
  const { key } = await scenarioOf(first);
  await sendFile(first, key);
  const [draft] = await draftsOf(first, key);
  const submitted = { draft: draft?.id, expectedHead: 1 };
  await mutation(first, 'STEWARD', { name: 'submitDraft', input: submitted, fields: 'draft { state }' });
  const input = { draft: draft?.id, because: 'to be killed' };
  const sent = mutation(first, 'STEWARD', {
    name: 'publishVersion',
    input,
    fields: 'version { number }',
  }).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  await first.kill('SIGKILL');
  await sent;

  const second = await startServiceProcess(place.dataFolder, place.environment);
  const data = await new GraphqlClient(second, 'STEWARD').ask<
    { currentTaxonomy: { reasons: unknown[] } | null },
    object
  >(`query($key: String!) { currentTaxonomy(key: $key) { reasons { code } } }`, { key });
  const [after] = await draftsOf(second, key);
  await second.kill('SIGTERM');
  const faults = await onConnection(place.database.owner, historyFaults);
  if (data.currentTaxonomy === null) {
    return {
      outcome: 'ABSENT',
      faults: after?.state === 'APPROVED' ? faults : [...faults, `a draft that is ${after?.state}`],
    };
  }
  const isWhole = data.currentTaxonomy.reasons.length === reasonCount && after?.state === 'PUBLISHED';
  return { outcome: 'WHOLE', faults: isWhole ? faults : [...faults, 'a version that is not whole'] };
}

interface DraftSeen {
  readonly id: string;
  readonly state: string;
  readonly reasons: readonly unknown[];
}

async function draftsOf(service: ServiceProcess, key: string): Promise<readonly DraftSeen[]> {
  const data = await new GraphqlClient(service, 'STEWARD').ask<
    { taxonomy: { drafts: { nodes: DraftSeen[] } } },
    object
  >(`query($key: String!) { taxonomy(key: $key) { drafts { nodes { id state reasons { code } } } } }`, {
    key,
  });
  return data.taxonomy.drafts.nodes;
}

const scenarioOf = (service: ServiceProcess): Promise<Scenario> =>
  Scenario.create(service, { policy: widePolicy });

async function sendFile(service: ServiceProcess, key: string): Promise<void> {
  const response = await fetch(`${service.url}/v1/taxonomies/${key}/imports?format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('STEWARD')}`, 'content-type': 'text/csv' },
    body: generatedFile(reasonCount),
  });
  if (!response.ok) throw new Error(`expected the file to be imported, but got ${await response.text()}`);
}

const schedulesAheadMs = 4_000;

interface Noted {
  readonly changes: { readonly nodes: readonly { readonly after: { readonly number: number } }[] };
}

/**
 * Schedules versions with two instances running, and kills one of them so long after the first is due; the other one tells
 * what was noted.
 */
export async function killDuringSchedule(place: KillPlace, delayMs: number): Promise<AfterKill> {
  const [dying, living] = await Promise.all([
    startServiceProcess(place.dataFolder, place.environment),
    startServiceProcess(place.dataFolder, place.environment),
  ]);
  const scenario = await scenarioOf(living);
  const { draft, reason } = await scenario.createReason(await scenario.openDraft(), {
    code: 'a',
    label: 'A',
  });
  await scenario.publish(draft);
  for (let at = 0; at < 3; at += 1) {
    const label = { reason, language: 'en', label: `A ${at}` };
    const edited = await scenario.edit(await scenario.openDraft(), 'setLabel', label);
    await scenario.publish(edited, new Date(Date.now() + schedulesAheadMs).toISOString());
  }
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  await dying.kill('SIGKILL');
  const noted = async (): Promise<readonly number[]> => {
    const { changes } = await new GraphqlClient(living, 'AUDITOR').ask<Noted, object>(
      `query($key: String!) { changes(filter: { taxonomy: $key, kinds: [PUT_INTO_FORCE] }, first: 100) { nodes { after } } }`,
      { key: scenario.key },
    );
    return changes.nodes.map(({ after }) => after.number);
  };
  await until(async () => (await noted()).length >= 3);
  const numbers = (await noted()).toReversed();
  await living.kill('SIGTERM');
  const faults = await onConnection(place.database.owner, historyFaults);
  const isInOrder = numbers.join() === '2,3,4';
  return { outcome: 'WHOLE', faults: isInOrder ? faults : [...faults, `noted ${numbers.join()}`] };
}
