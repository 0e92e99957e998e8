import { randomBytes } from 'node:crypto';
import type { Permission, Role } from '../../src/access/domain';
import { GraphqlClient } from './graphql';
import { newActor, type GovernedScene, type Input, type MutationCase } from './governed-scene';
import { mutation, type Scenario } from './scenario';

interface Identified {
  readonly id: string;
}

/** The actor that the token of a role signs in. */
export async function actorOf(scenario: Pick<Scenario, 'service'>, role: Role): Promise<string> {
  const { viewer } = await new GraphqlClient(scenario.service, role).ask<
    { viewer: { actor: Identified } },
    object
  >('{ viewer { actor { id } } }');
  return viewer.actor.id;
}

export interface DepartmentWish {
  readonly code?: string;
  readonly name?: string;
  readonly aliases?: readonly string[];
  /** The roles whose actors are to speak for it. */
  readonly members?: readonly Role[];
}

/** A department of the scenario's taxonomy; answers its id. */
export async function newDepartment(scenario: Scenario, wish: DepartmentWish = {}): Promise<string> {
  const { code = `D-${randomBytes(4).toString('hex')}`, members = [], aliases = [] } = wish;
  const name = [{ language: 'en', text: wish.name ?? `Department ${code}` }];
  const input = { taxonomy: scenario.taxonomyId, code, name, aliases };
  const call = { name: 'createDepartment', input, fields: 'department { id }' };
  const { department } = await scenario.mutate<{ department: Identified }>('ADMIN', call);
  for (const role of members) {
    const member = { department: department.id, actor: await actorOf(scenario, role) };
    const added = { name: 'addDepartmentMember', input: member, fields: 'department { id }' };
    await scenario.mutate('ADMIN', added);
  }
  return department.id;
}

export interface Owning {
  readonly reason: string;
  readonly role?: string;
  readonly departments: readonly string[];
}

/** States owners as a steward; answers how many roles changed. */
export async function assign(
  scenario: Scenario,
  owners: readonly Owning[],
  when: { readonly from?: string | null; readonly until?: string | null } = {},
): Promise<number> {
  const stated = owners.map(({ role = 'ACCOUNTABLE', ...rest }) => ({ role, ...rest }));
  const input = { taxonomy: scenario.taxonomyId, owners: stated, ...when, because: 'a test' };
  const call = { name: 'assignOwners', input, fields: 'changed' };
  return (await scenario.mutate<{ changed: number }>('STEWARD', call)).changed;
}

/** A department that the department owner's token speaks for, responsible for the reason. */
async function owningDepartment(scenario: Scenario, reason: string): Promise<string> {
  const department = await newDepartment(scenario, { members: ['DEPARTMENT_OWNER'] });
  await assign(scenario, [{ reason, role: 'RESPONSIBLE', departments: [department] }]);
  return department;
}

async function offeredTransfer(
  { scenario, invoice }: GovernedScene,
  decides: 'FROM' | 'TO',
): Promise<string> {
  const from = await owningDepartment(scenario, invoice);
  const to = await newDepartment(scenario, { members: decides === 'TO' ? ['DEPARTMENT_OWNER'] : [] });
  const input = { taxonomy: scenario.taxonomyId, from, to, reasons: [invoice] };
  const call = { name: 'offerTransfer', input, fields: 'transfer { id }' };
  return (await scenario.mutate<{ transfer: Identified }>('DEPARTMENT_OWNER', call)).transfer.id;
}

interface OpenedAttestation {
  readonly attestation: string;
  readonly department: string;
}

async function openedAttestation({ scenario, invoice }: GovernedScene): Promise<OpenedAttestation> {
  const department = await owningDepartment(scenario, invoice);
  const input = { taxonomy: scenario.taxonomyId, title: 'Spring', dueAt: '2999-01-01T00:00:00Z', department };
  const call = { name: 'openAttestation', input, fields: 'attestation { id }' };
  const { attestation } = await scenario.mutate<{ attestation: Identified }>('STEWARD', call);
  return { attestation: attestation.id, department };
}

export async function givenFeedback({ scenario, invoice }: GovernedScene): Promise<string> {
  const input = { taxonomy: scenario.taxonomyId, kind: 'AMBIGUOUS', reason: invoice, text: 'Which one?' };
  const call = { name: 'reportFeedback', input, fields: 'feedback { id }' };
  return (await scenario.mutate<{ feedback: Identified }>('CODER', call)).feedback.id;
}

const caseOf = (
  name: string,
  permission: Permission,
  accepted: (scene: GovernedScene) => Input | Promise<Input>,
): MutationCase => ({ name, permission, accepted });

const newCode = (): string => `D-${randomBytes(4).toString('hex')}`;
const name = [{ language: 'en', text: 'Finance' }];

