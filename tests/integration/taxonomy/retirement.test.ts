import { opened, reveal, calibrationScene } from '../../support/calibration-scene';
import { governedScene, type GovernedScene } from '../../support/governed-scene';
import { lostId } from '../../support/lost-id';
import { mutation, type DraftRef } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import type { Role } from '../../../src/access/domain';

jest.setTimeout(120_000);

let service: TestService;
let scene: GovernedScene;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service);
});
afterAll(async () => {
  await service.close();
});

interface Outcome {
  readonly __typename: string;
  readonly blockers?: readonly {
    readonly code: string;
    readonly message: string;
    readonly uses: readonly {
      readonly kind: string;
      readonly title: string;
      readonly reasons: readonly { readonly id: string }[];
    }[];
  }[];
}

const blockers =
  '__typename } ... on DraftBlockedProblem { blockers { code message uses { kind title reasons { id } } }';
const run = (name: string, role: Role, input: Readonly<Record<string, unknown>>): Promise<Outcome> =>
  mutation<Outcome>(service, role, { name, input, fields: blockers });
const submit = ({ id, head }: DraftRef): Promise<Outcome> =>
  run('submitDraft', 'EDITOR', { draft: id, expectedHead: head });

const outdated = { retirementReason: 'OUTDATED', justification: 'Nobody has one.' };

/** A draft that retires deliveries, with or without naming where their contacts go. */
async function retiring(wish: Readonly<Record<string, unknown>>): Promise<DraftRef> {
  const draft = await scene.scenario.openDraft('Retiring');
  return scene.scenario.edit(draft, 'retireReason', { reason: scene.delivery, ...wish });
}

test('what an open session codes with is not retired without a successor: by what is told, at submission and at publication', async () => {
  const calibration = await calibrationScene(service, scene.scenario);
  const early = await retiring(outdated);
  expect(await submit(early)).toMatchObject({ __typename: 'SubmitDraftPayload' });
  const digest = (
    await scene.scenario.mutate<{ draft: { submittedDigest: string } }>('EDITOR', {
      ...{ name: 'undoOperations', input: { draft: early.id, expectedHead: early.head, count: 1 } },
      fields: 'draft { submittedDigest }',
    })
  ).draft.submittedDigest;
  expect(digest).toBeNull();

  const approved = await retiring(outdated);
  const submitted = await scene.scenario.submit(approved);
  await scene.scenario.mutate('STEWARD', {
    ...{ name: 'approveDraft', input: { draft: approved.id, digest: submitted.digest } },
    fields: 'draft { state }',
  });
  const session = await opened(calibration, { title: 'Spring' });
  const publication = { draft: approved.id, because: 'It is time.' };
  const refused = {
    __typename: 'DraftBlockedProblem',
    blockers: [
      {
        ...{
          code: 'REASONS_IN_USE',
          message: expect.stringContaining('the open session "Spring" with "delivery"'),
        },
        uses: [{ kind: 'OPEN_SESSION', title: 'Spring', reasons: [{ id: scene.delivery }] }],
      },
    ],
  };
  expect(await run('publishVersion', 'STEWARD', publication)).toMatchObject(refused);
  expect(await submit(await retiring(outdated))).toMatchObject(refused);

  const named = { retirementReason: 'MERGED', associations: [{ kind: 'REPLACED_BY', target: scene.refund }] };
  expect(await submit(await retiring(named))).toMatchObject({ __typename: 'SubmitDraftPayload' });

  await reveal(calibration, session);
  expect(await run('publishVersion', 'STEWARD', publication)).toMatchObject({
    __typename: 'PublishVersionPayload',
  });
});

test('a successor that is itself retired stops the draft: whoever follows it would end nowhere', async () => {
  const { scenario, invoice, refund } = scene;
  const first = await scenario.openDraft('Chain');
  const into = (target: string) => ({
    ...{ retirementReason: 'MERGED', associations: [{ kind: 'REPLACED_BY', target }] },
  });
  const one = await scenario.edit(first, 'retireReason', { reason: invoice, ...into(refund) });
  const { reason, draft } = await scenario.createReason(one, {
    code: 'money',
    label: 'Money',
    parent: scene.billing,
  });
  const both = await scenario.edit(draft, 'retireReason', { reason: refund, ...into(reason) });
  expect((await submit(both)).blockers).toMatchObject([
    { code: 'BLOCKING_FINDINGS', message: expect.stringContaining('1 RETIRED_TARGET') },
  ]);
  const followed = await scenario.edit(both, 'reviseRetirement', { reason: invoice, ...into(reason) });
  expect(await submit(followed)).toMatchObject({ __typename: 'SubmitDraftPayload' });
});

test('a parent is not retired above children in use: they are moved or retired with it', async () => {
  const { scenario, billing } = scene;
  const draft = await scenario.openDraft('Parent');
  const retired = await scenario.edit(draft, 'retireReason', { reason: billing, ...outdated });
  expect((await submit(retired)).blockers).toMatchObject([
    { code: 'BLOCKING_FINDINGS', message: expect.stringContaining('2 ACTIVE_CHILD_OF_RETIRED') },
  ]);
});

