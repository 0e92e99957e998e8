import { createHash } from 'node:crypto';
import type { Role } from '../../../src/access/domain';
import { GraphqlClient } from '../../support/graphql';
import {
  approvedDraft,
  changeKindOf,
  governedScene,
  mutationText,
  newActor,
  newKey,
  reviewCases,
  serviceCases,
  settingCases,
  submittedDraft,
  type GovernedScene,
  type Input,
} from '../../support/governed-scene';
import { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';

// Two cores may be shared with much else.
jest.setTimeout(60_000);

let service: TestService;
let scene: GovernedScene;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service);
});
afterAll(() => service.close());

interface Answered {
  readonly __typename: string;
  readonly code?: string;
  readonly [field: string]: unknown;
}

async function run(role: Role, name: string, input: Input, fields = ''): Promise<Answered> {
  const client = new GraphqlClient(service, role);
  const data = await client.ask<Record<string, Answered>, object>(mutationText(name, fields), { input });
  return data[name] ?? { __typename: 'none' };
}

interface Newest {
  readonly changes: { readonly nodes: readonly (object & { readonly changeSet: { readonly id: string } })[] };
}

async function newestChange() {
  const { changes } = await new GraphqlClient(service, 'AUDITOR').ask<Newest, object>(
    `{ changes(first: 1) { nodes { kind before after subject { type }
         changeSet { id command actingRole because versionDigest actor { name } } } } }`,
  );
  const [newest] = changes.nodes;
  if (newest === undefined) throw new Error('expected a change, but got none');
  return newest;
}

interface Expected {
  readonly role: Role;
  readonly fields: string;
  readonly payload: object;
  readonly subject: string;
  readonly because?: string;
  readonly before?: unknown;
  readonly after: unknown;
  /** What the same once more is: UNCHANGED, ANOTHER of them, or the code of a refusal. */
  readonly again: string;
  readonly kind?: string;
}

