import 'reflect-metadata';
import { buildSchema } from 'graphql';
import { permissions, type Permission } from '../../src/access/domain';
import { committedSchema } from '../support/emit-schema';
import { GraphqlClient } from '../support/graphql';
import { newActor, newKey } from '../support/governed-scene';
import { Scenario } from '../support/scenario';
import { startService, type TestService } from '../support/service';
import { everyCommand } from './commands';

const schema = buildSchema(committedSchema());
const namesOf = (type: 'Query' | 'Mutation'): readonly string[] =>
  Object.keys(
    (type === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {},
  ).sort();

/** Commands that no mutation runs: the start of the service, the first sign-in of somebody, the clock, the upload of a file and a purge that goes on do. */
const withoutMutation = [
  ...['prepareAccess', 'recogniseIdentity', 'putIntoForce', 'runDueChecks'],
  ...['openIngest', 'ingestContacts', 'purgeNextPart'],
];

/** What each query asks for; what is public needs a token and nothing else. */
const queryPermissions: Readonly<Record<string, Permission | 'PUBLIC'>> = {
  actors: 'manageAccess',
  agreement: 'PUBLIC', // computes on what the caller sends
  agreementCharts: 'readScores',
  audit: 'readAudits',
  auditFindings: 'readAudits',
  audits: 'readAudits',
  changes: 'readOwnHistory',
  checkRuns: 'readAudits',
  checkSchedule: 'readAudits',
  coachingList: 'readSessions',
  consistencyDrift: 'readScores',
  consistencyScores: 'readScores',
  myConsistency: 'readSessions',
  coders: 'readCoders',
  compareVersions: 'readPublished',
  correspondence: 'readPublished',
  restateSeries: 'readPublished',
  translateCodes: 'readPublished',
  contacts: 'readContacts',
  currentTaxonomy: 'readPublished',
  draft: 'readDrafts',
  escalationsFor: 'readPublished',
  exportLosses: 'readPublished',
  guidelineAcknowledgements: 'readSessions',
  ingestJobs: 'readContacts',
  feedback: 'readDrafts',
  modelComparison: 'readAudits',
  myAuditAssignments: 'codeInAudits',
  pilotReport: 'readAudits',
  planAudit: 'readAudits',
  recomputeAudit: 'readAudits',
  lint: 'readPublished',
  node: 'readPublished',
  metricDefinitions: 'PUBLIC', // what figures are, not what they say
  ownersAt: 'readPublished',
  previewImport: 'proposeChange',
  previewErasure: 'keepPrivacy',
  previewPurge: 'keepPrivacy',
  previewRebase: 'readDrafts',
  privacy: 'readPrivacy',
  refusals: 'readRefusals',
  resolutionFor: 'readPublished',
  routeFor: 'readPublished',
  session: 'readSessions',
  sessions: 'readSessions',
  retirementSuggestions: 'readSuggestions',
  suggestionDecisions: 'readSuggestions',
  suggestions: 'readSuggestions',
  suggestionsNotMade: 'readSuggestions',
  taxonomies: 'readPublished',
  taxonomy: 'readPublished',
  taxonomyVersion: 'readPublished',
  transfers: 'readDrafts',
  usageFigures: 'readFigures',
  verifyReveal: 'readSessions',
  viewer: 'PUBLIC',
};

test('every mutation runs the command of its name, and every command asks for a permission of the catalogue', () => {
  const commands = everyCommand();
  const ofMutations = commands.map(({ name }) => name).filter((name) => !withoutMutation.includes(name));
  expect(ofMutations.toSorted()).toEqual(namesOf('Mutation'));
  const unknown = commands.filter(({ permission }) => !(permission in permissions));
  expect(unknown.map(({ name }) => name)).toEqual([]);
});

test('every query is in the table of this test, and the table holds no other', () => {
  expect(Object.keys(queryPermissions).toSorted()).toEqual(namesOf('Query'));
});

test('every permission of the catalogue is asked for somewhere', () => {
  const asked = new Set([
    ...everyCommand().map(({ permission }) => permission),
    ...Object.values(queryPermissions),
  ]);
  const askedForARow = [
    ...[
      'approveDraft',
      'editAnyDraft',
      'readConsumers',
      'readExcerpts',
      'readHistory',
      'readScores',
      'readSessionHistory',
    ],
  ];
  const idle = Object.keys(permissions).filter((name) => !asked.has(name) && !askedForARow.includes(name));
  expect(idle).toEqual([]);
});

const lost = (type: string): string =>
  Buffer.from(`${type}:00000000-0000-7000-8000-00000000dead`).toString('base64url');

describe('whoever holds no role', () => {
  let service: TestService;
  let nobody: GraphqlClient;
  let requests: Readonly<Record<string, string>>;
  beforeAll(async () => {
    service = await startService();
    const scenario = await Scenario.create(service);
    const draft = await scenario.openDraft();
    const { reason } = await scenario.createReason(draft, { code: 'a', label: 'A' });
    const actor = await newActor(service);
    nobody = new GraphqlClient(service, await newKey(service, { actor }));
    const { key, taxonomyId } = scenario;
    const file = `{ taxonomy: "${taxonomyId}", content: "id,parent,name\\na,,A", format: CSV }`;
    requests = {
      actors: '(first: 1) { nodes { name } }',
      audit: `(id: "${lost('Audit')}") { title }`,
      auditFindings: `(taxonomy: "${key}") { nodes { id } }`,
      audits: `(taxonomy: "${key}") { nodes { id } }`,
      checkRuns: `(taxonomy: "${key}") { nodes { id } }`,
      checkSchedule: `(taxonomy: "${key}") { revision }`,
      modelComparison: `(first: "${lost('Coder')}", second: "${lost('Coder')}") { contacts }`,
      pilotReport: `(pilot: "${lost('Pilot')}") { residual { contacts } }`,
      myAuditAssignments: `(taxonomy: "${key}") { nodes { item } }`,
      planAudit: '(input: { halfWidth: 0.1, expected: { percentAgreement: 0.8, alpha: 0.7 } }) { contacts }',
      recomputeAudit: `(audit: "${lost('Audit')}") { formula }`,
      changes: '(first: 1) { nodes { kind } }',
      coachingList: `(taxonomy: "${key}") { total }`,
      coders: `(taxonomy: "${key}") { nodes { id } }`,
      contacts: `(taxonomy: "${key}") { nodes { id } }`,
      guidelineAcknowledgements: `(taxonomy: "${key}", version: 1) { number }`,
      ingestJobs: `(taxonomy: "${key}") { nodes { id } }`,
      session: `(id: "${lost('Session')}") { title }`,
      sessions: `(taxonomy: "${key}") { nodes { id } }`,
      verifyReveal: `(session: "${lost('Session')}") { sound }`,
      compareVersions: `(taxonomy: "${key}", from: 1, to: 1) { compatibility }`,
      correspondence: `(taxonomy: "${key}", from: 1, to: 1) { revision }`,
      restateSeries: `(taxonomy: "${key}", to: 1, series: []) { to { number } }`,
      translateCodes: `(taxonomy: "${key}", codes: [], from: 1, to: 1) { codes { code } }`,
      currentTaxonomy: `(key: "${key}") { number }`,
      draft: `(id: "${draft.id}") { head }`,
      exportLosses: `(taxonomy: "${key}", format: CSV) { total }`,
      feedback: '(first: 1) { nodes { kind } }',
      lint: `(of: "${draft.id}") { blocking }`,
      node: `(id: "${taxonomyId}") { id }`,
      ownersAt: `(reason: "${reason}") { owners { role } }`,
      previewImport: `(input: ${file}) { __typename }`,
      previewErasure: `(taxonomy: "${key}", of: { customer: "Nobody" }) { contacts }`,
      previewPurge: `(taxonomy: "${key}") { contacts }`,
      privacy: `(taxonomy: "${key}") { revision }`,
      previewRebase: `(draft: "${draft.id}") { behind }`,
      consistencyDrift: `(taxonomy: "${key}", of: REASON, before: { from: "2026-01-01", until: "2026-07-01" }, after: { from: "2026-07-01", until: "2027-01-01" }) { contactsInBoth }`,
      agreementCharts: `(taxonomy: "${key}", of: REASON, from: "2026-01-01", until: "2026-07-01") { exercises }`,
      consistencyScores: `(taxonomy: "${key}", of: REASON, from: "2026-01-01", until: "2026-07-01") { of }`,
      myConsistency: `(taxonomy: "${key}", from: "2026-01-01", until: "2026-07-01") { value }`,
      usageFigures: `(taxonomy: "${key}", from: "2026-01-01", until: "2026-02-01") { contacts }`,
      resolutionFor: `(reason: "${reason}") { default { code } }`,
      refusals: '(first: 1) { nodes { code } }',
      escalationsFor: `(reason: "${reason}", facts: {}) { asOf }`,
      routeFor: `(reason: "${reason}") { priority }`,
      retirementSuggestions: `(taxonomy: "${key}") { nodes { key } }`,
      suggestionDecisions: `(taxonomy: "${key}") { nodes { id } }`,
      suggestions: `(taxonomy: "${key}") { nodes { key } }`,
      suggestionsNotMade: `(taxonomy: "${key}") { nodes { sentence } }`,
      taxonomies: '(first: 1) { nodes { key } }',
      taxonomy: `(key: "${key}") { key }`,
      taxonomyVersion: `(taxonomy: "${key}", number: 1) { number }`,
      transfers: '(first: 1) { nodes { state } }',
    };
  });
  afterAll(() => service.close());

  const nothing = ['null', '{"nodes":[]}', '{"__typename":"NotFoundProblem"}'];
  const guarded = Object.keys(queryPermissions).filter((name) => queryPermissions[name] !== 'PUBLIC');

  test.each(guarded)('gets nothing of %s', async (name) => {
    const { data, errors } = await nobody.answer<Record<string, unknown>, object>(
      `{ ${name}${requests[name]} }`,
    );
    const codes = errors.map(({ extensions }) => extensions.code);
    expect(nothing).toContain(JSON.stringify(data?.[name] ?? null));
    expect([[], ['FORBIDDEN']]).toContainEqual(codes);
  });
});
