import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphqlClient } from '../support/graphql';
import { Scenario, type DraftRef } from '../support/scenario';
import { startService, type TestService } from '../support/service';
import { commandLine, type CommandLine } from '../integration/exchange/exchanging';

jest.setTimeout(300_000);

/*
 * Correspondence tables that others made between lists that others published. The counts are those of the folder's own
 * description, computed from the files by another program.
 */
const folder = join(__dirname, '../../../shared/reference/taxonomies');
const isHere = existsSync(folder);
if (!isHere) process.stdout.write(`skipped: the reference taxonomies are not at ${folder}\n`);
const whereTheyAre = isHere ? describe : describe.skip;

let service: TestService;
let cli: CommandLine;
beforeAll(async () => {
  service = await startService();
  cli = await commandLine(service, ['STEWARD']);
});
afterAll(async () => {
  await cli.close();
  await service.close();
});

const off = ['FAN_OUT', 'NEAR_DUPLICATE', 'LABEL_LENGTH', 'SINGLE_CHILD', 'RESIDUAL_WORD'];
const policy = {
  ...{ maxDepth: 9, approvals: 0 },
  severities: off.map((rule) => ({ rule, severity: 'OFF' })),
};

async function edition(file: string, ...options: readonly string[]): Promise<Scenario> {
  const scenario = await Scenario.create(service, { languages: ['en'], policy: policy as never });
  const words = ['--taxonomy', scenario.key, '--role', 'STEWARD', '--publish', ...options];
  const { output, errors } = await cli.run('import', join(folder, file), ...words);
  if (output.includes('stays open') || errors.includes('stays open')) return mended(scenario);
  if (!output.includes('Published version 1')) throw new Error(`${file}: ${output.slice(-2_000)} ${errors}`);
  return scenario;
}

interface Open {
  readonly taxonomy: {
    readonly drafts: {
      readonly nodes: readonly (DraftRef & {
        readonly findings: {
          readonly findings: readonly {
            readonly rule: string;
            readonly reasons: readonly {
              readonly code: string;
              readonly label: string;
              readonly reason: { readonly id: string };
            }[];
          }[];
        };
      })[];
    };
  };
}

/** Publishes what an import left open after its siblings with one label were told apart. */
async function mended(scenario: Scenario): Promise<Scenario> {
  const { taxonomy } = await scenario.as('STEWARD').ask<Open, object>(
    `query($key: String!) { taxonomy(key: $key) { drafts(first: 1) { nodes { id head
       findings { findings { rule reasons { code label reason { id } } } } } } } }`,
    { key: scenario.key },
  );
  const [opened] = taxonomy.drafts.nodes;
  if (opened === undefined) throw new Error('expected a draft that is open');
  let draft: DraftRef = opened;
  for (const { rule, reasons } of opened.findings.findings) {
    const [, ...others] = rule === 'SIBLING_LABEL_CLASH' ? reasons : [];
    for (const { code, label, reason } of others) {
      const text = `${label} (${code})`;
      draft = await scenario.edit(draft, 'setLabel', { reason: reason.id, language: 'en', label: text });
    }
  }
  await scenario.publish(draft);
  return scenario;
}

const digestOf = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');

