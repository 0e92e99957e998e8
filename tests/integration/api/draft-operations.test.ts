import { upperCaseName } from '../../../src/platform/graphql/schema-enum';
import { GraphqlClient } from '../../support/graphql';
import {
  governedScene,
  mutationText,
  operationCases,
  type GovernedScene,
  type Input,
} from '../../support/governed-scene';
import { startService, type TestService } from '../../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

interface Effect {
  /** What is asked of the reason, in the payload and in a query of its own. */
  readonly shows: string;
  readonly seen: (scene: GovernedScene) => object;
  readonly before: (scene: GovernedScene) => unknown;
  readonly after: (scene: GovernedScene) => unknown;
  /** Where the same once more is refused, since there is nothing left to do it to. */
  readonly again?: string;
  /** One of each reason that it touches, where it is a composite; 1 by default. */
  readonly changes?: number;
}

interface Ids {
  readonly of: (id: string) => string;
}

/** The history names reasons by the id inside the opaque one. */
const inner: Ids = { of: (id) => Buffer.from(id, 'base64url').toString().split(':')[1] ?? '' };

const effects: Readonly<Record<string, Effect>> = {
  createReason: {
    shows: 'code label parent { code children { code } }',
    seen: () => ({
      code: 'dispute',
      label: 'Dispute',
      parent: { code: 'billing', children: [{ code: 'dispute' }, { code: 'invoice' }, { code: 'refund' }] },
    }),
    before: () => null,
    after: ({ billing }) => ({ code: 'dispute', labels: { en: 'Dispute' }, parentId: inner.of(billing) }),
    again: 'CODE_TAKEN',
  },
  setLabel: {
    shows: 'label(language: "nl") labels { language text }',
    seen: () => ({ label: 'Kopie factuur' }),
    before: () => ({ labels: {} }),
    after: () => ({ labels: { nl: 'Kopie factuur' } }),
  },
  addSynonym: {
    shows: 'synonyms { language text hidden }',
    seen: () => ({
      synonyms: [
        { language: 'en', text: 'Bill', hidden: false },
        { language: 'en', text: 'Statement', hidden: true },
      ],
    }),
    before: () => ({ synonyms: [{ text: 'Bill' }] }),
    after: () => ({ synonyms: [{ text: 'Bill' }, { text: 'Statement', hidden: true }] }),
  },
  removeSynonym: {
    shows: 'synonyms { text }',
    seen: () => ({ synonyms: [] }),
    before: () => ({ synonyms: [{ text: 'Bill' }] }),
    after: () => ({ synonyms: [] }),
    again: 'UNKNOWN_SYNONYM',
  },
  promoteSynonym: {
    shows: 'label synonyms { text hidden }',
    seen: () => ({ label: 'Bill', synonyms: [{ text: 'Copy of invoice', hidden: false }] }),
    before: () => ({ labels: { en: 'Copy of invoice' }, synonyms: [{ text: 'Bill' }] }),
    after: () => ({ labels: { en: 'Bill' }, synonyms: [{ text: 'Copy of invoice' }] }),
    again: 'UNKNOWN_SYNONYM',
  },
  setCode: {
    shows: 'code',
    seen: () => ({ code: 'invoice-copy' }),
    before: () => ({ code: 'invoice' }),
    after: () => ({ code: 'invoice-copy' }),
  },
  setNote: {
    shows: 'notes { kind texts { language text } } excludes { code } scopeRevision',
    seen: () => ({
      notes: [{ kind: 'EXCLUDES', texts: [{ language: 'en', text: 'Money back' }] }],
      excludes: [{ code: 'refund' }],
      scopeRevision: 1,
    }),
    before: () => ({ scopeRevision: 0 }),
    after: ({ refund }) => ({ excludes: [inner.of(refund)], scopeRevision: 1 }),
  },
  setResidual: {
    shows: 'residual',
    seen: () => ({ residual: true }),
    before: () => ({ residual: false }),
    after: () => ({ residual: true }),
  },
  setKind: {
    shows: 'kind',
    seen: () => ({ kind: 'REQUEST' }),
    before: () => ({ kind: null }),
    after: () => ({ kind: 'REQUEST' }),
  },
  setUseCaseGroups: {
    shows: 'useCaseGroups',
    seen: () => ({ useCaseGroups: ['BILLING', 'SELF_SERVICE'] }),
    before: () => ({ useCaseGroups: [] }),
    after: () => ({ useCaseGroups: ['BILLING', 'SELF_SERVICE'] }),
  },
  setIntent: {
    shows: 'intent { language text }',
    seen: () => ({ intent: [{ language: 'en', text: 'Has the copy' }] }),
    before: () => ({ intent: {} }),
    after: () => ({ intent: { en: 'Has the copy' } }),
  },
  setPriority: {
    shows: 'priority',
    seen: () => ({ priority: 'HIGH' }),
    before: () => ({ priority: null }),
    after: () => ({ priority: 'HIGH' }),
  },
  setTarget: {
    shows: 'target { amount unit clock }',
    seen: () => ({ target: { amount: 2, unit: 'DAY', clock: 'WORKING' } }),
    before: () => ({ target: null }),
    after: () => ({ target: { amount: 2, unit: 'DAY', clock: 'WORKING' } }),
  },
  setEscalation: {
    shows: 'escalations { sentimentAtMost repeatCountAtLeast keywords department deadlineMinutes }',
    seen: () => ({
      escalations: [
        {
          sentimentAtMost: null,
          repeatCountAtLeast: 2,
          keywords: [],
          department: 'FINANCE',
          deadlineMinutes: 60,
        },
      ],
    }),
    before: () => ({ escalations: [] }),
    after: () => ({ escalations: [{ repeatCountAtLeast: 2, department: 'FINANCE' }] }),
  },
  setChannels: {
    shows: 'channels',
    seen: () => ({ channels: ['PHONE'] }),
    before: () => ({ channels: null }),
    after: () => ({ channels: ['PHONE'] }),
  },
  setArticles: {
    shows: 'articles { title url }',
    seen: () => ({ articles: [{ title: 'Copies', url: 'https://example.org/a' }] }),
    before: () => ({ articles: [] }),
    after: () => ({ articles: [{ title: 'Copies', url: 'https://example.org/a' }] }),
  },
  mapResolution: {
    shows: 'resolutions { code use isDefault followUpWithin { amount unit clock } }',
    seen: () => ({
      resolutions: [
        { code: 'LOST', use: 'FORBIDDEN', isDefault: false, followUpWithin: null },
        {
          ...{ code: 'SENT', use: 'EXPECTED', isDefault: true },
          followUpWithin: { amount: 2, unit: 'DAY', clock: 'WORKING' },
        },
      ],
    }),
    before: () => ({ resolutions: [{ code: 'LOST' }] }),
    after: () => ({ resolutions: [{ code: 'LOST' }, { code: 'SENT', use: 'EXPECTED', isDefault: true }] }),
  },
  unmapResolution: {
    shows: 'resolutions { code }',
    seen: () => ({ resolutions: [] }),
    before: () => ({ resolutions: [{ code: 'LOST', use: 'FORBIDDEN' }] }),
    after: () => ({ resolutions: [] }),
    again: 'RESOLUTION_NOT_MAPPED',
  },
  moveReason: {
    shows: 'path depth leaf parent { children { code } }',
    seen: () => ({
      path: ['Delivery', 'Copy of invoice'],
      depth: 2,
      leaf: true,
      parent: { children: [{ code: 'invoice' }] },
    }),
    before: ({ billing }) => ({ parentId: inner.of(billing) }),
    after: ({ delivery }) => ({ parentId: inner.of(delivery) }),
  },
  reorderSiblings: {
    shows: 'parent { children { code } }',
    seen: () => ({ parent: { children: [{ code: 'refund' }, { code: 'invoice' }] } }),
    before: () => ({ rank: expect.any(String) }),
    after: () => ({ rank: expect.any(String) }),
  },
  mergeReasons: {
    shows: 'code active parent { code }',
    seen: () => ({ code: 'money', active: true, parent: { code: 'billing' } }),
    before: () => null,
    after: ({ billing }) => ({ code: 'money', parentId: inner.of(billing) }),
    again: 'CODE_TAKEN',
    changes: 3,
  },
  splitReason: {
    shows: 'active retirement { reason associations { target { code } share } }',
    seen: () => ({ active: false, retirement: { reason: 'SPLIT' } }),
    before: () => ({ retirement: null }),
    after: () => ({ retirement: { reason: 'SPLIT' } }),
    again: 'REASON_RETIRED',
    changes: 3,
  },
  retireReason: {
    shows:
      'active retirement { reason associations { kind reason { id } target { code } share } justification }',
    seen: ({ refund }) => ({
      active: false,
      retirement: {
        reason: 'MERGED',
        associations: [
          { kind: 'REPLACED_BY', reason: { id: refund }, target: { code: 'refund' }, share: null },
        ],
        justification: null,
      },
    }),
    before: () => ({ retirement: null }),
    after: ({ refund }) => ({
      retirement: {
        reason: 'MERGED',
        associations: [{ kind: 'REPLACED_BY', targetId: inner.of(refund) }],
      },
    }),
  },
  reviseRetirement: {
    shows: 'retirement { reason associations { target { code } share } }',
    seen: () => ({
      retirement: {
        reason: 'SPLIT',
        associations: [
          { target: { code: 'invoice' }, share: null },
          { target: { code: 'refund' }, share: 0.25 },
        ],
      },
    }),
    before: () => ({ retirement: { reason: 'OUTDATED', justification: 'Nobody has one.' } }),
    after: () => ({ retirement: { reason: 'SPLIT' } }),
  },
  reactivateReason: {
    shows: 'active retirement { reason }',
    seen: () => ({ active: true, retirement: null }),
    before: () => ({ retirement: { reason: 'OUTDATED' } }),
    after: () => ({ retirement: null }),
  },
};