const expectations: Readonly<Record<string, Expected>> = {
  openDraft: {
    ...{
      role: 'EDITOR',
      fields: 'draft { title head state base { number } createdBy { name } }',
      subject: 'Draft',
    },
    payload: {
      draft: {
        title: 'Another',
        head: 0,
        state: 'DRAFT',
        base: { number: 1 },
        createdBy: { name: 'Editor' },
      },
    },
    ...{ before: null, after: { title: 'Another', baseVersion: 1 }, again: 'ANOTHER' },
  },
  rebaseDraft: {
    ...{ role: 'EDITOR', fields: 'draft { state head behind base { number } }', subject: 'Draft' },
    payload: { draft: { state: 'DRAFT', head: 2, behind: false, base: { number: 2 } } },
    ...{ because: 'The world went on.', again: 'STALE_HEAD' },
    before: { state: 'DRAFT', baseVersion: 1, head: 1 },
    after: { baseVersion: 2, head: 2, resolutions: [], combined: 0 },
  },
  undoOperations: {
    ...{ role: 'EDITOR', fields: 'draft { head comparison { summary { propertiesChanged } } }' },
    payload: { draft: { head: 2, comparison: { summary: { propertiesChanged: 0 } } } },
    ...{ subject: 'Draft', before: { head: 1 }, after: { head: 2, count: 1 }, again: 'STALE_HEAD' },
  },
  submitDraft: {
    ...{ role: 'EDITOR', fields: 'draft { state review { needed missing } }', subject: 'Draft' },
    payload: { draft: { state: 'IN_REVIEW', review: { needed: 1, missing: 1 } } },
    ...{ before: { state: 'DRAFT' }, after: { state: 'IN_REVIEW' }, again: 'DRAFT_BLOCKED' },
  },
  approveDraft: {
    ...{
      role: 'STEWARD',
      fields: 'draft { state review { missing approvals { decision note current } } }',
      subject: 'Draft',
    },
    payload: {
      draft: {
        state: 'APPROVED',
        review: { missing: 0, approvals: [{ decision: 'APPROVED', note: 'Fine.', current: true }] },
      },
    },
    ...{ because: 'Fine.', before: { state: 'IN_REVIEW' }, after: { state: 'APPROVED' }, again: 'UNCHANGED' },
  },
  requestChanges: {
    ...{ role: 'STEWARD', fields: 'draft { state submittedDigest }', subject: 'Draft' },
    payload: { draft: { state: 'DRAFT', submittedDigest: null } },
    ...{
      because: 'Split it.',
      before: { state: 'IN_REVIEW' },
      after: { state: 'DRAFT' },
      again: 'DRAFT_BLOCKED',
    },
  },
  abandonDraft: {
    ...{
      role: 'EDITOR',
      fields: 'draft { state }',
      payload: { draft: { state: 'ABANDONED' } },
      subject: 'Draft',
    },
    ...{
      because: 'Not needed.',
      before: { state: 'DRAFT' },
      after: { state: 'ABANDONED' },
      again: 'UNCHANGED',
    },
  },
  publishVersion: {
    ...{
      role: 'STEWARD',
      fields: 'version { number status reasonCount publishedBy { name } }',
      subject: 'Version',
    },
    payload: { version: { number: 2, status: 'IN_FORCE', reasonCount: 5, publishedBy: { name: 'Steward' } } },
    ...{ because: 'It is time.', before: null, after: { number: 2 }, again: 'DRAFT_BLOCKED' },
  },
  setPolicy: {
    ...{ role: 'ADMIN', fields: 'taxonomy { revision policy { maxDepth maxFanOut } }', subject: 'Taxonomy' },
    payload: { taxonomy: { revision: 2, policy: { maxDepth: 4, maxFanOut: 7 } } },
    ...{
      because: 'Deeper menus.',
      before: { policy: { maxDepth: 3 } },
      after: { policy: { maxDepth: 4 } },
      again: 'STALE_REVISION',
    },
  },
  setTaxonomyChannels: {
    ...{
      role: 'ADMIN',
      fields: 'taxonomy { revision channels { code labels { text } } }',
      subject: 'Taxonomy',
    },
    payload: { taxonomy: { revision: 2, channels: [{ code: 'LETTER', labels: [{ text: 'Letter' }] }] } },
    ...{ because: 'Letters only.', after: { channels: [{ code: 'LETTER' }] }, again: 'STALE_REVISION' },
  },
  createTaxonomy: {
    ...{
      role: 'ADMIN',
      fields: 'taxonomy { languages timeZone policy { approvals } current { number } }',
      subject: 'Taxonomy',
    },
    payload: {
      taxonomy: {
        languages: ['en', 'pt-br'],
        timeZone: 'Europe/Amsterdam',
        policy: { approvals: 2 },
        current: null,
      },
    },
    ...{ before: null, after: { name: { en: 'Bank' }, languages: ['en', 'pt-br'] }, again: 'KEY_TAKEN' },
  },
  createActor: {
    ...{
      role: 'ADMIN',
      fields: 'actor { name kind }',
      payload: { actor: { name: 'Anna', kind: 'PERSON' } },
      subject: 'Actor',
    },
    ...{ before: null, after: { kind: 'PERSON' }, again: 'ANOTHER' },
  },
  grantRole: {
    ...{
      role: 'ADMIN',
      fields: 'actor { name }',
      payload: { actor: { name: 'Somebody' } },
      subject: 'Actor',
    },
    ...{ before: null, after: { role: 'EDITOR' }, again: 'UNCHANGED' },
  },
  revokeRole: {
    ...{
      role: 'ADMIN',
      fields: 'actor { name }',
      payload: { actor: { name: 'Somebody' } },
      subject: 'Actor',
    },
    ...{ before: { role: 'EDITOR' }, after: null, again: 'UNCHANGED' },
  },
  issueApiKey: {
    ...{
      role: 'ADMIN',
      fields: 'actor { name }',
      payload: { actor: { name: 'Somebody' } },
      subject: 'ApiKey',
    },
    ...{
      before: null,
      after: { roles: ['EDITOR'], expiresAt: '2999-01-01T00:00:00.000Z' },
      again: 'ANOTHER',
    },
  },
  revokeApiKey: {
    ...{
      role: 'ADMIN',
      fields: 'actor { name }',
      payload: { actor: { name: 'Somebody' } },
      subject: 'ApiKey',
    },
    ...{ before: null, after: { revokedAt: expect.any(String) }, again: 'UNCHANGED' },
  },
  resetRoleToken: {
    ...{
      role: 'ADMIN',
      fields: 'token actor { name }',
      payload: { actor: { name: 'Coder' }, token: expect.any(String) },
    },
    ...{ subject: 'ApiKey', after: expect.anything(), again: 'ANOTHER', kind: 'issueApiKey' },
  },
  linkIdentity: {
    ...{ role: 'ADMIN', fields: 'actor { name }', payload: { actor: { name: 'Somebody' } } },
    ...{ subject: 'Actor', before: null, after: { issuer: 'https://login.example.org' }, again: 'UNCHANGED' },
  },
  suspendActor: {
    ...{
      role: 'ADMIN',
      fields: 'actor { suspendedAt }',
      payload: { actor: { suspendedAt: expect.any(String) } },
    },
    ...{ subject: 'Actor', before: null, after: { suspendedAt: expect.any(String) }, again: 'UNCHANGED' },
    because: 'Left the company.',
  },
  reinstateActor: {
    ...{ role: 'ADMIN', fields: 'actor { suspendedAt }', payload: { actor: { suspendedAt: null } } },
    ...{ subject: 'Actor', before: { suspendedAt: expect.any(String) }, after: null, again: 'UNCHANGED' },
    because: 'Back again.',
  },
};

