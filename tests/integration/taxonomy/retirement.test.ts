import { opened, reveal, calibrationScene } from '../../support/calibration-scene';
import { governedScene, type GovernedScene } from '../../support/governed-scene';
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
