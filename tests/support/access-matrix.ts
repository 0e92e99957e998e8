import { startedPilot } from './pilot-cases';
import type { GraphQLSchema } from 'graphql';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { roles, type Role } from '../../src/access/domain';
import { parseGlobalId } from '../../src/platform/graphql/global-id';
import { auditableContacts, drawn } from './audit-scene';
import { addedContacts, calibrationScene, planned } from './calibration-scene';
import { everyMutation } from './every-mutation';
import { governedScene, mutationText, type GovernedScene, type Input } from './governed-scene';
import { GraphqlClient } from './graphql';
import type { TestService } from './service';
import { lostId } from './lost-id';

/** For each root field the roles whose token is let in. */
export type AccessMatrix = ReadonlyMap<string, readonly Role[]>;

/** It takes a token out of use that the others are asked with: last of all, and of the role that is asked last. */
const last = 'resetRoleToken';

/** Asks every root field of the running schema with a token of each role, and notes who is turned away. */
export async function accessMatrix(service: TestService): Promise<AccessMatrix> {
  const scene = await governedScene(service);
  const schema = await schemaOf(service);
  const requests = new Map<string, { readonly text: string; readonly variables: object }>();
  for (const [name, selection] of await querySelections(service, scene))
    requests.set(name, { text: `{ ${name}${selection} }`, variables: {} });
  for (const { name, accepted } of everyMutation(service)) {
    const input = name === last ? { role: 'ADMIN' } : lost(await accepted(scene));
    requests.set(name, { text: mutationText(name), variables: { input } });
  }
  const file = { taxonomy: lostId('Taxonomy'), content: 'id,parent,name\na,,A', format: 'CSV' };
  requests.set('importTaxonomy', { text: mutationText('importTaxonomy'), variables: { input: file } });
  mustBeWhole(schema, requests);

  const matrix = new Map<string, readonly Role[]>();
  const names = [...requests.keys()].filter((name) => name !== last).toSorted();
  for (const name of [...names, last]) {
    const { text, variables } = requests.get(name) ?? { text: '', variables: {} };
    const letIn: Role[] = [];
    for (const role of roles) {
      const { errors } = await new GraphqlClient(service, role).answer<unknown, object>(text, variables);
      const codes = errors.map(({ extensions }) => extensions.code);
      const strange = codes.filter((code) => code !== 'FORBIDDEN');
      if (strange.length > 0) throw new Error(`${name} as ${role}: ${JSON.stringify(errors)}`);
      if (codes.length === 0) letIn.push(role);
    }
    matrix.set(name, letIn);
  }
  return matrix;
}

async function schemaOf(service: TestService): Promise<GraphQLSchema> {
  return buildClientSchema(
    await new GraphqlClient(service, 'ADMIN').ask<IntrospectionQuery, object>(getIntrospectionQuery()),
  );
}

function mustBeWhole(schema: GraphQLSchema, requests: ReadonlyMap<string, unknown>): void {
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  );
  const missing = fields.filter((name) => !requests.has(name));
  if (missing.length > 0)
    throw new Error(`expected a request for every root field, but not for ${missing.join(', ')}`);
}

