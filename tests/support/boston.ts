import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Scenario } from './scenario';
import type { SpokenTo } from './graphql';
import { upload } from './uploading';

const folder = join(__dirname, '../../../shared/reference/contacts');

export const bostonPath = join(folder, 'boston311/contacts.csv');
export const bostonIsHere = existsSync(bostonPath);

export type Row = Readonly<Record<string, string>>;

/** Read where they lie and never kept here. */
export const bostonTable = (file: string): readonly Row[] =>
  parse<Row>(readFileSync(join(folder, file)), { columns: true, bom: true });

export const bostonFigures = (): { readonly boston: Readonly<Record<string, unknown>> } =>
  JSON.parse(readFileSync(join(folder, 'expected/figures.json'), 'utf8')) as never;

export const bostonFile = (): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(bostonPath));

const policy = {
  ...{ approvals: 0, backdating: 'ALLOWED' },
  severities: [{ rule: 'FAN_OUT', severity: 'WARNING' }],
};

const distinct = (rows: readonly Row[], column: string): readonly string[] =>
  [...new Set(rows.map((row) => row[column] ?? ''))].filter((text) => text !== '').sort();

/** The code of a channel for the word that the file has. */
export const channelCode = (word: string): string => word.toUpperCase().replace(/[^A-Z0-9]+/g, '_');

/** A leaf that its name says is for the rest, as the file of expected figures counts them. */
const isResidual = (leaf: string): boolean => /\b(?:general|other|misc\.?|miscellaneous)\b/i.test(leaf);

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The list that a city's service requests of half a year were coded with, published before the first of them. */
export async function bostonScenario(service: SpokenTo): Promise<Scenario> {
  const contacts = bostonTable('boston311/contacts.csv');
  const channels = distinct(contacts, 'channel').map((word) => ({
    ...{ code: channelCode(word), labels: [{ language: 'en', text: word }] },
  }));
  const scenario = await Scenario.create(service, {
    ...{ languages: ['en'], timeZone: 'America/New_York', policy: policy as never, channels },
  });
  const { taxonomyId: taxonomy } = scenario;
  for (const code of distinct(contacts, 'department')) {
    const input = { taxonomy, code, name: [{ language: 'en', text: code }], aliases: [] };
    await scenario.mutate('ADMIN', { name: 'createDepartment', input, fields: '__typename' });
  }
  for (const code of distinct(contacts, 'resolution')) {
    const input = { taxonomy, code, labels: [{ language: 'en', text: code }] };
    await scenario.mutate('STEWARD', { name: 'addResolution', input, fields: '__typename' });
  }
  await publishPaths(scenario, contacts);
  await assignModal(scenario);
  return scenario;
}

async function publishPaths(scenario: Scenario, contacts: readonly Row[]): Promise<void> {
  const paths = new Map(
    contacts.map(({ l1 = '', l2 = '', l3 = '' }) => [`${l1}\n${l2}\n${l3}`, [l1, l2, l3]]),
  );
  const lines = [...paths.values()].map((path) =>
    [...path.map(quoted), isResidual(path[2] ?? '') ? 'true' : ''].join(','),
  );
  const content = `Level 1,Level 2,Level 3,residual\n${lines.join('\n')}\n`;
  const input = { taxonomy: scenario.taxonomyId, content, format: 'CSV' };
  const call = { name: 'importTaxonomy', input, fields: 'draft { id head }' };
  const { draft } = await scenario.mutate<{ draft: { id: string; head: number } }>('EDITOR', call);
  await scenario.publish(draft, '2011-01-01T05:00:00Z');
}

/** The department that handled most contacts of a reason is made accountable for it. */
async function assignModal(scenario: Scenario): Promise<void> {
  const byPath = new Map<string, { department: string; n: number }>();
  for (const { path = '', department = '', n } of bostonTable('expected/boston_reason_department.csv'))
    if (Number(n) > (byPath.get(path)?.n ?? 0)) byPath.set(path, { department, n: Number(n) });
  const codes = await codesByPath(scenario);
  const lines = Array.from(
    byPath,
    ([path, { department }]) => `${codes.get(path) ?? ''},${department},A,2011-01-01T05:00:00Z`,
  );
  const content = `reason,department,role,from\n${lines.join('\n')}\n`;
  const input = { taxonomy: scenario.taxonomyId, content, because: 'As they were handled.' };
  await scenario.mutate('STEWARD', { name: 'importOwners', input, fields: 'changed' });
}

interface Published {
  readonly currentTaxonomy: {
    readonly reasons: readonly { readonly code: string; readonly path: readonly string[] }[];
  };
}

async function codesByPath(scenario: Scenario): Promise<ReadonlyMap<string, string>> {
  const text = `{ currentTaxonomy(key: "${scenario.key}") { reasons { code path } } }`;
  const { currentTaxonomy } = await scenario.as('EDITOR').ask<Published, object>(text);
  return new Map(currentTaxonomy.reasons.map(({ code, path }) => [path.join(' > '), code]));
}

/** The segments of the city by the label that the file has; a label that is not listed belongs to none. */
export const segmentLabels = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    bostonTable('boston311/segments.csv').map(({ source_label = '', segment = '' }) => [
      source_label,
      segment,
    ]),
  );

/** Sends the file of contacts, or another with some more columns, as a client would; answers the job. */
export async function sendBoston(
  service: SpokenTo,
  scenario: Scenario,
  {
    file = bostonFile(),
    columns = {},
  }: { readonly file?: Uint8Array<ArrayBuffer>; readonly columns?: object } = {},
) {
  const channels = Object.fromEntries(
    distinct(bostonTable('expected/boston_reason_channel.csv'), 'channel').map((word) => [
      word,
      channelCode(word),
    ]),
  );
  const mapping = {
    columns: {
      ...{ externalId: 'contact_id', occurredAt: 'opened_at', department: 'department' },
      ...{ resolution: 'resolution', reason: { path: ['l1', 'l2', 'l3'] } },
      channel: { column: 'channel', values: channels },
      segment: { column: 'segment', values: segmentLabels(), otherwise: 'UNMAPPED' },
      ...columns,
    },
    ignore: '*',
  };
  return upload(service, scenario.key, file, { mapping, query: { source: 'boston311' } });
}