export const departmentCases: readonly MutationCase[] = [
  caseOf('createDepartment', 'keepDepartments', async ({ scenario }) => ({
    ...{ taxonomy: scenario.taxonomyId, code: newCode(), name, aliases: [newCode()] },
    parent: await newDepartment(scenario),
  })),
  caseOf('renameDepartment', 'keepDepartments', async ({ scenario }) => ({
    ...{ department: await newDepartment(scenario), expectedRevision: 1, name, aliases: [newCode()] },
  })),
  caseOf('moveDepartment', 'keepDepartments', async ({ scenario }) => ({
    ...{
      department: await newDepartment(scenario),
      expectedRevision: 1,
      parent: await newDepartment(scenario),
    },
  })),
  caseOf('addDepartmentMember', 'keepDepartments', async ({ scenario }) => ({
    department: await newDepartment(scenario),
    actor: await newActor(scenario.service),
  })),
  caseOf('removeDepartmentMember', 'keepDepartments', async ({ scenario }) => ({
    department: await newDepartment(scenario, { members: ['EDITOR'] }),
    actor: await actorOf(scenario, 'EDITOR'),
  })),
  caseOf('dissolveDepartment', 'keepDepartments', async ({ scenario, refund }) => ({
    department: await owningDepartment(scenario, refund),
    ...{ successor: await newDepartment(scenario), transferTo: await newDepartment(scenario) },
    ...{ at: '2500-01-01T00:00:00Z', because: 'It ends.' },
  })),
];

export const ownerCases: readonly MutationCase[] = [
  caseOf('assignOwners', 'assignOwners', async ({ scenario, invoice }) => ({
    taxonomy: scenario.taxonomyId,
    owners: [{ reason: invoice, role: 'ACCOUNTABLE', departments: [await newDepartment(scenario)] }],
    ...{ from: '2500-01-01T00:00:00Z', until: '2600-01-01T00:00:00Z', because: 'It deals with it.' },
  })),
  caseOf('proposeOwners', 'proposeChange', async ({ scenario, billing }) => {
    const opened = await scenario.openDraft('With owners');
    const made = await scenario.createReason(opened, { code: newCode(), label: newCode(), parent: billing });
    const owners = [
      { reason: made.reason, role: 'ACCOUNTABLE', departments: [await newDepartment(scenario)] },
    ];
    return { draft: made.draft.id, owners, because: 'It will deal with it.' };
  }),
  caseOf('importOwners', 'assignOwners', async ({ scenario }) => {
    const code = newCode();
    await newDepartment(scenario, { code });
    const content = `reason,department,role\ninvoice,${code},RESPONSIBLE\n`;
    return { taxonomy: scenario.taxonomyId, content, because: 'A list.', acceptNames: false, dryRun: false };
  }),
  caseOf('commentOnDraft', 'commentOnDraft', ({ draft, invoice }) => ({
    ...{ draft: draft.id, reason: invoice, text: 'Is this one?' },
  })),
  caseOf('offerTransfer', 'actForDepartment', async ({ scenario, invoice }) => ({
    ...{ taxonomy: scenario.taxonomyId, from: await owningDepartment(scenario, invoice), reasons: [invoice] },
    ...{ to: await newDepartment(scenario), effectiveFrom: '2500-01-01T00:00:00Z', note: 'Yours.' },
  })),
  caseOf('acceptTransfer', 'actForDepartment', async (scene) => ({
    ...{ transfer: await offeredTransfer(scene, 'TO'), note: 'Ours.' },
  })),
  caseOf('declineTransfer', 'actForDepartment', async (scene) => ({
    ...{ transfer: await offeredTransfer(scene, 'TO'), because: 'Not ours.' },
  })),
  caseOf('withdrawTransfer', 'actForDepartment', async (scene) => ({
    ...{ transfer: await offeredTransfer(scene, 'FROM'), note: 'Not yet.' },
  })),
  caseOf('openAttestation', 'assignOwners', async ({ scenario, invoice }) => ({
    department: await owningDepartment(scenario, invoice),
    ...{ taxonomy: scenario.taxonomyId, title: 'Autumn', dueAt: '2999-01-01T00:00:00Z' },
  })),
  caseOf('attestReasons', 'actForDepartment', async (scene) => ({
    ...(await openedAttestation(scene)),
    answers: [{ reason: scene.invoice, answer: 'PROPOSE_CHANGE', note: 'Soon.', draft: scene.draft.id }],
  })),
  caseOf('closeAttestation', 'assignOwners', async (scene) => ({
    attestation: (await openedAttestation(scene)).attestation,
  })),
];

async function acceptedFeedback(scene: GovernedScene): Promise<string> {
  const feedback = await givenFeedback(scene);
  const call = { name: 'acceptFeedback', input: { feedback }, fields: 'feedback { state }' };
  await mutation(scene.scenario.service, 'EDITOR', call);
  return feedback;
}

export const feedbackCases: readonly MutationCase[] = [
  caseOf('reportFeedback', 'giveFeedback', ({ scenario, invoice }) => ({
    ...{ taxonomy: scenario.taxonomyId, kind: 'MISLABELLED', reason: invoice, text: 'It says bill.' },
  })),
  caseOf('acceptFeedback', 'triageFeedback', async (scene) => ({
    ...{ feedback: await givenFeedback(scene), note: 'True.' },
  })),
  caseOf('declineFeedback', 'triageFeedback', async (scene) => ({
    ...{ feedback: await givenFeedback(scene), because: 'It is what it is.' },
  })),
  caseOf('markFeedbackDuplicate', 'triageFeedback', async (scene) => ({
    ...{ feedback: await givenFeedback(scene), duplicateOf: await givenFeedback(scene) },
  })),
  caseOf('linkFeedback', 'triageFeedback', async (scene) => {
    const { scenario, invoice } = scene;
    const draft = await scenario.edit(await scenario.openDraft('Answer'), 'setIntent', {
      ...{ reason: invoice, language: 'en', text: newCode() },
    });
    return { feedback: await acceptedFeedback(scene), draft: draft.id, head: draft.head };
  }),
];