/** What each query is asked for, of things that are there. */
async function querySelections(
  service: TestService,
  governed: GovernedScene,
): Promise<ReadonlyMap<string, string>> {
  const { scenario, draft, refund } = governed;
  const scene = await calibrationScene(service, scenario);
  await addedContacts(scenario, ['One more']);
  const session = await planned(scene);
  const version = await auditableContacts(scenario);
  const audit = await drawn(scenario, scene.coders, { version });
  const { key, taxonomyId } = scenario;
  const { current } = await scenario
    .as('MACHINE')
    .ask<{ current: { id: string } }, object>(
      'query($key: String!) { current: currentTaxonomy(key: $key) { id } }',
      { key },
    );
  const [spring, autumn] = [
    '{ from: "2026-01-01", until: "2026-07-01" }',
    '{ from: "2026-07-01", until: "2027-01-01" }',
  ];
  const file = `{ taxonomy: "${taxonomyId}", content: "id,parent,name\\na,,A", format: CSV }`;
  return new Map(
    Object.entries({
      actors: '(first: 1) { nodes { name } }',
      agreement: '(input: { ratings: [{ item: "1", coder: "a", category: "x" }] }) { warnings }',
      agreementCharts: `(taxonomy: "${key}", of: REASON, from: "2026-01-01", until: "2026-07-01") { exercises }`,
      audit: `(id: "${audit.id}") { title }`,
      auditFindings: `(taxonomy: "${key}") { nodes { text } }`,
      audits: `(taxonomy: "${key}") { nodes { id } }`,
      changes: '(first: 1) { nodes { kind } }',
      checkRuns: `(taxonomy: "${key}") { nodes { id } }`,
      checkSchedule: `(taxonomy: "${key}") { revision }`,
      coachingList: `(taxonomy: "${key}") { total }`,
      coders: `(taxonomy: "${key}") { nodes { id } }`,
      compareVersions: `(taxonomy: "${key}", from: 1, to: 1) { compatibility }`,
      consistencyDrift: `(taxonomy: "${key}", of: REASON, before: ${spring}, after: ${autumn}) { contactsInBoth }`,
      consistencyScores: `(taxonomy: "${key}", of: REASON, from: "2026-01-01", until: "2026-07-01") { of }`,
      contacts: `(taxonomy: "${key}") { nodes { id } }`,
      correspondence: `(taxonomy: "${key}", from: 1, to: 1) { revision }`,
      currentTaxonomy: `(key: "${key}") { number }`,
      draft: `(id: "${draft.id}") { head }`,
      escalationsFor: `(reason: "${refund}", facts: { repeats: 1 }) { asOf }`,
      exportLosses: `(taxonomy: "${key}", format: CSV) { total }`,
      feedback: '(first: 1) { nodes { kind } }',
      ingestJobs: `(taxonomy: "${key}") { nodes { id } }`,
      guidelineAcknowledgements: `(taxonomy: "${key}", version: 1) { number }`,
      modelComparison: `(first: "${scene.coders[0].id}", second: "${scene.coders[1].id}") { contacts }`,
      myConsistency: `(taxonomy: "${key}", from: "2026-01-01", until: "2026-07-01") { value }`,
      myAuditAssignments: `(taxonomy: "${key}") { nodes { item } }`,
      planAudit: '(input: { halfWidth: 0.1, expected: { percentAgreement: 0.8, alpha: 0.7 } }) { contacts }',
      recomputeAudit: `(audit: "${audit.id}") { formula }`,
      node: `(id: "${taxonomyId}") { id }`,
      ownersAt: `(reason: "${refund}") { owners { role } }`,
      pilotReport: `(pilot: "${await startedPilot(governed)}") { residual { contacts } }`,
      previewImport: `(input: ${file}) { __typename }`,
      previewRebase: `(draft: "${draft.id}") { __typename }`,
      lint: `(of: "${current.id}") { blocking }`,
      metricDefinitions: '{ name }',
      refusals: '(first: 1) { nodes { code } }',
      resolutionFor: `(reason: "${refund}") { expected { code } }`,
      previewErasure: `(taxonomy: "${key}", of: { customer: "Nobody" }) { contacts }`,
      previewPurge: `(taxonomy: "${key}") { contacts }`,
      privacy: `(taxonomy: "${key}") { revision }`,
      restateSeries: `(taxonomy: "${key}", to: 1, series: []) { to { number } }`,
      routeFor: `(reason: "${refund}") { priority }`,
      session: `(id: "${session.id}") { title }`,
      sessions: `(taxonomy: "${key}") { nodes { id } }`,
      retirementSuggestions: `(taxonomy: "${key}") { nodes { key } }`,
      suggestionDecisions: `(taxonomy: "${key}") { nodes { verdict } }`,
      suggestions: `(taxonomy: "${key}") { nodes { key } }`,
      suggestionsNotMade: `(taxonomy: "${key}") { nodes { sentence } }`,
      taxonomies: '(first: 1) { nodes { key } }',
      taxonomy: `(key: "${key}") { key }`,
      taxonomyVersion: `(taxonomy: "${key}", number: 1) { number }`,
      transfers: '(first: 1) { nodes { state } }',
      translateCodes: `(taxonomy: "${key}", codes: [], from: 1, to: 1) { codes { code } }`,
      usageFigures: `(taxonomy: "${key}", from: "2026-01-01", until: "2026-02-01") { contacts }`,
      verifyReveal: `(session: "${session.id}") { __typename }`,
      viewer: '{ actor { name } }',
    }),
  );
}

/** The same input about things that are not there: whoever is let in finds nothing, and nothing changes. */
function lost(input: Input): Input {
  const lostValue = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const named = parseGlobalId(value);
      return named === null ? value : lostId(named.type);
    }
    if (Array.isArray(value)) return value.map(lostValue);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, lostValue(one)]));
  };
  return lostValue(input) as Input;
}

/** The matrix as a table of Markdown: root fields with the same rights share a row. */
export function matrixTable(matrix: AccessMatrix): string {
  const rows = new Map<string, string[]>();
  for (const [name, letIn] of [...matrix].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const marks = roles.map((role) => (letIn.includes(role) ? 'yes' : '-')).join(' | ');
    rows.set(marks, [...(rows.get(marks) ?? []), `\`${name}\``]);
  }
  const titles = roles.map((role) => role.toLowerCase().replace('_', ' ')).join(' | ');
  const breadth = (marks: string): number => marks.split('yes').length;
  const lines = [...rows]
    .toSorted(
      ([one, [first = '']], [other, [second = '']]) =>
        breadth(other) - breadth(one) || (first < second ? -1 : 1),
    )
    .map(([marks, names]) => `| ${names.join(', ')} | ${marks} |`);
  return [`| root field | ${titles} |`, `|---|${roles.map(() => '---').join('|')}|`, ...lines].join('\n');
}
