import type { Role } from '../../../src/access/domain';
import { governedScene, mutationText, type GovernedScene, type Input } from '../../support/governed-scene';
import { GraphqlClient } from '../../support/graphql';
import { historyFaults } from '../../support/history-faults';
import { newResolution } from '../../support/resolution-cases';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

// Two cores may be shared with much else.
jest.setTimeout(120_000);

let service: TestService;
let scene: GovernedScene;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service);
});
afterAll(async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  await service.close();
});

interface Answered {
  readonly __typename: string;
  readonly code?: string;
  readonly resolution?: {
    readonly id: string;
    readonly revision: number;
    readonly validUntil: string | null;
  };
  readonly [field: string]: unknown;
}

const shown = 'resolution { id code revision validFrom validUntil labels { language text } }';

async function run(role: Role, name: string, input: Input): Promise<Answered> {
  const text = mutationText(name, shown).replace(
    '... on Problem {',
    '... on ResolutionRefusedProblem { faults { field } } ... on Problem {',
  );
  const data = await new GraphqlClient(service, role).ask<Record<string, Answered>, object>(text, { input });
  return data[name] ?? { __typename: 'none' };
}

const ask = <Data>(role: Role, query: string, variables: object = {}): Promise<Data> =>
  new GraphqlClient(service, role).ask<Data, object>(query, variables);

const labels = [{ language: 'en', text: 'Fixed' }];
const adding = (fields: Input = {}): Input => ({
  ...{ taxonomy: scene.scenario.taxonomyId, code: 'FIXED', labels, ...fields },
});

interface Entry {
  readonly kind: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly changeSet: { readonly because: string | null; readonly actingRole: string };
}

async function newest(): Promise<Entry | undefined> {
  const { changes } = await ask<{ changes: { nodes: readonly Entry[] } }>(
    'AUDITOR',
    '{ changes(first: 1) { nodes { kind before after changeSet { because actingRole } } } }',
  );
  return changes.nodes[0];
}