test('each mutation that is no edit is seen in its answer, stands in the history, and once more adds nothing that is not new', async () => {
  for (const { name, accepted } of [...reviewCases, ...settingCases, ...serviceCases(service)]) {
    const expected = expectations[name];
    if (expected === undefined) throw new Error(`expected what ${name} shows, but it is not in the table`);
    const changesTheTaxonomy = ['setPolicy', 'setTaxonomyChannels', 'publishVersion', 'rebaseDraft'].includes(
      name,
    );
    const here = changesTheTaxonomy
      ? await governedScene(service)
      : { ...scene, draft: await scene.scenario.openDraft() };
    const input = await accepted(here);
    const result = await run(expected.role, name, input, expected.fields);
    expect({ name, result }).toMatchObject({ name, result: expected.payload });
    const change = await newestChange();
    expect(change).toMatchObject({
      kind: changeKindOf(expected.kind ?? name),
      subject: { type: expected.subject },
      ...(expected.before === undefined ? {} : { before: expected.before }),
      after: expected.after,
      changeSet: { command: name, actingRole: expected.role, because: expected.because ?? null },
    });
    const again = await run(expected.role, name, input, expected.fields);
    const newest = await newestChange();
    expect({ name, added: newest.changeSet.id !== change.changeSet.id }).toEqual({
      name,
      added: expected.again === 'ANOTHER',
    });
    const isRefused = !['UNCHANGED', 'ANOTHER'].includes(expected.again);
    expect({ name, code: again.code }).toEqual({ name, code: isRefused ? expected.again : undefined });
  }
});

test('a policy or a list of channels that is what it was changes nothing', async () => {
  const here = await governedScene(service);
  const change = await newestChange();
  const { taxonomyId: taxonomy } = here.scenario;
  const policy = { taxonomy, expectedRevision: 1, policy: { maxDepth: 3 }, because: 'Same.' };
  expect(await run('ADMIN', 'setPolicy', policy, 'taxonomy { revision }')).toMatchObject({
    taxonomy: { revision: 1 },
  });
  expect(await newestChange()).toEqual(change);
});