test('a mapping to a resolution stays with no reason that ends without a successor: it is taken away first', async () => {
  const { scenario, refund, invoice } = scene;
  const opened = await scenario.openDraft('Mapped');
  const paid = { reason: refund, resolution: 'PAID', use: 'EXPECTED' };
  const mapped = await scenario.edit(opened, 'mapResolution', paid);
  const retired = await scenario.edit(mapped, 'retireReason', { reason: refund, ...outdated });
  expect((await submit(retired)).blockers).toMatchObject([
    {
      ...{ code: 'REASONS_IN_USE', message: expect.stringContaining('the resolution "PAID" with "refund"') },
      uses: [{ kind: 'RESOLUTION_MAPPING', title: 'PAID', reasons: [{ id: refund }] }],
    },
  ]);
  const into = { retirementReason: 'OUTDATED', associations: [{ kind: 'REPLACED_BY', target: invoice }] };
  const named = await scenario.edit(retired, 'reviseRetirement', { reason: refund, ...into });
  expect(await submit(named)).toMatchObject({ __typename: 'SubmitDraftPayload' });

  const other = await scenario.openDraft('Unmapped');
  const both = await scenario.edit(other, 'mapResolution', paid);
  const unmapped = await scenario.edit(both, 'unmapResolution', { reason: refund, resolution: 'PAID' });
  const without = await scenario.edit(unmapped, 'retireReason', { reason: refund, ...outdated });
  expect(await submit(without)).toMatchObject({ __typename: 'SubmitDraftPayload' });
});

interface WithEvidence {
  readonly draft: {
    readonly reason: {
      readonly retirement: { readonly evidence: readonly { readonly title: string }[] | null };
    };
    readonly findings: { readonly counts: readonly { readonly rule: string }[] };
    readonly log: { readonly nodes: readonly { readonly sentences: readonly string[] }[] };
  };
}

test("a reason is retired as ambiguous on the evidence of sessions, which are the taxonomy's own and revealed", async () => {
  const { scenario, refund, invoice } = scene;
  const calibration = await calibrationScene(service, scenario);
  const open = await opened(calibration, { title: 'Still open' });
  const revealed = await opened(calibration, { title: 'Summer' });
  await reveal(calibration, revealed);
  const draft = await scenario.openDraft('Ambiguous');
  const retire = (evidence: readonly string[]) =>
    run('retireReason', 'EDITOR', {
      ...{ draft: draft.id, expectedHead: draft.head, reason: refund, evidence },
      retirementReason: 'AMBIGUOUS',
      associations: [{ kind: 'POSSIBLY_EQUIVALENT_TO', target: invoice }],
    });
  const elsewhere = await governedScene(service);
  const others = await calibrationScene(service, elsewhere.scenario);
  const foreign = await opened(others, { title: 'Theirs' });
  await reveal(others, foreign);
  for (const session of [open.id, foreign.id, lostId('Session')])
    expect(await retire([revealed.id, session])).toMatchObject({
      ...{ __typename: 'RetirementProblem', code: 'RETIREMENT_SHAPE' },
      message: expect.stringContaining('a calibration session of this taxonomy whose codes are revealed'),
    });

  await scenario.edit(draft, 'retireReason', {
    ...{ reason: refund, retirementReason: 'AMBIGUOUS', evidence: [revealed.id, revealed.id] },
    associations: [{ kind: 'POSSIBLY_EQUIVALENT_TO', target: invoice }],
  });
  const { draft: seen } = await scenario.as('EDITOR').ask<WithEvidence, object>(
    `query($id: ID!, $reason: ID!) { draft(id: $id) { reason(id: $reason) { retirement { evidence { title } } }
       findings { counts { rule } } log(first: 1) { nodes { sentences } } } }`,
    { id: draft.id, reason: refund },
  );
  expect(seen.reason.retirement.evidence).toEqual([{ title: 'Summer' }]);
  expect(seen.findings.counts.map(({ rule }) => rule)).not.toContain('EVIDENCE_MISSING');
  expect(seen.log.nodes[0]?.sentences[0]).toContain('it rests on 1 calibration session');
});

test('a taxonomy that owes its codes a translation refuses a draft that breaks one, and names it', async () => {
  const owing = await governedScene(service, { policy: { compatibility: 'RESOLVABLE' } });
  const { scenario, delivery } = owing;
  const draft = await scenario.openDraft('Breaking');
  const retired = await scenario.edit(draft, 'retireReason', { reason: delivery, ...outdated });
  const input = { draft: retired.id, expectedHead: retired.head };
  const fields = '__typename } ... on DraftBlockedProblem { blockers { code incompatible { id } }';
  expect(await mutation(service, 'EDITOR', { name: 'submitDraft', input, fields })).toMatchObject({
    blockers: [{ code: 'INCOMPATIBLE', incompatible: [{ id: delivery }] }],
  });
});
