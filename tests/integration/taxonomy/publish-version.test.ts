import {
  ApproveDraftDocument,
  RefusalsDocument,
  TreeInForceDocument,
} from '../../support/generated/operations';
import { expectProblem, GraphqlClient } from '../../support/graphql';
import { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

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
  const { currentTaxonomy } = await scenario.as('MACHINE').ask(TreeInForceDocument, { key: scenario.key });
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
  const opened = await scenario.openDraft('Mine', 'STEWARD');
  const { draft } = await scenario.createReason(opened, { code: 'a', label: 'A' }, 'STEWARD');
  const { digest } = await scenario.submit(draft, 'STEWARD');

  const { approveDraft } = await scenario
    .as('STEWARD')
    .ask(ApproveDraftDocument, { input: { draft: draft.id, digest } });

  const refused = expectProblem(approveDraft, 'DraftBlockedProblem');
  expect(refused.code).toBe('DRAFT_BLOCKED');
  expect(refused.message).toContain('who made none of the operations');
  const { refusals } = await new GraphqlClient(service, 'AUDITOR').ask(RefusalsDocument, { first: 1 });
  expect(refusals?.nodes).toEqual([
    { command: 'approveDraft', code: 'DRAFT_BLOCKED', actor: { name: 'Steward' } },
  ]);
});
