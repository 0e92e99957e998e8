import { randomBytes } from 'node:crypto';
import { calibrationScene, run, type CalibrationScene, type TestCoder } from './calibration-scene';
import type { GovernedScene, Input, MutationCase } from './governed-scene';
import type { GraphqlClient } from './graphql';
import { newDepartment } from './ownership-cases';
import type { Scenario } from './scenario';
import type { TestService } from './service';

export interface AuditRef {
  readonly id: string;
  readonly revision: number;
  readonly state: string;
}

/** A contact that was coded in production. */
export interface CodedContact {
  readonly reason: string;
  /** The external id of the agent who coded it. */
  readonly coder: string | null;
  readonly department?: string;
  readonly excerpt?: string | null;
  /** By chance where it is not said: what is drawn depends on it. */
  readonly externalId?: string;
  /** What it shares with others, such as the customer. */
  readonly cluster?: string;
}

/** Registers agents who code in production, and whom nobody signs in as. */
export async function registeredAgents(scenario: Scenario, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, () => `agent-${randomBytes(4).toString('hex')}`);
  for (const externalId of names) {
    const input = { taxonomy: scenario.taxonomyId, kind: 'AGENT', externalId };
    await scenario.mutate('ANALYST', { name: 'registerCoder', input, fields: 'coder { id }' });
  }
  return names;
}

/** Records contacts as they were coded in production, now: codes mean something since the first version. */
export async function codedContacts(
  scenario: Scenario,
  contacts: readonly CodedContact[],
): Promise<readonly string[]> {
  const given = contacts.map(({ excerpt = 'It is about something.', ...contact }) => ({
    ...{ source: 'desk', externalId: randomBytes(8).toString('hex'), occurredAt: new Date().toISOString() },
    ...{ channel: 'PHONE', excerpt, ...contact },
  }));
  const ids: string[] = [];
  for (let at = 0; at < given.length; at += 500) {
    const input = { taxonomy: scenario.taxonomyId, contacts: given.slice(at, at + 500) };
    const fields = 'contacts { id } rejected { field code expected }';
    const { contacts: added, rejected } = await scenario.mutate<{
      contacts: { id: string }[];
      rejected: readonly object[];
    }>('ANALYST', { name: 'addContacts', input, fields });
    if (rejected.length > 0) throw new Error(`expected contacts to be taken: ${JSON.stringify(rejected[0])}`);
    ids.push(...added.map(({ id }) => id));
  }
  return ids;
}

const dayMs = 86_400_000;

/** All that happened around now. */
export const aroundNow = (): { readonly from: string; readonly until: string } => ({
  from: new Date(Date.now() - 2 * dayMs).toISOString(),
  until: new Date(Date.now() + 2 * dayMs).toISOString(),
});

export const auditFields = 'audit { id revision state }';

/** What an audit is asked for: six contacts of the taxonomy, coded again by the given coders. */
export const auditWish = (
  { taxonomyId }: Pick<Scenario, 'taxonomyId'>,
  coders: readonly Pick<TestCoder, 'id'>[],
  wishes: Input = {},
): Input => ({
  ...{ taxonomy: taxonomyId, title: 'Audit', population: aroundNow(), threshold: 0.7 },
  ...{ design: { size: 6, seed: 7 }, coders: coders.map(({ id }) => ({ coder: id })) },
  ...wishes,
});

export async function drawn(
  scenario: Scenario,
  coders: readonly Pick<TestCoder, 'id'>[],
  wishes: Input = {},
): Promise<AuditRef> {
  const call = { name: 'drawAudit', input: auditWish(scenario, coders, wishes), fields: auditFields };
  return (await scenario.mutate<{ audit: AuditRef }>('ANALYST', call)).audit;
}

export interface TestAssignment {
  readonly item: string;
  readonly audit: string;
  readonly excerpt: { readonly text: string } | null;
}