whereTheyAre('activities and products, and the table between them', () => {
  const table = join(folder, 'un/ISIC4_CPC21.csv');
  const columns = 'source=ISIC Rev. 4,target=CPC 2.1,sourcePartial=ISIC4partial,targetPartial=CPC21partial';
  let isic: Scenario;
  let cpc: Scenario;
  beforeAll(async () => {
    const byPrefix = ['--hierarchy', 'code-prefix', '--format', 'csv'];
    isic = await edition('un/ISIC4.csv', ...byPrefix, '--map', 'id=ISIC Rev. 4,label=Description');
    cpc = await edition('un/CPC21.csv', ...byPrefix, '--map', 'id=CPC 2.1,label=CPC21title');
  });

  test('it is imported with its flags: 2,663 pairs, flagged as its own description counts', async () => {
    const words = ['--from', `${isic.key}@1`, '--to', `${cpc.key}@1`, '--map', columns];
    const taken = await cli.run('correspond', table, ...words);
    expect(taken).toMatchObject({ exitCode: 0, output: expect.stringContaining('2663 rows, 2663 pairs') });
    const { correspondence } = await new GraphqlClient(service, 'MACHINE').ask<
      { correspondence: { fileDigest: string; partialCounts: object[] } },
      object
    >(
      `query($from: String!, $to: String!) { correspondence(taxonomy: $from, from: 1, toTaxonomy: $to, to: 1) {
         fileDigest partialCounts { sourcePartial targetPartial links } } }`,
      { from: isic.key, to: cpc.key },
    );
    const count = (sourcePartial: boolean, targetPartial: boolean, links: number) => ({
      ...{ sourcePartial, targetPartial, links },
    });
    expect(correspondence).toEqual({
      fileDigest: digestOf('un/ISIC4_CPC21.csv'),
      partialCounts: [
        count(true, true, 343),
        count(true, false, 2_250),
        count(false, true, 2),
        count(false, false, 68),
      ],
    });
  });

  test('codes are translated by it in both directions: a share only where the flags say that all of it goes', async () => {
    const text = `query($taxonomy: String!, $toTaxonomy: String!, $codes: [String!]!) {
      translateCodes(taxonomy: $taxonomy, from: 1, toTaxonomy: $toTaxonomy, to: 1, codes: $codes) {
        codes { code exact targets { reason { code } share } unmapped { cause } } } }`;
    const ask = (taxonomy: string, toTaxonomy: string, codes: readonly string[]) =>
      new GraphqlClient(service, 'MACHINE').ask<
        { translateCodes: { codes: { targets: { share: number | null }[] }[] } },
        object
      >(text, { taxonomy, toTaxonomy, codes });
    const there = await ask(isic.key, cpc.key, ['0112', 'A']);
    expect(there.translateCodes.codes).toMatchObject([
      { exact: false, targets: [{ share: null }, { share: null }, { share: null }] },
      { targets: [], unmapped: [{ cause: 'NOT_MAPPED' }] },
    ]);
    const back = await ask(cpc.key, isic.key, ['01131', '86113']);
    expect(back.translateCodes.codes[0]).toMatchObject({
      ...{ code: '01131', exact: false },
      targets: [{ reason: { code: '0112' }, share: 1 }],
    });
    expect(back.translateCodes.codes[1]?.targets.every(({ share }) => share === null)).toBe(true);
  });
});

whereTheyAre('a map between two editions whose number stayed while one of them changed', () => {
  const map = join(folder, 'iab/map-adproduct-2.0-to-1.1.tsv');
  const columns = 'source=Unique ID,sourceName=AP2 Name,target=AP1 UID,targetName=Name';
  let older: Scenario;
  beforeAll(async () => {
    older = await edition('iab/adproduct-1.1.tsv', '--format', 'tsv', '--duplicate-id', 'first');
  });
  const mapped = (from: Scenario, ...options: readonly string[]) =>
    cli.run(
      ...['correspond', map, '--from', `${from.key}@1`, '--to', `${older.key}@1`],
      ...['--map', columns, '--skip-rows', '1', ...options],
    );

  test('is taken for the state that it was made for: all of its 564 names are there', async () => {
    const august = 'iab/adproduct-2.0-at-2023-08-01.tsv';
    const from = await edition(august, '--format', 'tsv', '--self-parent', 'root', '--missing-id', 'skip');
    const files = ['--from-file', digestOf(august), '--to-file', digestOf('iab/adproduct-1.1.tsv')];
    const taken = await mapped(from, ...files);
    expect(taken).toMatchObject({ exitCode: 0, output: expect.stringContaining('564 of 564 sources') });
    const other = await mapped(from, '--from-file', digestOf('iab/adproduct-2.0.tsv'));
    expect([other.exitCode, other.errors]).toEqual([2, expect.stringContaining('OTHER_FILE')]);
  });

  test('is refused for the later file of the same number, where 0 of 564 names agree', async () => {
    const from = await edition('iab/adproduct-2.0.tsv', '--format', 'tsv', '--self-parent', 'root');
    const refused = await mapped(from);
    expect([refused.exitCode, refused.errors]).toEqual([2, expect.stringContaining('OTHER_EDITION')]);
    expect(refused.errors).toContain('0 of 564');
  });
});
