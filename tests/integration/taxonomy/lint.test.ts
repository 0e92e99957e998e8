import type { Role } from '../../../src/access/domain';
import { changeKindOf, governedScene, grantedWaiver, tomorrow } from '../../support/governed-scene';
import type { GovernedScene, Input } from '../../support/governed-scene';
import { GraphqlClient } from '../../support/graphql';
import { historyFaults } from '../../support/history-faults';
import { lostId } from '../../support/lost-id';
import { newResolution } from '../../support/resolution-cases';
import { mutation, type DraftRef } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';
import { until } from '../../support/until';
import { commandLine } from '../exchange/exchanging';

jest.setTimeout(120_000);

let service: TestService;
let scene: GovernedScene;
beforeAll(async () => {
  service = await startService();
  // Two levels, of which the second has two reasons: one choice too many, and two levels where one is allowed.
  scene = await governedScene(service);
  await run('setPolicy', 'ADMIN', {
    ...{ taxonomy: scene.scenario.taxonomyId, expectedRevision: 1, because: 'Short menus.' },
    policy: { maxFanOut: 1, maxDepth: 2, severities: [{ rule: 'DEFINITION_MISSING', severity: 'WARNING' }] },
  });
});
afterAll(async () => {
  await service.close();
});

interface Outcome {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly waiver?: { readonly id: string; readonly isInForce: boolean };
  readonly version?: { readonly id: string };
}

const fieldsOf: Readonly<Record<string, string>> = {
  grantWaiver: 'waiver { id isInForce }',
  revokeWaiver: 'waiver { id isInForce revokedBecause revokedBy { name } }',
  setPolicy: 'taxonomy { revision }',
  submitDraft: 'draft { state submittedDigest }',
  approveDraft: 'draft { state }',
  publishVersion: 'version { id }',
};
const run = (name: string, role: Role, input: Input): Promise<Outcome> =>
  mutation<Outcome>(service, role, { name, input, fields: fieldsOf[name] ?? '' });
const grant = (wish: Input, role: Role = 'STEWARD'): Promise<Outcome> =>
  run('grantWaiver', role, {
    ...{ taxonomy: scene.scenario.taxonomyId, rule: 'FAN_OUT', because: 'Until spring.' },
    ...{ expiresAt: tomorrow(), ...wish },
  });
const revoke = (waiver: string, role: Role = 'STEWARD'): Promise<Outcome> =>
  run('revokeWaiver', role, { waiver, because: 'Mended.' });
const submit = ({ id, head }: DraftRef): Promise<Outcome> =>
  run('submitDraft', 'EDITOR', { draft: id, expectedHead: head });

/** A draft that differs from what is published; both have three roots, and two choices under billing. */
async function editedDraft(intent: string): Promise<DraftRef> {
  const draft = await scene.scenario.openDraft(intent);
  return scene.scenario.edit(draft, 'setIntent', { reason: scene.refund, language: 'en', text: intent });
}

interface Finding {
  readonly rule: string;
  readonly waived: boolean;
  readonly waiver: { readonly because: string } | null;
  readonly reasons: readonly { readonly code: string }[];
}