describe('refusals', () => {
  const base = { key: 'k', name: [{ language: 'en', text: 'K' }], languages: ['en'] };
  const settings: readonly [string, Input, string[]][] = [
    [
      'no language',
      { ...base, languages: [] },
      ['languages', 'name', ...Array.from({ length: 5 }, () => 'channels')],
    ],
    [
      '31 languages',
      {
        ...base,
        languages: Array.from(
          { length: 31 },
          (_, at) => `a${String.fromCharCode(97 + (at % 26))}${at > 25 ? 'x' : ''}`,
        ),
      },
      ['languages', 'name'],
    ],
    ['a language twice', { ...base, languages: ['en', 'EN'] }, ['languages']],
    ['a language that is none', { ...base, languages: ['en', 'not a language'] }, ['languages']],
    ['a name in no language', { ...base, name: [] }, ['name']],
    ['a name in another language', { ...base, name: [{ language: 'fr', text: 'K' }] }, ['name']],
    ['a blank name', { ...base, name: [{ language: 'en', text: ' ' }] }, ['name']],
    ['a time zone that is none', { ...base, timeZone: 'Mars/Olympus' }, ['timeZone']],
    [
      'a channel in small letters',
      { ...base, channels: [{ code: 'phone', labels: base.name }] },
      ['channels'],
    ],
    ['a policy of nothing', { ...base, policy: { maxDepth: 0, approvals: -1 } }, ['maxDepth', 'approvals']],
    [
      'a rule that always blocks turned off',
      { ...base, policy: { severities: [{ rule: 'LABEL_MISSING', severity: 'OFF' }] } },
      ['severities.LABEL_MISSING'],
    ],
  ];
  test.each(settings)('a taxonomy with %s is refused with every fault', async (_what, input, fields) => {
    const result = await run(
      'ADMIN',
      'createTaxonomy',
      input,
      '... on CreateTaxonomyPayload { taxonomy { id } }',
    );
    expect(result).toMatchObject({ __typename: 'InvalidSettingsProblem', code: 'INVALID_SETTINGS' });
    const faults = await new GraphqlClient(service, 'ADMIN').ask<
      { createTaxonomy: { faults: { field: string }[] } },
      object
    >(
      'mutation($input: CreateTaxonomyInput!) { createTaxonomy(input: $input) { ... on InvalidSettingsProblem { faults { field } } } }',
      { input },
    );
    expect(new Set(faults.createTaxonomy.faults.map(({ field }) => field))).toEqual(new Set(fields));
  });

  test('thousands of languages and names are answered shortly', async () => {
    const input = {
      ...{ key: 'k', languages: Array.from({ length: 8_000 }, (_, at) => `${at}`) },
      name: Array.from({ length: 3_000 }, (_, at) => ({ language: `x${at}`, text: 'a' })),
    };
    const answer = await run('ADMIN', 'createTaxonomy', input);
    expect(answer.code).toBe('INVALID_SETTINGS');
    expect(JSON.stringify(answer).length).toBeLessThan(10_000);
  });

  test('text is kept as it was checked: in NFC, without space around it', async () => {
    const key = `${scene.scenario.key}-nfc`;
    const name = [{ language: 'EN', text: '  Cafe\u0301 ' }];
    const result = await run(
      'ADMIN',
      'createTaxonomy',
      { key, name, languages: ['EN'] },
      'taxonomy { name(language: "en") channels { labels { language } } }',
    );
    expect(result).toMatchObject({ taxonomy: { name: 'Café' } });
    expect(JSON.stringify(result)).not.toContain('"EN"');
  });

  test.each([
    ['no actor', 'grantRole', () => ({ actor: lost('Actor'), role: 'EDITOR' }), 'NOT_FOUND'],
    [
      'no taxonomy',
      'grantRole',
      async () => ({ actor: await newActor(service), role: 'EDITOR', taxonomy: lost('Taxonomy') }),
      'NOT_FOUND',
    ],
    ['no actor', 'revokeRole', () => ({ actor: lost('Actor'), role: 'EDITOR' }), 'NOT_FOUND'],
    ['no actor', 'issueApiKey', () => ({ actor: lost('Actor'), label: 'x' }), 'NOT_FOUND'],
    [
      'an expiry in the past',
      'issueApiKey',
      async () => ({ actor: await newActor(service), label: 'x', expiresAt: '2020-01-01T00:00:00Z' }),
      'EXPIRY_IN_THE_PAST',
    ],
    [
      'a blank label',
      'issueApiKey',
      async () => ({ actor: await newActor(service), label: ' ' }),
      'MALFORMED_TEXT',
    ],
    ['no key', 'revokeApiKey', () => ({ apiKey: lost('ApiKey') }), 'NOT_FOUND'],
    ['a blank name', 'createActor', () => ({ kind: 'PERSON', name: ' ' }), 'MALFORMED_TEXT'],
    [
      'a title of 21,000 characters',
      'openDraft',
      () => ({ taxonomy: scene.scenario.taxonomyId, title: 'x'.repeat(21_000) }),
      'MALFORMED_TEXT',
    ],
    [
      'a blank reason',
      'setPolicy',
      () => ({
        taxonomy: scene.scenario.taxonomyId,
        expectedRevision: 1,
        policy: { maxDepth: 5 },
        because: ' ',
      }),
      'MALFORMED_TEXT',
    ],
    [
      'another revision',
      'setPolicy',
      () => ({
        taxonomy: scene.scenario.taxonomyId,
        expectedRevision: 7,
        policy: { maxDepth: 5 },
        because: 'x',
      }),
      'STALE_REVISION',
    ],
    [
      'nothing to publish',
      'submitDraft',
      () => ({ draft: scene.draft.id, expectedHead: 0 }),
      'DRAFT_BLOCKED',
    ],
    ['another head', 'submitDraft', () => ({ draft: scene.draft.id, expectedHead: 3 }), 'STALE_HEAD'],
    [
      'a draft that is not in review',
      'approveDraft',
      () => ({ draft: scene.draft.id, digest: 'x' }),
      'DRAFT_BLOCKED',
    ],
    [
      'another content',
      'approveDraft',
      async () => ({ draft: (await submittedDraft(scene)).id, digest: '0'.repeat(64) }),
      'DRAFT_BLOCKED',
    ],
    [
      'a note of 20,001 characters',
      'approveDraft',
      async () => ({ draft: (await submittedDraft(scene)).id, digest: 'x', note: 'x'.repeat(20_001) }),
      'MALFORMED_TEXT',
    ],
    [
      'a blank comment',
      'requestChanges',
      async () => ({ draft: (await submittedDraft(scene)).id, comment: ' ' }),
      'MALFORMED_TEXT',
    ],
    ['a blank reason', 'abandonDraft', () => ({ draft: scene.draft.id, because: '' }), 'MALFORMED_TEXT'],
    [
      'a draft that is not approved',
      'publishVersion',
      async () => ({ draft: (await submittedDraft(scene)).id, because: 'x' }),
      'DRAFT_BLOCKED',
    ],
    [
      'a moment gone by',
      'publishVersion',
      async () => ({
        draft: (await approvedDraft(scene)).id,
        because: 'x',
        effectiveFrom: '2020-01-01T00:00:00Z',
      }),
      'DRAFT_BLOCKED',
    ],
  ] as const)('%s is refused by %s, and changes nothing', async (_what, name, input, code) => {
    const given: Input = await input();
    const before = await newestChange();
    const known = [...reviewCases].find((one) => one.name === name);
    const role = known === undefined ? 'ADMIN' : known.permission === 'proposeChange' ? 'EDITOR' : 'STEWARD';
    expect(await run(role, name, given)).toMatchObject({ code });
    expect(await newestChange()).toEqual(before);
  });

  test('a rule named twice, a language named twice and a second SYSTEM are bad input', async () => {
    const { taxonomyId: taxonomy } = scene.scenario;
    const twice = [
      { rule: 'DEPTH', severity: 'OFF' },
      { rule: 'DEPTH', severity: 'WARNING' },
    ];
    const bad: readonly [string, Input][] = [
      ['setPolicy', { taxonomy, expectedRevision: 1, because: 'x', policy: { severities: twice } }],
      ['createTaxonomy', { ...base, name: [...base.name, { language: 'EN', text: 'K' }] }],
      ['createActor', { kind: 'SYSTEM', name: 'Ghost' }],
    ];
    for (const [name, input] of bad) {
      const { errors } = await new GraphqlClient(service, 'ADMIN').answer(mutationText(name), { input });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
  });
});

const lost = (type: string): string =>
  Buffer.from(`${type}:00000000-0000-7000-8000-00000000dead`).toString('base64url');

test('a published version is the same bytes for ever, whatever is published after it', async () => {
  const { scenario, invoice } = await governedScene(service, { policy: { approvals: 0 } });
  const sealed = async () => {
    const address = `${service.url}/v1/taxonomies/${scenario.key}/versions/1`;
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${service.token('MACHINE')}` },
    });
    return Buffer.from(await response.arrayBuffer());
  };
  const before = await sealed();
  const draft = await scenario.edit(await scenario.openDraft(), 'setLabel', {
    reason: invoice,
    language: 'en',
    label: 'New',
  });
  await scenario.publish(draft);
  expect(await sealed()).toEqual(before);
  const { taxonomyVersion } = await new GraphqlClient(service, 'MACHINE').ask<
    { taxonomyVersion: { digest: string; reason: object } },
    object
  >(
    'query($key: String!) { taxonomyVersion(taxonomy: $key, number: 1) { digest reason(code: "invoice") { label } } }',
    { key: scenario.key },
  );
  expect(taxonomyVersion).toEqual({
    digest: createHash('sha256').update(before).digest('hex'),
    reason: { label: 'Copy of invoice' },
  });
});

test('every reason of a version is in the next one, active or retired, under the id it had', async () => {
  const { scenario, invoice, refund } = await governedScene(service, { policy: { approvals: 0 } });
  const ids = async (number: number) => {
    const { taxonomyVersion } = await new GraphqlClient(service, 'MACHINE').ask<
      { taxonomyVersion: { reasons: { reason: { id: string } }[] } },
      object
    >(
      'query($key: String!, $number: Int!) { taxonomyVersion(taxonomy: $key, number: $number) { reasons(includeRetired: true) { reason { id } } } }',
      { key: scenario.key, number },
    );
    return taxonomyVersion.reasons.map(({ reason }) => reason.id);
  };
  const draft = await scenario.edit(await scenario.openDraft(), 'retireReason', {
    reason: invoice,
    retirementReason: 'MERGED',
    associations: [{ kind: 'REPLACED_BY', target: refund }],
  });
  await scenario.publish(draft);
  expect((await ids(2)).toSorted()).toEqual((await ids(1)).toSorted());
});

test('from the first moment on exactly one version is in force: each ends where the next begins', async () => {
  const scenario = await Scenario.create(service, { policy: { backdating: 'ALLOWED', approvals: 0 } });
  const moments = ['2021-01-01T00:00:00.000Z', '2021-01-01T00:00:00.001Z', '2023-06-01T12:00:00.000Z'];
  for (const [at, moment] of moments.entries()) {
    const made = await scenario.createReason(await scenario.openDraft(), { code: `c${at}`, label: `L${at}` });
    await scenario.publish(made.draft, moment);
  }
  const same = await scenario.createReason(await scenario.openDraft(), { code: 'late', label: 'Late' });
  await scenario.submit(same.draft);
  const refused = await run('STEWARD', 'publishVersion', {
    draft: same.draft.id,
    effectiveFrom: moments[2],
    because: 'Again.',
  });
  expect(refused.code).toBe('DRAFT_BLOCKED');
  const { taxonomy } = await new GraphqlClient(service, 'MACHINE').ask<
    { taxonomy: { versions: { nodes: object[] } } },
    object
  >(
    'query($key: String!) { taxonomy(key: $key) { versions { nodes { number effectiveFrom effectiveUntil status } } } }',
    { key: scenario.key },
  );
  expect(taxonomy.versions.nodes).toEqual([
    { number: 3, effectiveFrom: moments[2], effectiveUntil: null, status: 'IN_FORCE' },
    { number: 2, effectiveFrom: moments[1], effectiveUntil: moments[2], status: 'SUPERSEDED' },
    { number: 1, effectiveFrom: moments[0], effectiveUntil: moments[1], status: 'SUPERSEDED' },
  ]);
});

test('a key of the service itself is never in an answer or in the history', async () => {
  const { token } = await newKey(service, { actor: await newActor(service, 'Hidden Person') });
  const history = await new GraphqlClient(service, 'AUDITOR').ask(
    '{ changes(first: 5) { nodes { kind before after } } }',
  );
  expect(JSON.stringify(history)).not.toContain(token);
  expect(JSON.stringify(history)).not.toContain('Hidden Person');
  expect(JSON.stringify(history)).not.toContain(createHash('sha256').update(token).digest('hex'));
});
