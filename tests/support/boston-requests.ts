import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { TaxonomyId } from '../../src/platform/ids';
import { Scenario, type DraftRef } from './scenario';
import type { SpokenTo } from './graphql';

/*
 * Half a year of a city's service requests, read where they lie and never kept here: with the list of reasons, departments
 * and resolutions that the requests themselves use.
 */
const folder = join(__dirname, '../../../shared/reference/contacts');
export const bostonFile = join(folder, 'boston311/contacts.csv');
export const bostonIsHere = existsSync(bostonFile);

type Row = Readonly<Record<string, string>>;

export const bostonTable = (file: string): readonly Row[] =>
  parse<Row>(readFileSync(join(folder, file)), { columns: true, bom: true });

const distinct = (rows: readonly Row[], column: string): readonly string[] =>
  [...new Set(rows.map((row) => row[column] ?? ''))].filter((value) => value !== '').sort();

/** The code of a channel, as a taxonomy's channels have them. */
export const bostonChannel = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');

export interface Boston {
  readonly scenario: Scenario;
  readonly taxonomyId: TaxonomyId;
  /** As the command line takes it, beside the file. */
  readonly mapping: object;
}

/** A taxonomy of the city's reasons, in force before the first request, with its departments and resolutions. */
export async function bostonTaxonomy(service: SpokenTo): Promise<Boston> {
  const rows = bostonTable('boston311/contacts.csv');
  const channels = distinct(rows, 'channel');
  const scenario = await Scenario.create(service, {
    languages: ['en'],
    timeZone: 'America/New_York',
    channels: channels.map((name) => ({
      code: bostonChannel(name),
      labels: [{ language: 'en', text: name }],
    })),
    policy: {
      ...{ maxFanOut: 25, approvals: 0, backdating: 'ALLOWED' },
      severities: [{ rule: 'NEAR_DUPLICATE', severity: 'OFF' }],
    },
  });
  await scenario.publish(await importReasons(scenario, rows), '2011-01-01T05:00:00Z');
  const taxonomy = scenario.taxonomyId;
  for (const code of distinct(rows, 'department')) {
    const input = { taxonomy, code, name: [{ language: 'en', text: code }] };
    await scenario.mutate('ADMIN', { name: 'createDepartment', input, fields: '__typename' });
  }
  for (const code of distinct(rows, 'resolution')) {
    const input = { taxonomy, code, labels: [{ language: 'en', text: code }] };
    await scenario.mutate('STEWARD', { name: 'addResolution', input, fields: '__typename' });
  }
  const taxonomyId = Buffer.from(taxonomy, 'base64url').toString().split(':')[1] as TaxonomyId;
  return { scenario, taxonomyId, mapping: mappingOf(channels) };
}

/** Each path once, as the levels of an import. */
async function importReasons({ service, key }: Scenario, rows: readonly Row[]): Promise<DraftRef> {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const paths = rows.map(({ l1 = '', l2 = '', l3 = '' }) => [l1, l2, l3].map(quoted).join(','));
  const response = await fetch(`${service.url}/v1/taxonomies/${key}/imports?format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('STEWARD')}`, 'content-type': 'text/csv' },
    body: ['level1,level2,level3', ...new Set(paths)].join('\n'),
  });
  const { draft } = (await response.json()) as { readonly draft?: DraftRef | null };
  if (draft === undefined || draft === null) throw new Error(`expected a draft, but got ${response.status}`);
  return draft;
}

const mappingOf = (channels: readonly string[]): object => ({
  source: 'boston311',
  columns: {
    externalId: 'contact_id',
    occurredAt: 'opened_at',
    channel: {
      column: 'channel',
      values: Object.fromEntries(channels.map((name) => [name, bostonChannel(name)])),
    },
    reason: { path: ['l1', 'l2', 'l3'] },
    department: 'department',
    resolution: 'resolution',
    segment: {
      column: 'segment',
      values: Object.fromEntries(
        bostonTable('boston311/segments.csv').map((row) => [row['source_label'] ?? '', row['segment'] ?? '']),
      ),
      otherwise: 'UNMAPPED',
    },
  },
  ignore: ['closed_at', 'customer_id', 'priority', 'status', 'target_at', 'on_time', 'queue'],
});

/** By the path of labels, as the files of expected figures name reasons. */
export async function pathsOfReasons({ scenario }: Boston): Promise<ReadonlyMap<string, string>> {
  interface Answer {
    readonly currentTaxonomy: {
      readonly reasons: readonly {
        readonly reason: { readonly id: string };
        readonly path: readonly string[];
      }[];
    };
  }
  const query = `query($key: String!) { currentTaxonomy(key: $key) { reasons { reason { id } path } } }`;
  const { currentTaxonomy } = await scenario.as('STEWARD').ask<Answer, object>(query, { key: scenario.key });
  return new Map(
    currentTaxonomy.reasons.map(({ reason, path }) => [
      Buffer.from(reason.id, 'base64url').toString().split(':')[1] ?? '',
      path.join(' > '),
    ]),
  );
}