describe('a list of resolution codes', () => {
  test('takes a code with its labels and its time, and the history says so', async () => {
    const validFrom = '2025-01-01T00:00:00.000Z';
    const added = await run('STEWARD', 'addResolution', adding({ code: 'SENT', validFrom }));
    expect(added).toMatchObject({
      __typename: 'AddResolutionPayload',
      resolution: { code: 'SENT', revision: 1, validFrom, validUntil: null, labels },
    });
    expect(await newest()).toMatchObject({
      ...{ kind: 'ADD_RESOLUTION', before: null, changeSet: { actingRole: 'STEWARD' } },
      after: { code: 'SENT', labels: { en: 'Fixed' }, validFrom, validUntil: null },
    });
  });

  const refusals: readonly (readonly [string, () => Input, readonly string[]])[] = [
    ['a code that another has', () => ({ code: 'SENT' }), ['code']],
    ['a blank code', () => ({ code: ' ' }), ['code']],
    ['a code with a bell in it', () => ({ code: 'a\u0007b' }), ['code']],
    ['no label', () => ({ labels: [] }), ['labels']],
    [
      'a language that the taxonomy does not keep',
      () => ({ labels: [{ language: 'fr', text: 'x' }] }),
      ['labels'],
    ],
    [
      'everything at once',
      () => ({
        ...{ code: 'x'.repeat(101), labels: [{ language: 'en', text: ' ' }] },
        ...{ validFrom: '2025-01-01T00:00:00Z', validUntil: '2025-01-01T00:00:00Z' },
      }),
      ['code', 'labels', 'validUntil'],
    ],
  ];
  test.each(refusals)('refuses %s', async (_, fields, faults) => {
    const refused = await run('STEWARD', 'addResolution', adding({ code: 'NEW', ...fields() }));
    expect(refused).toMatchObject({ __typename: 'ResolutionRefusedProblem', code: 'RESOLUTION_REFUSED' });
    expect((refused['faults'] as readonly { field: string }[]).map(({ field }) => field)).toEqual(faults);
    const { resolution } = await ask<{ resolution: object | null }>(
      'MACHINE',
      `{ resolution: taxonomy(key: "${scene.scenario.key}") {
      resolution(code: "NEW") { code } } }`,
    );
    expect(resolution).toEqual({ resolution: null });
  });

  test('is kept by stewards alone', async () => {
    const text = mutationText('addResolution', shown);
    const { errors } = await new GraphqlClient(service, 'EDITOR').answer(text, { input: adding() });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  test('gives one of two who add the same code at once the code', async () => {
    const outcomes = await Promise.all(
      [1, 2].map(() => run('STEWARD', 'addResolution', adding({ code: 'TWIN' }))),
    );
    expect(outcomes.map(({ __typename }) => __typename).toSorted()).toEqual([
      'AddResolutionPayload',
      'ResolutionRefusedProblem',
    ]);
  });

  test('is read page by page, by code, and as of a moment', async () => {
    await newResolution(scene.scenario, { code: 'OLD', validUntil: '2020-01-01T00:00:00Z' });
    const page = async (argument: string): Promise<readonly string[]> => {
      const { taxonomy } = await ask<{ taxonomy: { resolutions: { nodes: { code: string }[] } } }>(
        'MACHINE',
        `{ taxonomy(key: "${scene.scenario.key}") { resolutions(${argument}) { nodes { code } } } }`,
      );
      return taxonomy.resolutions.nodes.map(({ code }) => code);
    };
    expect(await page('first: 100')).toEqual(['OLD', 'SENT', 'TWIN']);
    expect(await page('validAt: "2019-12-31T23:59:59Z"')).toEqual(['OLD', 'TWIN']);
    expect(await page('validAt: "2020-01-01T00:00:00Z"')).toEqual(['TWIN']);
  });
});

describe('a resolution', () => {
  test('is revised with its revision, and keeps its code', async () => {
    const { id } = await newResolution(scene.scenario);
    const input = {
      resolution: id,
      expectedRevision: 1,
      labels: [{ language: 'nl', text: 'Klaar' }],
      because: 'Dutch.',
    };
    const revised = await run('STEWARD', 'reviseResolution', input);
    expect(revised).toMatchObject({
      resolution: { revision: 2, labels: [{ language: 'nl', text: 'Klaar' }] },
    });
    expect(await newest()).toMatchObject({
      ...{ kind: 'REVISE_RESOLUTION', changeSet: { because: 'Dutch.' } },
      ...{ before: { labels: { en: 'Fixed' } }, after: { labels: { nl: 'Klaar' } } },
    });
    expect(await run('STEWARD', 'reviseResolution', input)).toMatchObject({ code: 'STALE_REVISION' });
    const again = { ...input, expectedRevision: 2 };
    expect(await run('STEWARD', 'reviseResolution', again)).toMatchObject({ resolution: { revision: 2 } });
    expect(await run('STEWARD', 'reviseResolution', { ...again, because: '' })).toMatchObject({
      code: 'MALFORMED_TEXT',
    });
  });

  test('is retired once, whoever else does at the same time', async () => {
    const { id } = await newResolution(scene.scenario);
    const input = { resolution: id, expectedRevision: 1, at: '2026-01-01T00:00:00Z', because: 'It ends.' };
    const outcomes = await Promise.all([
      run('STEWARD', 'retireResolution', input),
      run('STEWARD', 'retireResolution', { ...input, at: '2026-02-01T00:00:00Z' }),
    ]);
    expect(outcomes.map(({ __typename }) => __typename).toSorted()).toEqual([
      'RetireResolutionPayload',
      'StaleRevisionProblem',
    ]);
    const node =
      '... on Resolution { before: isValid(at: "2025-12-31T23:59:59Z") after: isValid(at: "2026-02-01T00:00:00Z") }';
    expect(await ask('CODER', `query($id: ID!) { node(id: $id) { ${node} } }`, { id })).toEqual({
      node: { before: true, after: false },
    });
  });

  test('that nobody added is not found', async () => {
    const id = Buffer.from('Resolution:00000000-0000-7000-8000-00000000dead').toString('base64url');
    const input = { resolution: id, expectedRevision: 1, because: 'It ends.' };
    expect(await run('STEWARD', 'retireResolution', input)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

interface Answer {
  readonly resolutionFor: {
    readonly default: object | null;
    readonly expected: readonly object[];
    readonly allowed: readonly object[];
    readonly forbidden: readonly object[];
    readonly version: { readonly number: number };
  } | null;
}

describe('what a reason is mapped to', () => {
  const question = `query($reason: ID!, $at: DateTime) { resolutionFor(reason: $reason, at: $at) { version { number }
    default { ...M } expected { ...M } allowed { ...M } forbidden { ...M } } }
    fragment M on ResolutionMapping { code isDefault followUpWithin { amount unit clock } resolution { code } }`;
  const answer = async (at: string | null = null) =>
    (await ask<Answer>('MACHINE', question, { reason: scene.refund, at })).resolutionFor;

  test('is said by the version in force, with what follows up', async () => {
    const before = new Date().toISOString();
    const reason = scene.refund;
    const twoDays = { amount: 2, unit: 'DAY', clock: 'WORKING' };
    let draft = await scene.scenario.openDraft('Resolutions');
    const mappings = [
      { resolution: 'SENT', use: 'EXPECTED', isDefault: true, followUpWithin: twoDays },
      { resolution: 'TWIN', use: 'ALLOWED' },
      { resolution: 'NOWHERE', use: 'FORBIDDEN' },
    ];
    for (const mapping of mappings)
      draft = await scene.scenario.edit(draft, 'mapResolution', { reason, ...mapping });
    expect(await answer()).toMatchObject({ version: { number: 1 }, default: null, expected: [] });
    const { number } = await scene.scenario.publish(draft);

    const sent = { code: 'SENT', isDefault: true, followUpWithin: twoDays, resolution: { code: 'SENT' } };
    expect(await answer()).toEqual({
      ...{ version: { number }, default: sent, expected: [sent] },
      allowed: [{ code: 'TWIN', isDefault: false, followUpWithin: null, resolution: { code: 'TWIN' } }],
      forbidden: [{ code: 'NOWHERE', isDefault: false, followUpWithin: null, resolution: null }],
    });
    expect(await answer(before)).toMatchObject({ version: { number: 1 }, default: null });
  });

  test('survives a move, a retirement and being taken back into use', async () => {
    const { scenario, refund, delivery } = scene;
    let draft = await scenario.openDraft('Elsewhere');
    draft = await scenario.edit(draft, 'moveReason', { reason: refund, parent: delivery });
    draft = await scenario.edit(draft, 'retireReason', {
      ...{ reason: refund, retirementReason: 'LOW_VOLUME' },
      associations: [{ kind: 'REPLACED_BY', target: delivery }],
    });
    await scenario.publish(draft);
    expect(await answer()).toMatchObject({ default: { code: 'SENT' }, forbidden: [{ code: 'NOWHERE' }] });
    const back = await scenario.edit(await scenario.openDraft('Back'), 'reactivateReason', {
      reason: refund,
    });
    await scenario.publish(back);
    expect(await answer()).toMatchObject({ default: { code: 'SENT' }, allowed: [{ code: 'TWIN' }] });
  });

  test('is read of 2 and of 20 reasons in as many statements', async () => {
    const { scenario } = scene;
    let draft = await scenario.openDraft('Twenty');
    for (let at = 0; at < 20; at += 1) {
      const made = await scenario.createReason(draft, { code: `leaf-${at}`, label: `Leaf ${at}` });
      draft = await scenario.edit(made.draft, 'mapResolution', {
        ...{ reason: made.reason, resolution: at % 2 === 0 ? 'SENT' : 'TWIN', use: 'EXPECTED' },
      });
    }
    const query = `query($id: ID!, $first: Int!) { draft(id: $id) { reasonPage(matching: "leaf", first: $first) {
      nodes { resolutions { code resolution { label taxonomy { key } } } } } } }`;
    const count = async (first: number): Promise<number> =>
      (await service.statementsDuring(() => ask('EDITOR', query, { id: draft.id, first }))).length;
    await count(1);
    expect(await count(20)).toBe(await count(2));
  });
});

test('a list of codes is taken over whole, once, and of two at once each code once; or refused whole', async () => {
  const code = `L-${Date.now()}`;
  const importing = async (role: Role, fields: Input): Promise<Answered> => {
    const text = mutationText('importResolutions', 'added revised unchanged');
    const input = { taxonomy: scene.scenario.taxonomyId, because: 'From the desk.', ...fields };
    const data = await new GraphqlClient(service, role).ask<Record<string, Answered>, object>(text, {
      input,
    });
    return data['importResolutions'] ?? { __typename: 'none' };
  };
  const list = [
    { code, labels, validFrom: '2021-01-01' },
    { code: `${code}-2`, labels },
  ];
  const dry = await importing('STEWARD', { resolutions: list, dryRun: true });
  expect(dry).toMatchObject({ added: 2, revised: 0, unchanged: 0 });
  const both = await Promise.all([1, 2].map(() => importing('STEWARD', { resolutions: list })));
  expect(both.map(({ added, unchanged }) => [added, unchanged]).sort()).toEqual([
    [0, 2],
    [2, 0],
  ]);
  const other = [{ code, labels: [{ language: 'en', text: 'Mended' }] }];
  expect(await importing('STEWARD', { resolutions: other })).toMatchObject({ added: 0, revised: 1 });
  expect(await newest()).toMatchObject({
    ...{ kind: 'REVISE_RESOLUTION', changeSet: { because: 'From the desk.', actingRole: 'STEWARD' } },
    ...{ before: { labels: { en: 'Fixed' } }, after: { code, labels: { en: 'Mended' } } },
  });
  const refused = [
    { code: `${code}-3`, labels },
    { code: `${code}-4`, labels, validFrom: 'soon' },
  ];
  expect(await importing('STEWARD', { resolutions: refused })).toMatchObject({
    code: 'RESOLUTION_LIST_REFUSED',
  });
  expect(await importing('STEWARD', { resolutions: refused.slice(0, 1), dryRun: true })).toMatchObject({
    added: 1,
  });
  await expect(importing('EDITOR', { resolutions: list })).rejects.toThrow('FORBIDDEN');
});