/** What a coder has to code in one audit, in their own order. */
export async function assignmentsOf(
  client: GraphqlClient,
  { key }: Pick<Scenario, 'key'>,
  audit: string,
): Promise<readonly TestAssignment[]> {
  const found: TestAssignment[] = [];
  for (let after: string | null = null; ;) {
    const page: MyPage = await client.ask<MyPage, object>(
      `query($key: String!, $after: String) { myAuditAssignments(taxonomy: $key, first: 100, after: $after) {
        nodes { item audit excerpt { text } } pageInfo { hasNextPage endCursor } } }`,
      { key, after },
    );
    const { nodes, pageInfo } = page.myAuditAssignments;
    found.push(...nodes.filter((assignment) => assignment.audit === audit));
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

interface MyPage {
  readonly myAuditAssignments: {
    readonly nodes: readonly TestAssignment[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** A coder answers a contact of an audit, and is believed. */
export async function codeAudited(client: GraphqlClient, item: string, answer: Input): Promise<void> {
  const outcome = await run(client, 'codeAuditItem', { item, outcome: 'REASON', ...answer });
  if (outcome.__typename !== 'CodeAuditItemPayload')
    throw new Error(`expected an answer to be taken, but got ${JSON.stringify(outcome)}`);
}

/** A step of an audit that must succeed. */
export async function auditStep(
  scenario: Scenario,
  audit: AuditRef,
  { name, input = {} }: { readonly name: string; readonly input?: Input },
): Promise<AuditRef> {
  const given = { audit: audit.id, expectedRevision: audit.revision, ...input };
  return (await scenario.mutate<{ audit: AuditRef }>('ANALYST', { name, input: given, fields: auditFields }))
    .audit;
}

export const closed = (scenario: Scenario, audit: AuditRef): Promise<AuditRef> =>
  auditStep(scenario, audit, { name: 'closeAudit', input: { because: 'It is time.' } });

/** A finding of a closed audit, of a department that the role DEPARTMENT_OWNER speaks for. */
export async function recordedFinding(
  scenario: Scenario,
  audit: AuditRef,
): Promise<{ readonly id: string; readonly revision: number }> {
  const owner = await newDepartment(scenario, { members: ['DEPARTMENT_OWNER'] });
  const input = { audit: audit.id, text: 'Say what a refund is.', owner, dueOn: '2999-01-31' };
  const call = { name: 'recordAuditFinding', input, fields: 'finding { id revision }' };
  return (await scenario.mutate<{ finding: { id: string; revision: number } }>('ANALYST', call)).finding;
}

const prepared = new Map<string, Promise<number>>();

/** Contacts that can be audited, once for each taxonomy: answers the version that they are coded in. */
export function auditableContacts(scenario: Scenario): Promise<number> {
  const known = prepared.get(scenario.taxonomyId) ?? prepare(scenario);
  prepared.set(scenario.taxonomyId, known);
  return known;
}

async function prepare(scenario: Scenario): Promise<number> {
  const [one = '', other = ''] = await registeredAgents(scenario, 2);
  await codedContacts(scenario, [
    ...Array.from({ length: 6 }, () => ({ reason: 'refund', coder: one })),
    ...Array.from({ length: 4 }, () => ({ reason: 'invoice', coder: other })),
    ...Array.from({ length: 2 }, () => ({ reason: 'delivery', coder: one })),
  ]);
  const { taxonomy } = await scenario
    .as('ANALYST')
    .ask<{ taxonomy: { current: { number: number } } }, object>(
      'query($key: String!) { taxonomy(key: $key) { current { number } } }',
      { key: scenario.key },
    );
  return taxonomy.current.number;
}

/** Every mutation of audits, with an input that it accepts. */
export function auditCases(service: TestService): readonly MutationCase[] {
  const stepOf = ({ id, revision }: AuditRef): Input => ({ audit: id, expectedRevision: revision });
  const auditCase = (
    name: string,
    accepted: (desk: Desk) => Promise<Input>,
    permission: MutationCase['permission'] = 'runAudits',
  ): MutationCase => ({
    ...{ name, permission },
    accepted: async ({ scenario, refund }: GovernedScene) => {
      const scene = await calibrationScene(service, scenario);
      const version = await auditableContacts(scenario);
      const draw = (): Promise<AuditRef> => drawn(scenario, scene.coders, { version });
      return accepted({ scenario, coders: scene.coders, version, draw, reason: refund });
    },
  });
  return [
    auditCase('drawAudit', async ({ scenario, coders, version }) =>
      auditWish(scenario, coders, { version, design: { size: 6, seed: 7, by: [] } }),
    ),
    auditCase(
      'codeAuditItem',
      async ({ scenario, coders, draw, reason }) => {
        const [first] = await assignmentsOf(coders[0].client, scenario, (await draw()).id);
        return { item: first?.item ?? '', outcome: 'REASON', reason, confidence: 3, note: 'Rather sure.' };
      },
      'codeInAudits',
    ),
    auditCase('closeAudit', async ({ draw }) => ({ ...stepOf(await draw()), because: 'It is time.' })),
    auditCase('cancelAudit', async ({ draw }) => ({ ...stepOf(await draw()), because: 'Not now.' })),
    auditCase('recordAuditFinding', async ({ scenario, draw, reason }) => ({
      ...{ audit: (await closed(scenario, await draw())).id, text: 'Say it.', reason },
      ...{ owner: await newDepartment(scenario), dueOn: '2999-01-31' },
    })),
    auditCase(
      'followUpAuditFinding',
      async ({ scenario, draw }) => {
        const finding = await recordedFinding(scenario, await closed(scenario, await draw()));
        return {
          finding: finding.id,
          expectedRevision: finding.revision,
          state: 'DONE',
          note: 'It says so.',
        };
      },
      'followUpFindings',
    ),
  ];
}

interface Desk {
  readonly scenario: Scenario;
  readonly coders: CalibrationScene['coders'];
  readonly version: number;
  readonly reason: string;
  readonly draw: () => Promise<AuditRef>;
}
