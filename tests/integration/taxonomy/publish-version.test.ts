import { GraphqlClient } from '../../support/graphql';
import { mutation, Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

interface Problem {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
}

test('a draft is written, reviewed, published and then served as the version in force', async () => {
  const scenario = await Scenario.create(service);
  let draft = await scenario.openDraft();
  const billing = await scenario.createReason(draft, { code: 'billing', label: 'Billing' });
  const copy = await scenario.createReason(billing.draft, {
    code: 'copy',
    label: 'Copy of invoice',
    parent: billing.reason,
  });
  draft = await scenario.edit(copy.draft, 'setLabel', {
    reason: copy.reason,
    language: 'nl',
    label: 'Kopie factuur',
  });
  const { number, digest } = await scenario.publish(draft);

  expect(number).toBe(1);
  const { currentTaxonomy } = await new GraphqlClient(service, 'MACHINE').ask<
    { currentTaxonomy: { digest: string; roots: unknown } },
    { key: string }
  >(
    `query($key: String!) { currentTaxonomy(key: $key) { digest roots { code children { code label(language: "nl") path } } } }`,
    {
      key: scenario.key,
    },
  );
  expect(currentTaxonomy).toEqual({
    digest,
    roots: [
      {
        code: 'billing',
        children: [{ code: 'copy', label: 'Kopie factuur', path: ['Billing', 'Copy of invoice'] }],
      },
    ],
  });
});

test('whoever wrote an operation of a draft can neither approve nor publish it', async () => {
  const scenario = await Scenario.create(service);
  const { draft } = await scenario.createReason(
    await scenario.openDraft('Mine', 'STEWARD'),
    { code: 'a', label: 'A' },
    'STEWARD',
  );
  const submitted = await scenario.mutate<{ draft: { submittedDigest: string } }>(
    'STEWARD',
    'submitDraft',
    { draft: draft.id, expectedHead: draft.head },
    'draft { submittedDigest }',
  );
  const input = { draft: draft.id, digest: submitted.draft.submittedDigest };
  const refused = await mutation<Problem>(service, 'STEWARD', {
    name: 'approveDraft',
    input,
    fields: 'draft { id }',
  });
  expect(refused).toMatchObject({ __typename: 'DraftBlockedProblem', code: 'DRAFT_BLOCKED' });
  expect(refused.message).toContain('who made none of the operations');

  const { refusals } = await new GraphqlClient(service, 'AUDITOR').ask<
    { refusals: { nodes: { command: string; code: string; actor: { name: string } }[] } },
    object
  >(`{ refusals(first: 1) { nodes { command code actor { name } } } }`);
  expect(refusals.nodes).toEqual([
    { command: 'approveDraft', code: 'DRAFT_BLOCKED', actor: { name: 'Steward' } },
  ]);
});
