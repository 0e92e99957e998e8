import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GraphqlClient } from '../../support/graphql';
import { mutation, Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { commandLine, type CommandLine } from '../../integration/exchange/exchanging';

jest.setTimeout(300_000);

/*
 * Taxonomies that others published, read where they lie and never kept here. The counts are those of the folder's own
 * description: computed from the files by another program.
 */
const folder = join(__dirname, '../../../../shared/reference/taxonomies');
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

const trialPolicy = { maxDepth: 4, maxFanOut: 250, approvals: 0 };

async function imported(scenario: Scenario, file: string, ...options: readonly string[]) {
  return cli.run('import', join(folder, file), '--taxonomy', scenario.key, '--role', 'STEWARD', ...options);
}

interface Compared {
  readonly summary: {
    readonly added: number;
    readonly retired: number;
    readonly renamed: number;
    readonly moved: number;
  };
}

async function compared({ key }: Scenario, from: number, to: number): Promise<Compared['summary']> {
  const data = await new GraphqlClient(service, 'AUDITOR').ask<{ compareVersions: Compared }, object>(
    `query($key: String!, $from: Int!, $to: Int!) {
      compareVersions(taxonomy: $key, from: $from, to: $to) { summary { added retired renamed moved } } }`,
    { key, from, to },
  );
  return data.compareVersions.summary;
}

/** The ids of reasons with a kind of change, page by page. */
async function changed({ key }: Scenario, kind: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let after: string | null = null;
  do {
    const data: {
      compareVersions: {
        changes: {
          nodes: { reason: { id: string } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
    } = await new GraphqlClient(service, 'AUDITOR').ask(
      `query($key: String!, $kinds: [String!], $after: String) { compareVersions(taxonomy: $key, from: 1, to: 2) {
          changes(kinds: $kinds, first: 100, after: $after) { nodes { reason { id } } pageInfo { hasNextPage endCursor } } } }`,
      { key, kinds: [kind], after },
    );
    const { nodes, pageInfo } = data.compareVersions.changes;
    for (const node of nodes) ids.add(node.reason.id);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
}

const sealed = async ({ key }: Scenario, number: number): Promise<Buffer> => {
  const headers = { authorization: `Bearer ${service.token('MACHINE')}` };
  const response = await fetch(`${service.url}/v1/taxonomies/${key}/versions/${number}`, { headers });
  return Buffer.from(await response.arrayBuffer());
};

/** Opens the one draft that blocks, gives one of its two "Antarctica" another label, and publishes it. */
async function mendAndPublish({ key }: Scenario): Promise<void> {
  const client = new GraphqlClient(service, 'STEWARD');
  interface Seen {
    readonly taxonomy: {
      readonly drafts: {
        readonly nodes: readonly {
          readonly id: string;
          readonly head: number;
          readonly findings: { readonly blocking: number };
          readonly reason: { readonly reason: { readonly id: string } };
        }[];
      };
    };
  }
  const data = await client.ask<Seen, object>(
    `query($key: String!) { taxonomy(key: $key) { drafts(first: 1) { nodes { id head findings { blocking } reason(code: "1227") { reason { id } } } } } }`,
    { key },
  );
  const [draft] = data.taxonomy.drafts.nodes;
  expect(draft?.findings.blocking).toBe(1);
  const label = {
    draft: draft?.id,
    expectedHead: draft?.head,
    reason: draft?.reason.reason.id,
    language: 'en',
    label: 'Antarctica (second)',
  };
  await mutation(service, 'STEWARD', { name: 'setLabel', input: label, fields: 'draft { head }' });
  const submission = { draft: draft?.id, expectedHead: (draft?.head ?? 0) + 1 };
  await mutation(service, 'STEWARD', { name: 'submitDraft', input: submission, fields: 'draft { state }' });
  const publication = { draft: draft?.id, because: 'the second one is named apart' };
  const result = await mutation<{ __typename: string }>(service, 'STEWARD', {
    name: 'publishVersion',
    input: publication,
    fields: 'version { number }',
  });
  expect(result.__typename).toBe('PublishVersionPayload');
}

const asOutdated = ['--retire-missing', '--retire-as', 'OUTDATED', '--because', 'gone from the newer list'];

whereTheyAre('a content taxonomy in three releases', () => {
  test('is imported, mended, published and compared as its own description counts; version 1 stays what it was', async () => {
    const scenario = await Scenario.create(service, { languages: ['en'], policy: trialPolicy });
    const blocked = await imported(scenario, 'iab/content-2.2.tsv', '--format', 'tsv', '--publish');
    expect([blocked.exitCode, blocked.output]).toEqual([4, expect.stringContaining('"Antarctica"')]);
    await mendAndPublish(scenario);
    const before = await sealed(scenario, 1);

    const second = await imported(
      scenario,
      'iab/content-3.0.tsv',
      '--format',
      'tsv',
      ...asOutdated,
      '--publish',
    );
    expect(second.output).toContain('Published version 2');
    const { added, retired, moved } = await compared(scenario, 1, 2);
    expect({ added, retired, moved }).toEqual({ added: 19, retired: 512, moved: 38 });
    const renamed = await changed(scenario, 'LabelChanged');
    const movedIds = await changed(scenario, 'ReasonMoved');
    expect(renamed.size).toBe(28);
    expect([...renamed].filter((id) => movedIds.has(id))).toHaveLength(18);

    await imported(scenario, 'iab/content-3.1.tsv', '--format', 'tsv', '--publish');
    expect(await compared(scenario, 2, 3)).toEqual({ added: 1, retired: 0, renamed: 2, moved: 2 });
    expect((await sealed(scenario, 1)).equals(before)).toBe(true);
  });

  test('a list in which reasons are their own parents is refused with their lines, and taken at the root where that is asked', async () => {
    const scenario = await Scenario.create(service, { languages: ['en'], policy: trialPolicy });
    const refused = await imported(scenario, 'iab/adproduct-2.0.tsv', '--format', 'tsv');
    expect(refused.exitCode).toBe(2);
    expect(refused.output).toMatch(/:2:\d+: refused SELF_PARENT[^]*:39:\d+: refused SELF_PARENT/);
    const taken = await imported(
      scenario,
      'iab/adproduct-2.0.tsv',
      '--format',
      'tsv',
      '--self-parent',
      'root',
    );
    expect(taken.output).toContain('583 created');
  });
});

whereTheyAre('six releases of a product taxonomy', () => {
  test('are imported in turn: the second is nothing to do, the others change what their makers changed', async () => {
    const scenario = await Scenario.create(service, {
      languages: ['en'],
      policy: { ...trialPolicy, maxLabelLength: 200 },
    });
    const releases = ['1.0.0', '1.1.0', '1.1.1', '1.1.2', '1.1.3', '1.1.4'];
    const exits: string[] = [];
    for (const release of releases) {
      const { output } = await imported(
        scenario,
        `whatnot/taxonomy-${release}.json`,
        '--format',
        'json',
        '--publish',
      );
      exits.push(/Published version \d|Nothing to do/.exec(output)?.[0] ?? output);
    }
    expect(exits).toEqual([
      'Published version 1',
      'Nothing to do',
      'Published version 2',
      'Published version 3',
      'Published version 4',
      'Published version 5',
    ]);
    const differences = [
      await compared(scenario, 1, 2),
      await compared(scenario, 2, 3),
      await compared(scenario, 3, 4),
      await compared(scenario, 4, 5),
    ];
    expect(differences.map(({ added, renamed }) => ({ added, renamed }))).toEqual([
      { added: 0, renamed: 1 },
      { added: 4, renamed: 0 },
      { added: 1, renamed: 0 },
      { added: 1, renamed: 0 },
    ]);
  });
});

interface Changes {
  readonly draft: {
    readonly id: string;
    readonly head: number;
    readonly comparison: {
      readonly changes: {
        readonly nodes: readonly {
          readonly __typename: string;
          readonly reason: { readonly id: string };
          readonly language?: string;
        }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    };
  };
}

/** The newest draft, and the reasons that it changes by the kind of change. */
async function draftOf({ key }: Scenario): Promise<{
  readonly id: string;
  readonly head: number;
  readonly changed: ReadonlyMap<string, readonly string[]>;
}> {
  const client = new GraphqlClient(service, 'STEWARD');
  const { taxonomy } = await client.ask<
    { taxonomy: { drafts: { nodes: { id: string; head: number }[] } } },
    object
  >(`query($key: String!) { taxonomy(key: $key) { drafts(first: 1) { nodes { id head } } } }`, { key });
  const [newest] = taxonomy.drafts.nodes;
  const changed = new Map<string, string[]>();
  const page = async (after: string | null): Promise<Changes['draft']['comparison']['changes']> => {
    const { draft } = await client.ask<Changes, object>(
      `query($id: ID!, $after: String) { draft(id: $id) { id head comparison { changes(first: 100, after: $after) {
         nodes { __typename reason { id } } pageInfo { hasNextPage endCursor } } } } }`,
      { id: newest?.id, after },
    );
    return draft.comparison.changes;
  };
  for (let seen = await page(null); ; seen = await page(seen.pageInfo.endCursor)) {
    for (const { __typename, reason } of seen.nodes)
      changed.set(__typename, [...(changed.get(__typename) ?? []), reason.id]);
    if (!seen.pageInfo.hasNextPage) break;
  }
  return { id: newest?.id ?? '', head: newest?.head ?? 0, changed };
}

const steward = <Result>(name: string, input: object, fields: string): Promise<Result> =>
  mutation<Result>(service, 'STEWARD', { name, input: { ...input }, fields });

interface Labelled {
  readonly draft: { readonly id: string; readonly head: number };
}

interface PreviewSeen {
  readonly previewRebase: {
    readonly token: string;
    readonly conflictCount: number;
    readonly conflicts: { readonly nodes: readonly { readonly id: string; readonly kind: string }[] };
    readonly combined: { readonly nodes: readonly object[] };
    readonly comparison: { readonly summary: { readonly renamed: number } } | null;
  };
}

/**
 * An editor labels some reasons that the next release labels too, retires, moves or leaves alone; the release is published,
 * and the editor's draft is put on it and published.
 */
async function rebasedOver(scenario: Scenario, file: string, format: string): Promise<object> {
  const { taxonomyId, key } = scenario;
  await imported(scenario, file, '--format', format, ...asOutdated);
  const theirs = await draftOf(scenario);
  const of = (kind: string): readonly string[] => theirs.changed.get(kind) ?? [];
  const touched = new Set([...theirs.changed.values()].flat());
  const data = await new GraphqlClient(service, 'MACHINE').ask<
    { currentTaxonomy: { reasons: { reason: { id: string } }[] } },
    object
  >('query($key: String!) { currentTaxonomy(key: $key) { reasons { reason { id } } } }', { key });
  const untouched = data.currentTaxonomy.reasons
    .map(({ reason }) => reason.id)
    .filter((id) => !touched.has(id));
  const moved = of('ReasonMoved').filter((id) => !of('LabelChanged').includes(id));
  const chosen = [of('LabelChanged'), of('ReasonRetired'), moved, untouched].map((ids) => ids.slice(0, 5));
  let { draft } = await steward<Labelled>(
    'openDraft',
    { taxonomy: taxonomyId, title: 'Ours' },
    'draft { id head }',
  );
  for (const [at, reason] of chosen.flat().entries()) {
    const edit = { draft: draft.id, expectedHead: draft.head, reason, language: 'en', label: `Ours ${at}` };
    ({ draft } = await steward<Labelled>('setLabel', edit, 'draft { id head }'));
  }
  await steward('submitDraft', { draft: theirs.id, expectedHead: theirs.head }, 'draft { state }');
  await steward('publishVersion', { draft: theirs.id, because: 'the next release' }, 'version { number }');

  const preview = async (resolutions: readonly object[]): Promise<PreviewSeen['previewRebase']> => {
    const { previewRebase } = await new GraphqlClient(service, 'STEWARD').ask<PreviewSeen, object>(
      `query($draft: ID!, $resolutions: [ConflictResolutionInput!]) { previewRebase(draft: $draft, resolutions: $resolutions) {
         token conflictCount conflicts(first: 100) { nodes { id kind } } combined(first: 100) { nodes { ours } }
         comparison { summary { renamed } } } }`,
      { draft: draft.id, resolutions },
    );
    return previewRebase;
  };
  const open = await preview([]);
  const resolutions = open.conflicts.nodes.map(({ id, kind }) => ({
    conflict: id,
    choice: kind === 'EDIT_RETIRED' ? 'THEIRS' : 'OURS',
  }));
  const settled = await preview(resolutions);
  const wish = {
    draft: draft.id,
    expectedHead: draft.head,
    token: settled.token,
    resolutions,
    because: 'Go on.',
  };
  const { draft: rebased } = await steward<Labelled>('rebaseDraft', wish, 'draft { id head }');
  await steward('submitDraft', { draft: rebased.id, expectedHead: rebased.head }, 'draft { state }');
  const result = await steward<object>(
    ...(['publishVersion', { draft: rebased.id, because: 'ours too' }, 'version { number }'] as const),
  );
  const kinds = open.conflicts.nodes.map(({ kind }) => kind);
  return {
    labels: kinds.filter((kind) => kind === 'FIELD').length,
    retired: kinds.filter((kind) => kind === 'EDIT_RETIRED').length,
    others: kinds.filter((kind) => kind !== 'FIELD' && kind !== 'EDIT_RETIRED'),
    combined: open.combined.nodes.length,
    left: settled.conflictCount,
    renamed: settled.comparison?.summary.renamed,
    result,
  };
}

whereTheyAre('a draft that the next release of a list overtakes', () => {
  test('is put on the release of a content taxonomy, and what both changed is asked about', async () => {
    const scenario = await Scenario.create(service, { languages: ['en'], policy: trialPolicy });
    await imported(scenario, 'iab/content-2.2.tsv', '--format', 'tsv');
    await mendAndPublish(scenario);
    expect(await rebasedOver(scenario, 'iab/content-3.0.tsv', 'tsv')).toEqual({
      ...{ labels: 5, retired: 5, others: [], combined: 5, left: 0, renamed: 15 },
      result: { __typename: 'PublishVersionPayload', version: { number: 3 } },
    });
  });

  test('is put on the release of a product taxonomy', async () => {
    const scenario = await Scenario.create(service, {
      languages: ['en'],
      policy: { ...trialPolicy, maxLabelLength: 200 },
    });
    await imported(scenario, 'whatnot/taxonomy-1.0.0.json', '--format', 'json', '--publish');
    expect(await rebasedOver(scenario, 'whatnot/taxonomy-1.1.1.json', 'json')).toEqual({
      ...{ labels: 1, retired: 0, others: [], combined: 0, left: 0, renamed: 6 },
      result: { __typename: 'PublishVersionPayload', version: { number: 3 } },
    });
  });
});

whereTheyAre('classifications whose hierarchy is in their codes', () => {
  const severities = [{ rule: 'NEAR_DUPLICATE' as const, severity: 'OFF' as const }];
  const policy = { maxDepth: 5, maxFanOut: 250, maxLabelLength: 1000, approvals: 0, severities };

  test.each([
    { file: 'un/ISIC4.csv', reasons: 766, roots: 21, code: '0111', above: ['A', '01', '011'] },
    { file: 'un/CPC21.csv', reasons: 4596, roots: 10, code: '01111', above: ['0', '01', '011', '0111'] },
  ])(
    '$file is imported by code prefix and published whole',
    async ({ file, reasons, roots, code, above }) => {
      const scenario = await Scenario.create(service, { languages: ['en'], policy });
      const { output } = await imported(
        scenario,
        file,
        '--format',
        'csv',
        '--hierarchy',
        'code-prefix',
        '--publish',
      );
      expect(output).toContain(`${reasons} created`);
      interface Seen {
        readonly currentTaxonomy: {
          readonly reasonCount: number;
          readonly roots: readonly unknown[];
          readonly reason: { readonly ancestors: readonly { readonly code: string }[] };
        };
      }
      const { currentTaxonomy } = await new GraphqlClient(service, 'MACHINE').ask<Seen, object>(
        `query($key: String!, $code: String!) { currentTaxonomy(key: $key) { reasonCount roots { code } reason(code: $code) { ancestors { code } } } }`,
        { key: scenario.key, code },
      );
      expect([currentTaxonomy.reasonCount, currentTaxonomy.roots.length]).toEqual([reasons, roots]);
      expect(currentTaxonomy.reason.ancestors.map((reason) => reason.code)).toEqual(above);
    },
  );
});
