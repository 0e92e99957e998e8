import { roles, type Role } from '../../../src/access/domain';
import { GraphqlClient } from '../../support/graphql';
import {
  governedScene,
  memberOf,
  mutationText,
  submittedDraft,
  type GovernedScene,
} from '../../support/governed-scene';
import { assign, newDepartment } from '../../support/ownership-cases';
import { Scenario, type DraftRef } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';

// Two cores may be shared with much else.
jest.setTimeout(60_000);

let service: TestService;
let scene: GovernedScene;
let many: GovernedScene;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service);
  many = await governedScene(service, { policy: { approvals: 0 } });
  for (let count = 2; count <= 20; count += 1) await nextVersion(many, `Intent ${count}`);
  await Promise.all(Array.from({ length: 20 }, () => submittedDraft(scene)));
});
afterAll(() => service.close());

const ask = <Data>(role: Role, query: string, variables: object = {}): Promise<Data> =>
  new GraphqlClient(service, role).ask<Data, object>(query, variables);

async function nextVersion({ scenario, invoice }: GovernedScene, text: string): Promise<void> {
  const opened = await scenario.openDraft(text);
  const draft = await scenario.edit(opened, 'setIntent', { reason: invoice, language: 'en', text });
  await scenario.publish(draft);
}

const wide = { maxFanOut: 20_000, maxReasons: 20_000, approvals: 0 };

/** A taxonomy of so many reasons, a hundredth of them at the root, published. */
async function published(count: number): Promise<Scenario> {
  const scenario = await Scenario.create(service, { policy: wide });
  const rows = Array.from({ length: count }, (_, at) => {
    const parent = at < count / 100 ? '' : `r${at % Math.ceil(count / 100)}`;
    return `r${at},${parent},Reason number ${at}`;
  });
  const response = await fetch(`${service.url}/v1/taxonomies/${scenario.key}/imports?format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('EDITOR')}`, 'content-type': 'text/csv' },
    body: `code,parent,label\n${rows.join('\n')}\n`,
  });
  const last = (await response.text()).trim().split('\n').at(-1) ?? '{}';
  const { draft } = JSON.parse(last) as { draft?: DraftRef | null };
  if (draft === undefined || draft === null)
    throw new Error(`expected a draft, but got ${last.slice(0, 500)}`);
  await scenario.publish(draft);
  return scenario;
}

const wholeTree = `query($key: String!) { currentTaxonomy(key: $key) { reasonCount
  reasons { code label depth path parent { code } children { code } retirement { reason } } } }`;

interface WholeTree {
  readonly currentTaxonomy: {
    readonly reasonCount: number;
    readonly reasons: readonly {
      readonly code: string;
      readonly depth: number;
      readonly path: readonly string[];
    }[];
  };
}