interface Report {
  readonly blocking: number;
  readonly warnings: number;
  readonly waived: number;
  readonly counts: readonly { readonly rule: string; readonly total: number; readonly waived: number }[];
  readonly findingPage: {
    readonly nodes: readonly Finding[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function lint(of: string, page = '', role: Role = 'EDITOR'): Promise<Report> {
  const { lint: report } = await new GraphqlClient(service, role).ask<{ lint: Report }, object>(
    `query($of: ID!) { lint(of: $of) { blocking warnings waived counts { rule total waived }
       findingPage${page} { nodes { rule waived waiver { because } reasons { code } } pageInfo { hasNextPage endCursor } } } }`,
    { of },
  );
  return report;
}

const blocked = { __typename: 'DraftBlockedProblem' };

test('a finding that blocks is let pass by a waiver, until it is revoked, and the version shows by which', async () => {
  const draft = await editedDraft('A waived one');
  expect(await submit(draft)).toMatchObject({
    ...blocked,
    message: expect.stringContaining('expected no finding that blocks, but got 2: 2 FAN_OUT'),
  });
  const billing = (await grant({ reason: scene.billing, of: draft.id })).waiver?.id ?? '';
  expect(await submit(draft)).toMatchObject({ ...blocked, message: expect.stringContaining('1 FAN_OUT') });
  const root = (await grant({ of: draft.id })).waiver?.id ?? '';
  expect(await submit(draft)).toMatchObject({ __typename: 'SubmitDraftPayload' });
  const digest = await submittedDigest(draft);
  await run('approveDraft', 'STEWARD', { draft: draft.id, digest });

  const publication = { draft: draft.id, because: 'It is time.' };
  expect(await revoke(root)).toMatchObject({ waiver: { isInForce: false, revokedBecause: 'Mended.' } });
  expect(await run('publishVersion', 'STEWARD', publication)).toMatchObject(blocked);
  const again = (await grant({ of: draft.id, because: 'Once more.' })).waiver?.id ?? '';
  const { version } = await run('publishVersion', 'STEWARD', publication);

  const seen = await lint(version?.id ?? '', '(rules: [FAN_OUT])');
  expect(seen).toMatchObject({ blocking: 0, waived: 2 });
  expect(seen.findingPage.nodes).toEqual([
    { rule: 'FAN_OUT', waived: true, waiver: { because: 'Once more.' }, reasons: [] },
    { rule: 'FAN_OUT', waived: true, waiver: { because: 'Until spring.' }, reasons: [{ code: 'billing' }] },
  ]);
  const byMachine = await lint(version?.id ?? '', '(rules: [FAN_OUT])', 'MACHINE');
  expect(byMachine.findingPage.nodes[0]).toMatchObject({ waived: true, waiver: null });
  // A waiver of one content is none of another, and the version is another than the next draft.
  expect(await lint((await editedDraft('Another')).id)).toMatchObject({ blocking: 2, waived: 0 });
  for (const waiver of [billing, again]) await revoke(waiver);
  expect(await lint(version?.id ?? '')).toMatchObject({ blocking: 2, waived: 0 });
});

test('a waiver of a subtree covers every draft and version, and none of it once its time is over', async () => {
  const draft = await editedDraft('A while');
  const reason = scene.billing;
  const covering = await grantedWaiver(scene, { rule: 'FAN_OUT', reason, because: 'A subtree.' });
  for (const content of [draft.id, await currentVersion()]) expect((await lint(content)).waived).toBe(1);
  expect(await waiversOf('inForce: true')).toMatchObject([
    { id: covering, isInForce: true, reason: { id: reason }, draft: null },
  ]);
  await revoke(covering);

  const soon = new Date(Date.now() + 4_000).toISOString();
  const waiver = await grantedWaiver(scene, { rule: 'FAN_OUT', reason, expiresAt: soon });
  await until(async () => (await waiversOf('first: 1'))[0]?.isInForce === false);
  expect(await waiversOf('first: 1')).toMatchObject([{ id: waiver, isInForce: false }]);
  expect(await submit(draft)).toMatchObject({ ...blocked, message: expect.stringContaining('2 FAN_OUT') });
  // What has ended by itself is not in the way of another one.
  const another = await grantedWaiver(scene, { rule: 'FAN_OUT', reason });
  await revoke(another);
});

async function submittedDigest({ id }: DraftRef): Promise<string> {
  const text = 'query($id: ID!) { draft(id: $id) { submittedDigest } }';
  const { draft } = await new GraphqlClient(service, 'STEWARD').ask<
    { draft: { submittedDigest: string } },
    object
  >(text, { id });
  return draft.submittedDigest;
}

interface Listed {
  readonly id: string;
  readonly isInForce: boolean;
}

async function waiversOf(filter: string): Promise<readonly Listed[]> {
  const { taxonomy } = await new GraphqlClient(service, 'EDITOR').ask<
    { taxonomy: { waivers: { nodes: readonly Listed[] } } },
    object
  >(
    `query($key: String!) { taxonomy(key: $key) { waivers(${filter}) { nodes {
       id isInForce rule reason { id } draft { id } version { number } grantedBy { name } taxonomy { key } } } } }`,
    { key: scene.scenario.key },
  );
  return taxonomy.waivers.nodes;
}

async function currentVersion(): Promise<string> {
  const { currentTaxonomy } = await new GraphqlClient(service, 'MACHINE').ask<
    { currentTaxonomy: { id: string } },
    object
  >('query($key: String!) { currentTaxonomy(key: $key) { id } }', { key: scene.scenario.key });
  return currentTaxonomy.id;
}

describe('a waiver is refused', () => {
  const elsewhere = async (): Promise<GovernedScene> => governedScene(service);

  test('for a rule that always blocks, without an object, with an end that is past: all of it at once', async () => {
    expect(await grant({ rule: 'SIBLING_LABEL_CLASH', expiresAt: '2020-01-01T00:00:00Z' })).toMatchObject({
      ...{ __typename: 'WaiverRefusedProblem', code: 'WAIVER_REFUSED' },
      message: expect.stringMatching(/^rule: .*always blocks; of: .*; expiresAt: .*2020-01-01/),
    });
  });

  test('for what is not there, or of another taxonomy', async () => {
    const other = await elsewhere();
    const lost = { code: 'NOT_FOUND' };
    for (const content of [lostId('Draft'), lostId('Version'), other.draft.id])
      expect(await grant({ of: content })).toMatchObject(lost);
    for (const reason of [lostId('Reason'), other.billing])
      expect(await grant({ reason })).toMatchObject(lost);
    expect(await grant({ taxonomy: lostId('Taxonomy'), of: scene.draft.id })).toMatchObject(lost);
    expect(await revoke(lostId('Waiver'))).toMatchObject(lost);
  });

  test('without a reason, and its end too', async () => {
    expect(await grant({ of: scene.draft.id, because: ' ' })).toMatchObject({ code: 'MALFORMED_TEXT' });
    const waiver = await grantedWaiver(scene, { rule: 'DEPTH', of: scene.draft.id });
    const input = { waiver, because: '' };
    expect(await run('revokeWaiver', 'STEWARD', input)).toMatchObject({ code: 'MALFORMED_TEXT' });
    await revoke(waiver);
  });

  test('to whoever is no steward', async () => {
    const waiver = await grantedWaiver(scene, { rule: 'DEPTH', of: scene.draft.id });
    for (const role of ['EDITOR', 'ADMIN', 'AUDITOR'] as const) {
      await expect(grant({ of: scene.draft.id }, role)).rejects.toThrow('FORBIDDEN');
      await expect(revoke(waiver, role)).rejects.toThrow('FORBIDDEN');
    }
    await revoke(waiver);
  });
});

test('two at once: one waiver is granted, and one is ended once; the history says so', async () => {
  const { id: of } = await scene.scenario.openDraft('Raced');
  const granted = await Promise.all([grant({ of }), grant({ of })]);
  expect(granted.map(({ __typename }) => __typename).toSorted()).toEqual([
    'GrantWaiverPayload',
    'WaiverRefusedProblem',
  ]);
  const waiver = granted.find(({ waiver: made }) => made !== undefined)?.waiver?.id ?? '';
  const revoked = await Promise.all([revoke(waiver), revoke(waiver)]);
  expect(revoked.map(({ __typename }) => __typename)).toEqual(['RevokeWaiverPayload', 'RevokeWaiverPayload']);
  const { changes } = await new GraphqlClient(service, 'AUDITOR').ask<{ changes: object }, object>(
    `query($subject: ID!) { changes(filter: { subject: $subject }) { nodes { kind before after changeSet { because } } } }`,
    { subject: waiver },
  );
  expect(changes).toEqual({
    nodes: [
      {
        ...{ kind: changeKindOf('revokeWaiver'), changeSet: { because: 'Mended.' } },
        before: { rule: 'FAN_OUT', expiresAt: expect.any(String) },
        after: { revokedAt: expect.any(String) },
      },
      {
        ...{ kind: changeKindOf('grantWaiver'), before: null, changeSet: { because: 'Until spring.' } },
        after: expect.objectContaining({ rule: 'FAN_OUT', reasonId: null }),
      },
    ],
  });
});

test('findings come by pages, by rule, by severity and by whether they are let pass', async () => {
  const { id } = await editedDraft('Paged');
  const all = await lint(id, '(first: 100)');
  expect(all).toMatchObject({ blocking: 2, warnings: 4, waived: 0 });
  expect(all.counts).toEqual([
    { rule: 'FAN_OUT', total: 2, waived: 0 },
    { rule: 'UNKNOWN_RESOLUTION', total: 1, waived: 0 },
    { rule: 'DEFINITION_MISSING', total: 3, waived: 0 },
  ]);
  const walked: Finding[] = [];
  for (let after = '', more = true; more;) {
    const { findingPage } = await lint(id, `(first: 2${after})`);
    walked.push(...findingPage.nodes);
    more = findingPage.pageInfo.hasNextPage;
    after = `, after: "${findingPage.pageInfo.endCursor}"`;
  }
  expect(walked).toEqual(all.findingPage.nodes);
  expect((await lint(id, '(severity: WARNING)')).findingPage.nodes).toHaveLength(4);
  expect((await lint(id, '(waived: true)')).findingPage.nodes).toEqual([]);
  expect((await lint(id, '(rules: [FAN_OUT], waived: false)')).findingPage.nodes).toHaveLength(2);
  const { errors } = await new GraphqlClient(service, 'EDITOR').answer(
    `{ lint(of: "${scene.billing}") { blocking } }`,
  );
  expect(errors).toMatchObject([
    { message: expect.stringMatching(/^of: expected the id of a version or of a draft/) },
  ]);
});

test('a resolution code that the taxonomy lacks, or that has ended, is a finding of a mapping to it', async () => {
  const { scenario, refund } = scene;
  const ended = await newResolution(scenario, { validUntil: '2020-01-01T00:00:00Z' });
  const usable = await newResolution(scenario);
  let draft = await scenario.openDraft('Mapped');
  for (const resolution of [ended.code, usable.code, 'NO-SUCH'])
    draft = await scenario.edit(draft, 'mapResolution', { reason: refund, resolution, use: 'EXPECTED' });
  // LOST, which an invoice must not end with, is none of the taxonomy either.
  const unknown = (total: number) => ({ rule: 'UNKNOWN_RESOLUTION', total, waived: 0 });
  expect((await lint(await currentVersion())).counts).toContainEqual(unknown(1));
  expect((await lint(draft.id)).counts).toContainEqual(unknown(3));
});

test('twenty waivers take as many statements as two', async () => {
  for (let at = 0; at < 20; at += 1) {
    const { id } = await scene.scenario.openDraft(`Waived ${at}`);
    await grantedWaiver(scene, { rule: 'DEPTH', of: id });
  }
  const counts: number[] = [];
  for (const first of [2, 20]) {
    await waiversOf(`first: ${first}`);
    const during = await service.statementsDuring(async () => {
      expect(await waiversOf(`first: ${first}`)).toHaveLength(first);
    });
    counts.push(during.length);
  }
  expect(counts[1]).toBe(counts[0]);
});

test('the command line tells it to people and to programs, and ends with 4 while something blocks', async () => {
  const { key } = scene.scenario;
  const cli = await commandLine(service, ['EDITOR']);
  try {
    const { id } = await editedDraft('Linted');
    await grantedWaiver(scene, { rule: 'FAN_OUT', reason: scene.billing, of: id });
    const told = await cli.run('lint', key, '--draft', id, '--waived');
    expect([told.exitCode, told.output]).toEqual([
      4,
      expect.stringMatching(
        /^\(root\): blocking: FAN_OUT: expected at most 1 choices[^]*billing: waived until [^]*1 blocking, \d+ warnings, 1 waived/,
      ),
    ]);
    await grantedWaiver(scene, { rule: 'FAN_OUT', of: id });
    const json = await cli.run('lint', key, '--draft', id, '--format', 'json');
    expect([json.exitCode, JSON.parse(json.output)]).toEqual([
      0,
      expect.objectContaining({ blocking: 0, waived: 2 }),
    ]);
  } finally {
    await cli.close();
  }
});

test('after all of this the history and the tables agree', async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