interface Payload {
  readonly __typename: string;
  readonly code?: string;
  readonly draft?: { readonly id: string; readonly head: number; readonly state: string };
  readonly reason?: (Record<string, unknown> & { reason: { id: string } }) | null;
}

async function run(name: string, input: Input, shows: string): Promise<Payload> {
  const text = mutationText(name, `draft { id head state } reason { reason { id } ${shows} }`);
  const data = await new GraphqlClient(service, 'EDITOR').ask<Record<string, Payload>, object>(text, {
    input,
  });
  const result = data[name];
  if (result === undefined) throw new Error(`expected a result of ${name}, but got none`);
  return result;
}

interface HistoryEntry {
  readonly kind: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly before: unknown;
  readonly after: unknown;
  readonly changeSet: object;
}

const historyOf = `query($taxonomy: String!) { changes(filter: { taxonomy: $taxonomy }, first: 4) { nodes {
  kind subject { type id } before after
  changeSet { command actingRole because requestId changeCount draft draftHead versionDigest actor { name } }
} } }`;

async function newestChanges({ scenario }: GovernedScene): Promise<readonly HistoryEntry[]> {
  const { changes } = await new GraphqlClient(service, 'AUDITOR').ask<
    { changes: { nodes: HistoryEntry[] } },
    object
  >(historyOf, { taxonomy: scenario.key });
  return changes.nodes;
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

describe.each(operationCases)('$name', ({ name, accepted }) => {
  const effect = effects[name];

  test('is seen in the draft and stands in the history; once more it changes nothing', async () => {
    if (effect === undefined) throw new Error(`expected what ${name} shows, but it is not in the table`);
    const scene = await freshScene();
    const { draft } = scene;
    const input = await accepted(scene);
    const concerned = typeof input['reason'] === 'string' ? input['reason'] : null;
    const result = await run(name, input, effect.shows);
    expect(result).toMatchObject({
      __typename: `${capitalised(name)}Payload`,
      draft: { id: draft.id, head: 1, state: 'DRAFT' },
    });

    const id = concerned ?? result.reason?.reason.id ?? scene.invoice;
    const seen = await new GraphqlClient(service, 'EDITOR').ask<{ draft: object }, object>(
      `query($draft: ID!, $id: ID!) { draft(id: $draft) { head reason(id: $id) { ${effect.shows} } } }`,
      { draft: draft.id, id },
    );
    expect(seen.draft).toMatchObject({ head: 1, reason: effect.seen(scene) });
    if (name !== 'reorderSiblings') expect(result.reason).toMatchObject(effect.seen(scene));

    const newest = await newestChanges(scene);
    const [change, earlier] = [newest[0], newest[effect.changes ?? 1]];
    const subject = name === 'reorderSiblings' ? scene.billing : id;
    expect(change).toMatchObject({
      kind: upperCaseName(name),
      subject: { type: 'Reason', id: subject },
      before: effect.before(scene),
      after: effect.after(scene),
      changeSet: {
        command: name,
        actingRole: 'EDITOR',
        because: null,
        changeCount: effect.changes ?? 1,
        draft: draft.id,
        draftHead: 1,
        actor: { name: 'Editor' },
      },
    });
    expect(earlier?.kind).toBe('OPEN_DRAFT');

    const again = await run(name, { ...input, expectedHead: 1 }, effect.shows);
    expect(again).toMatchObject(effect.again === undefined ? { draft: { head: 1 } } : { code: effect.again });
    expect((await newestChanges(scene))[0]).toEqual(change);
  });

  test('on another head than the draft has is refused, and changes nothing', async () => {
    const scene = await sharedScene();
    const before = await newestChanges(scene);
    for (const expectedHead of [1, -1, 2_147_483_647]) {
      const input = { ...(await accepted(scene)), expectedHead };
      expect(await run(name, input, '')).toMatchObject({
        __typename: 'StaleHeadProblem',
        code: 'STALE_HEAD',
      });
    }
    expect(await newestChanges(scene)).toEqual(before);
  });

  test.each(['PUBLISHED', 'ABANDONED'])(
    'on a draft that is %s is refused, and changes nothing',
    async (state) => {
      const scene = await sharedScene();
      const closed = await closedDraft(scene, state);
      const before = await newestChanges(scene);
      const input = { ...(await accepted(scene)), draft: closed.id, expectedHead: closed.head };
      expect(await run(name, input, '')).toMatchObject({
        __typename: 'DraftBlockedProblem',
        code: 'DRAFT_BLOCKED',
      });
      expect(await newestChanges(scene)).toEqual(before);
    },
  );
});

let shared: Promise<GovernedScene> | null = null;
const sharedScene = (): Promise<GovernedScene> => (shared ??= governedScene(service));

/** The same taxonomy with a draft of its own. */
async function freshScene(): Promise<GovernedScene> {
  const scene = await sharedScene();
  return { ...scene, draft: await scene.scenario.openDraft('Fresh') };
}

type Closed = Promise<{ readonly id: string; readonly head: number }>;
const closedDrafts = new Map<string, Closed>();
function closedDraft(scene: GovernedScene, state: string): Closed {
  const known =
    closedDrafts.get(state) ?? (state === 'PUBLISHED' ? publishedOne(scene) : abandonedOne(scene));
  closedDrafts.set(state, known);
  return known;
}

async function publishedOne({ scenario, refund }: GovernedScene): Closed {
  const opened = await scenario.openDraft('To be published');
  const draft = await scenario.edit(opened, 'setPriority', { reason: refund, priority: 'LOW' });
  await scenario.publish(draft);
  return draft;
}

async function abandonedOne({ scenario }: GovernedScene): Closed {
  const draft = await scenario.openDraft('To be given up');
  const input = { draft: draft.id, because: 'No.' };
  await scenario.mutate('EDITOR', { name: 'abandonDraft', input, fields: 'draft { id }' });
  return draft;
}