describe('of twelve thousand reasons', () => {
  const count = 12_000;
  let key = '';
  beforeAll(async () => {
    ({ key } = await published(count));
  });

  test('all are answered whole in one query', async () => {
    const { currentTaxonomy } = await ask<WholeTree>('MACHINE', wholeTree, { key });
    const { reasons, reasonCount } = currentTaxonomy;
    expect(reasonCount).toBe(count);
    expect(new Set(reasons.map(({ code }) => code)).size).toBe(count);
    expect(reasons.filter(({ depth }) => depth === 1)).toHaveLength(count / 100);
    expect(reasons.every(({ depth, path }) => depth === path.length)).toBe(true);
  });

  test('a request that lists them again and again is refused before it has', async () => {
    const again = Array.from({ length: 20 }, (_, at) => `a${at}: reasons { code }`).join(' ');
    const text = `query($key: String!) { currentTaxonomy(key: $key) { ${again} } }`;
    const { errors } = await new GraphqlClient(service, 'MACHINE').answer(text, { key });
    expect(errors[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
    expect(errors[0]?.message).toMatch(/^expected a request that reads at most 200000 reasons/);
  });
});

test('a tree of 200 reasons takes as many statements as one of 2', async () => {
  const counts: number[] = [];
  for (const size of [2, 200]) {
    const { key } = await published(size);
    counts.push((await service.statementsDuring(() => ask('MACHINE', wholeTree, { key }))).length);
  }
  expect(counts[1]).toBe(counts[0]);
});

describe('a list of 20 takes as many statements as a list of 2', () => {
  test.each([
    [
      'drafts',
      'taxonomy(key: $one) { drafts(first: $first) { nodes { id state behind createdBy { name } base { number publishedBy { name } } taxonomy { current { number } } review { missing waitingFor approvals { actor { name } } } } } }',
    ],
    [
      'drafts with their contents',
      'taxonomy(key: $one) { drafts(first: $first) { nodes { id findings { blocking } comparison { summary { added } } reasons { code } } } }',
    ],
    [
      'versions with their contents',
      'taxonomy(key: $many) { versions(first: $first) { nodes { number findings { blocking } reasons { code } } } }',
    ],
    [
      'versions',
      'taxonomy(key: $many) { versions(first: $first) { nodes { number status effectiveUntil base { number } publishedBy { name } taxonomy { current { number } } } } }',
    ],
    [
      'changes',
      'changes(first: $first) { nodes { kind before after changeSet { because actor { name } } } }',
    ],
  ])('%s', async (_what, selection) => {
    const text = `query($one: String!, $many: String!, $first: Int!) { ${selection} }`.replace(
      /\$(one|many): String!, ?/g,
      (declared, name: string) => (selection.includes(`$${name}`) ? declared : ''),
    );
    const keys = { one: scene.scenario.key, many: many.scenario.key };
    const counts: number[] = [];
    for (const first of [2, 20]) {
      const used = Object.fromEntries(
        Object.entries(keys).filter(([name]) => selection.includes(`$${name}`)),
      );
      const work = () => ask<object>('ADMIN', text, { ...used, first });
      await work();
      counts.push((await service.statementsDuring(work)).length);
      const nodes = JSON.stringify(await work()).match(/"(?:id|number|kind|key)":/g) ?? [];
      expect(nodes.length).toBeGreaterThanOrEqual(first);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

describe('a list of taxonomies', () => {
  const shown = `key current { number publishedBy { name } base { number } taxonomy { key } }
    versions(first: 2) { nodes { number } pageInfo { hasNextPage endCursor } } version(number: 1) { number }
    versionAt(at: "2100-01-01T00:00:00Z") { version { number } absentBecause }
    drafts(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } }
    departments(first: 2) { nodes { code } pageInfo { hasNextPage endCursor } } department(code: "FINANCE") { code }
    waivers(first: 2) { nodes { rule } } attestations(first: 2) { nodes { title } }
    consumers(first: 2) { nodes { lastFetchedAt } }
    resolutions(first: 1) { nodes { code } } resolution(code: "FIXED") { code }
    segmentSizes { nodes { segment } } contactRateBands { nodes { segment } }`;
  const list = `{ taxonomies(first: 100) { nodes { ${shown} } } }`;

  test('takes as many statements when there are 18 more', async () => {
    const count = async () => (await service.statementsDuring(() => ask('ADMIN', list))).length;
    await count();
    const before = await count();
    await Promise.all(Array.from({ length: 18 }, () => Scenario.create(service)));
    expect(await count()).toBe(before);
  });

  test('says of each what is said of it alone', async () => {
    for (const code of ['LOGISTICS', 'SALES']) await newDepartment(scene.scenario, { code });
    const { taxonomies } = await ask<{ taxonomies: { nodes: readonly { readonly key: string }[] } }>(
      'ADMIN',
      list,
    );
    for (const { key } of [scene.scenario, many.scenario]) {
      const { taxonomy } = await ask<{ taxonomy: object }>(
        'ADMIN',
        `query($key: String!) { taxonomy(key: $key) { ${shown} } }`,
        { key },
      );
      expect(taxonomies.nodes.find((one) => one.key === key)).toEqual(taxonomy);
    }
  });
});

interface Walked {
  readonly nodes: readonly object[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe('pages of three walk through all of it once', () => {
  test.each<[string, string, string[]]>([
    ['versions', 'nodes { number }', ['taxonomy']],
    ['drafts', 'nodes { id }', ['taxonomy']],
    ['reasonPage', 'nodes { code }', ['taxonomy', 'current']],
    ['changes', 'nodes { kind subject { id } after changeSet { id } }', []],
    ['taxonomies', 'nodes { id }', []],
  ])('%s', async (field, nodes, within) => {
    const { key } = many.scenario;
    const filter = field === 'changes' ? `, filter: {taxonomy: "${key}"}` : '';
    const walk = async (first: number): Promise<readonly string[]> => {
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const selection = `${field}(first: ${first}, after: $after${filter}) { ${nodes} pageInfo { hasNextPage endCursor } }`;
        const text = within.reduceRight(
          (inner, name) => `${name === 'taxonomy' ? `taxonomy(key: "${key}")` : name} { ${inner} }`,
          selection,
        );
        const data: object = await ask('ADMIN', `query($after: String) { ${text} }`, { after });
        const page = [...within, field].reduce<unknown>(
          (value, name) => (value as Readonly<Record<string, unknown>>)[name],
          data,
        ) as Walked;
        seen.push(...page.nodes.map((node) => JSON.stringify(node)));
        ({ hasNextPage: more, endCursor: after } = page.pageInfo);
      }
      return seen;
    };
    const inPages = await walk(3);
    expect(inPages.length).toBeGreaterThan(3);
    expect(new Set(inPages).size).toBe(inPages.length);
    expect(inPages).toEqual(await walk(100));
  });
});

test('versionAt answers the version of a moment, and before the first one why there is none', async () => {
  const scenario = await Scenario.create(service, { policy: { backdating: 'ALLOWED', approvals: 0 } });
  const moments = ['2020-01-01T00:00:00.000Z', '2021-03-28T01:00:00.000Z', '2022-10-30T01:00:00.000Z'];
  for (const [at, moment] of moments.entries()) {
    const { draft } = await scenario.createReason(await scenario.openDraft(), {
      code: `c${at}`,
      label: `L${at}`,
    });
    await scenario.publish(draft, moment);
  }
  const versionAt = async (at: string) => {
    const { taxonomy } = await ask<{
      taxonomy: { versionAt: { version: { number: number } | null; absentBecause: string | null } };
    }>(
      'MACHINE',
      'query($key: String!, $at: DateTime!) { taxonomy(key: $key) { versionAt(at: $at) { version { number } absentBecause } } }',
      { key: scenario.key, at },
    );
    const { version, absentBecause } = taxonomy.versionAt;
    expect(version === null).toBe(absentBecause !== null);
    return version?.number ?? null;
  };
  expect(await versionAt('2019-12-31T23:59:59.999Z')).toBeNull();
  for (const [at, moment] of moments.entries()) {
    expect(await versionAt(moment)).toBe(at + 1);
    expect(await versionAt(new Date(Date.parse(moment) - 1).toISOString())).toBe(at === 0 ? null : at);
  }
  expect(await versionAt('9999-12-31T23:59:59Z')).toBe(3);
});

test('two versions compared one way and the other say the same with the sides changed over', async () => {
  const { scenario, invoice, delivery, refund } = await governedScene(service, { policy: { approvals: 0 } });
  let draft = await scenario.openDraft();
  draft = await scenario.edit(draft, 'setLabel', { reason: invoice, language: 'en', label: 'Bill copy' });
  draft = await scenario.edit(draft, 'moveReason', { reason: invoice, parent: delivery });
  draft = await scenario.edit(draft, 'setCode', { reason: refund, code: 'money-back' });
  const made = await scenario.createReason(draft, { code: 'new', label: 'New' });
  await scenario.publish(made.draft);
  const compare = async (from: number, to: number) => {
    const { compareVersions } = await ask<{
      compareVersions: { summary: Record<string, number>; changes: { nodes: { kind: string }[] } };
    }>(
      'CODER',
      `query($taxonomy: String!, $from: Int!, $to: Int!) { compareVersions(taxonomy: $taxonomy, from: $from, to: $to) {
         summary { added removed renamed moved recoded } changes(first: 100) { nodes { kind code } } } }`,
      { taxonomy: scenario.key, from, to },
    );
    return compareVersions;
  };
  const [there, back, none] = [await compare(1, 2), await compare(2, 1), await compare(2, 2)];
  expect(there.summary).toEqual({ added: 1, removed: 0, renamed: 1, moved: 1, recoded: 1 });
  expect(back.summary).toEqual({ added: 0, removed: 1, renamed: 1, moved: 1, recoded: 1 });
  expect(there.changes.nodes).toHaveLength(back.changes.nodes.length);
  expect(none.changes.nodes).toEqual([]);
});

test('release notes are told in a language that the taxonomy keeps, to all or to a department of it', async () => {
  const { scenario, invoice, delivery } = await governedScene(service, { policy: { approvals: 0 } });
  const department = await newDepartment(scenario);
  await assign(scenario, [{ reason: delivery, departments: [department], role: 'RESPONSIBLE' }]);
  let draft = await scenario.openDraft();
  draft = await scenario.edit(draft, 'setLabel', { reason: invoice, language: 'en', label: 'Bill copy' });
  await scenario.edit(draft, 'setLabel', { reason: delivery, language: 'en', label: 'Parcel' });
  const notes = async (given: Readonly<Record<string, string>> = {}) =>
    scenario.as('CODER').answer<{ draft: { comparison: { releaseNotes: string | null } } }, object>(
      `query($draft: ID!, $language: String, $department: ID) {
           draft(id: $draft) { comparison { releaseNotes(language: $language, department: $department) } } }`,
      { draft: draft.id, ...given },
    );
  const told = async (given?: Readonly<Record<string, string>>) =>
    (await notes(given)).data?.draft.comparison.releaseNotes;
  const renamed = '- **Bill copy** (`invoice`): was "Copy of invoice"';
  const ofDelivery = '- **Parcel** (`delivery`): was "Delivery"';
  expect(await told()).toContain(`## Other labels\n\n${renamed}\n${ofDelivery}\n`);
  const ofDepartment = await told({ department });
  expect(ofDepartment).toContain(ofDelivery);
  expect(ofDepartment).not.toContain(renamed);
  const elsewhere = await newDepartment(await Scenario.create(service));
  expect(await told({ department: elsewhere })).toBeNull();
  const { errors } = await notes({ language: 'tlh' });
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^language: expected one of en.*, but got "tlh"$/),
  ]);
});

describe('node', () => {
  const query = 'query($id: ID!) { node(id: $id) { id __typename } }';

  async function ids(): Promise<Readonly<Record<string, string>>> {
    const { taxonomy, viewer } = await ask<{
      taxonomy: { id: string; current: { id: string } };
      viewer: { actor: { id: string } };
    }>(
      'ADMIN',
      'query($key: String!) { taxonomy(key: $key) { id current { id } } viewer { actor { id } } }',
      {
        key: scene.scenario.key,
      },
    );
    return {
      Taxonomy: taxonomy.id,
      TaxonomyVersion: taxonomy.current.id,
      Draft: scene.draft.id,
      Reason: scene.invoice,
      Actor: viewer.actor.id,
    };
  }

  test.each(roles)('answers a %s with each type that the role may read', async (role) => {
    for (const [type, id] of Object.entries(await ids())) {
      const { data, errors } = await new GraphqlClient(service, role).answer<{ node: object | null }, object>(
        query,
        { id },
      );
      const isHidden = role === 'MACHINE' && ['Draft', 'Actor'].includes(type);
      if (!isHidden)
        expect({ data, errors }).toEqual({ data: { node: { id, __typename: type } }, errors: [] });
      else expect(data?.node ?? null).toBeNull();
    }
  });

  test('answers nothing of a taxonomy to whoever holds roles in another one only', async () => {
    const elsewhere = await Scenario.create(service);
    const stranger = await memberOf(service, elsewhere.taxonomyId, roles);
    for (const id of Object.values(await ids()))
      expect(await stranger.ask(query, { id })).toEqual({ node: null });
    const { key } = scene.scenario;
    const seen = await stranger.ask(
      `query($key: String!, $draft: ID!) { taxonomy(key: $key) { id } currentTaxonomy(key: $key) { id }
         taxonomyVersion(taxonomy: $key, number: 1) { id } compareVersions(taxonomy: $key, from: 1, to: 1) { compatibility }
         draft(id: $draft) { id } changes(filter: { taxonomy: $key }) { nodes { kind } }
         taxonomies { nodes { key } } }`,
      { key, draft: scene.draft.id },
    );
    expect(seen).toEqual({
      ...{ taxonomy: null, currentTaxonomy: null, taxonomyVersion: null, compareVersions: null, draft: null },
      ...{ changes: { nodes: [] }, taxonomies: { nodes: [{ key: elsewhere.key }] } },
    });
  });

  test('refuses what is no id of a node', async () => {
    const strange = [
      '',
      'x',
      Buffer.from('Approval:00000000-0000-7000-8000-000000000001').toString('base64url'),
    ];
    for (const id of strange) {
      const { errors } = await new GraphqlClient(service, 'ADMIN').answer(query, { id });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
  });
});

test('an unknown language has no text, whatever word it is', async () => {
  const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'xx'];
  for (const language of words) {
    const seen = await ask(
      'CODER',
      'query($key: String!, $language: String!) { taxonomy(key: $key) { name(language: $language) current { reason(code: "invoice") { label(language: $language) path(language: $language) } } } }',
      { key: scene.scenario.key, language },
    );
    expect(seen).toEqual({
      taxonomy: { name: null, current: { reason: { label: null, path: ['billing', 'invoice'] } } },
    });
  }
});

test('a reason that moved to another taxonomy names where it went', async () => {
  const { scenario, invoice } = scene;
  const other = await governedScene(service);
  const draft = await scenario.openDraft();
  const input = {
    ...{ draft: draft.id, expectedHead: 0, reason: invoice, retirementReason: 'MOVED_ELSEWHERE' },
    associations: [{ kind: 'ALTERNATIVE', target: other.invoice }],
  };
  const shown = 'reason { retirement { associations { kind reason { id } target { code } } } }';
  expect(await ask('EDITOR', mutationText('retireReason', shown), { input })).toEqual({
    retireReason: {
      __typename: 'RetireReasonPayload',
      reason: {
        retirement: { associations: [{ kind: 'ALTERNATIVE', reason: { id: other.invoice }, target: null }] },
      },
    },
  });
});
