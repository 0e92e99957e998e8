import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { stringify } from 'yaml';
import { unmappedCounts, usageCounts, type Dimension, type UsageWindow } from '../../../src/contact';
import { createDataSource } from '../../../src/platform/database/data-source';
import { bostonIsHere, bostonPath, bostonTable, channelCode } from '../../support/boston';
import { bostonTaxonomy, pathsOfReasons, type Boston } from '../../support/boston-by-command-line';
import { historyFaults } from '../../support/history-faults';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';
import { upload } from '../../support/uploading';
import { commandLine } from '../../integration/exchange/exchanging';

jest.setTimeout(300_000);

/*
 * The figures that must come out are those of the folder's `expected/`: computed from the same file by another program and
 * checked by a second route.
 */
if (!bostonIsHere) process.stdout.write('skipped: the service requests of Boston are not there\n');
const whereTheyAre = bostonIsHere ? describe : describe.skip;

whereTheyAre('the service requests of Boston', () => {
  let service: TestService;
  let boston: Boston;
  let dataSource: DataSource;
  let paths: ReadonlyMap<string, string>;
  let printed: { readonly exitCode: number; readonly output: string; readonly errors: string };
  beforeAll(async () => {
    service = await startService();
    boston = await bostonTaxonomy(service);
    const cli = await commandLine(service, ['ANALYST']);
    const map = await cli.file('mapping.yaml', stringify(boston.mapping));
    printed = await cli.run('ingest', bostonPath, '--taxonomy', boston.scenario.key, '--map', map);
    await cli.close();
    dataSource = await createDataSource(service.database.runtime, { entities: [] }).initialize();
    paths = await pathsOfReasons(boston);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await service.close();
  });

  const halfYear = (): UsageWindow => ({
    ...{ taxonomyId: boston.taxonomyId, from: '2011-07-01', until: '2012-01-01' },
  });
  /** By what it is counted by, a reason by its path; sorted, as lines of the expected files. */
  async function counted(by: readonly Dimension[], shown: (name: Dimension, value: unknown) => string) {
    const rows = await usageCounts(dataSource.manager, halfYear(), by);
    return rows.map((row) => [...by.map((name) => shown(name, row[name])), row.contacts].join('|')).sort();
  }
  const text = (name: Dimension, value: unknown): string =>
    name === 'reason' ? (paths.get(value as string) ?? 'unknown') : String(value);
  const expected = (file: string, columns: readonly string[], told = (value: string): string => value) =>
    bostonTable(`expected/${file}`)
      .map((row) =>
        columns
          .map((column, at) => (at === 1 && columns.length > 2 ? told(row[column] ?? '') : row[column]))
          .join('|'),
      )
      .sort();
  const codesOf = async (table: 'department' | 'resolution') => {
    const { rows } = await onConnection(service.database.owner, (client) =>
      client.query<{ id: string; code: string }>(`SELECT id, code FROM ${table}`),
    );
    return new Map(rows.map(({ id, code }) => [id, code]));
  };

  test('come in by the command line, none of them lost, and 3,473 with a segment that is in no list', () => {
    expect(printed).toMatchObject({ exitCode: 0, errors: '' });
    expect(printed.output).toContain('58251 rows: 58251 added, 3473 with unmapped values');
  });

  test('are counted by reason as expected', async () => {
    expect(await counted(['reason'], text)).toEqual(expected('boston_reason_counts.csv', ['path', 'n']));
  });

  test('are counted by reason and channel as expected', async () => {
    expect(await counted(['reason', 'channel'], text)).toEqual(
      expected('boston_reason_channel.csv', ['path', 'channel', 'n'], channelCode),
    );
  });

  test('are counted by reason and month as expected', async () => {
    expect(await counted(['reason', 'month'], text)).toEqual(
      expected('boston_reason_month.csv', ['path', 'month', 'n'], (month) => `${month}-01`),
    );
  });

  test.each(['department', 'resolution'] as const)('are counted by reason and %s as expected', async (by) => {
    const codes = await codesOf(by);
    const found = await counted(['reason', by], (name, value) =>
      name === by ? (codes.get(value as string) ?? '') : text(name, value),
    );
    const inList = found.filter((line) => by !== 'resolution' || !line.includes('||'));
    expect(inList).toEqual(
      expected(`boston_reason_${by}.csv`, ['path', by, 'n']).filter((line) => !line.includes('||')),
    );
  });

  test('are counted by segment as expected, and the 6,343 of no segment are told', async () => {
    const rows = await usageCounts(dataSource.manager, halfYear(), ['segment']);
    const segments = new Map(rows.map(({ segment, contacts }) => [segment, contacts]));
    expect(segments.get(null)).toBe(6_343);
    segments.delete(null);
    const listed = bostonTable('expected/boston_contact_rate_by_segment.csv');
    expect([...segments].sort()).toEqual(
      listed.map((row) => [row['segment'] ?? '', Number(row['contacts'])] as const).sort(),
    );
    const unmapped = await unmappedCounts(dataSource.manager, halfYear());
    // The others of the 6,343 have a blank there.
    expect(unmapped.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(6_343 - 2_870);
  });

  test('sent again change nothing', async () => {
    const file = new Uint8Array(readFileSync(bostonPath));
    const { body } = await upload(service, boston.scenario.key, file, { mapping: boston.mapping });
    expect(body.job).toMatchObject({ rows: 58_251, added: 0, corrected: 0, unchanged: 58_251, rejected: 0 });
  });

  test('stand in counts that a recount finds right, and in a history that agrees', async () => {
    const check = await boston.scenario.mutate<{ differing: number }>('ANALYST', {
      name: 'rebuildUsageCounts',
      input: { taxonomy: boston.scenario.taxonomyId, checkOnly: true },
      fields: 'differing',
    });
    expect(check.differing).toBe(0);
    expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  });
});
