import { buildSchema, isInterfaceType, isObjectType } from 'graphql';
import { roles, type Role } from '../../../src/access/domain';
import { idsIn, scenePool } from '../../support/blind-asks';
import { blindScene, type BlindScene } from '../../support/blind-scene';
import { committedSchema } from '../../support/emit-schema';
import { EveryQuery, fewestDocuments, fieldsBehindQueries } from '../../support/every-query';
import { FieldsAnswered } from '../../support/fields-answered';
import { GraphqlClient, type Answer } from '../../support/graphql';
import { fieldsApart, historyRights, readersById, readersOf } from '../../support/reading-rights';
import { startService, type TestService } from '../../support/service';
import { lostId } from '../../support/lost-id';

// Two cores may be shared with much else.
jest.setTimeout(600_000);

const schema = buildSchema(committedSchema());
const nodesPerType = 3;
const openToFew = [
  ...[
    'actors',
    'audits?',
    'auditFindings',
    'recomputeAudit',
    'changes',
    'refusals',
    'previewImport',
    'coders',
  ],
  ...['contacts', 'ingestJobs', 'usageFigures', 'consistencyScores', 'consistencyDrift', 'suggestions'],
  'agreementCharts',
  ...['retirementSuggestions', 'suggestionsNotMade', 'suggestionDecisions', 'checkSchedule', 'checkRuns'],
  ...['modelComparison', 'pilotReport'],
];
/** What a coder would read of their own rests, in the scene, on contacts that they code blind once more. */
const ownScores = ['Coder.consistency', 'ConsistencyScore', 'ScoreOfMonth'];
const own = new Map<Role, string>();
const answered = new Map<Role, FieldsAnswered>();
let service: TestService;
let ids: ReadonlyMap<string, string>;
let scene: BlindScene;

beforeAll(async () => {
  service = await startService();
  scene = await blindScene(service);
  const every = new EveryQuery(schema, scenePool(scene));
  // What is reached through a root field that few are let in at is better asked for at another.
  const isOpenToMost = (document: string): boolean =>
    !new RegExp(`^\\s*\\{\\s*(?:${openToFew.join('|')})\\b`).test(document);
  const all = every.documents();
  const documents = [...all.filter(isOpenToMost), ...all.filter((document) => !isOpenToMost(document))];
  // A coder reads the excerpts of what they are to code, and no others.
  const ofExcerpts = documents.filter((document) => document.includes('excerpt {'));
  // The fewest documents may ask for it within what only some roles read.
  const ofPolicies = `{ taxonomies(first: 1) { nodes { policy { severities { rule severity } suggestions { threshold value } }
    current { coverage { departments { accountable responsible } } } } } }`;
  const ofAttestations = `{ taxonomies(first: 1) { nodes { attestations(first: 1) { nodes { items(first: 1) { nodes { answer } }
    progress { asked changesProposed confirmed department { code } handedOver open overdue } } } } } }`;
  const asked = new Set([...fewestDocuments(schema, documents), ...ofExcerpts, ofPolicies, ofAttestations]);
  const heard: string[] = [];
  for (const role of roles) {
    const fields = new FieldsAnswered(schema);
    for (const document of asked) {
      const { data } = await new GraphqlClient(service, role).answer<unknown, object>(document);
      fields.note(document, data);
      heard.push(JSON.stringify(data));
    }
    answered.set(role, fields);
  }
  ids = idsIn(heard);
  for (const role of roles) own.set(role, await actorIdOf(role));
});
afterAll(() => service?.stop());

const isOwn = (id: string, role: Role): boolean =>
  id === own.get(role) || (role === 'CODER' && id === scene.peer.id);
const seenBy = (role: Role): ReadonlySet<string> => answered.get(role)?.names ?? new Set();
const seenByAnybody = (): readonly string[] => [...new Set(roles.flatMap((role) => [...seenBy(role)]))];

test('every type that is no refusal has its readers in the table, and the table names nothing else', () => {
  const fields = fieldsBehindQueries(schema);
  const types = new Set([...fields].map((field) => field.split('.')[0] ?? ''));
  types.delete('Query');
  const refusals = [...types].filter((name) => implementsProblem(name) || isFaultOfRefusal(name));
  for (const name of types) if (!refusals.includes(name)) expect(readersOf(name)).toBeDefined();
  expect(fieldsApart.filter((field) => !fields.has(field))).toEqual([]);
});

test.each(roles)('%s is answered nothing that the table keeps from it, however it is nested', (role) => {
  const kept = [...seenBy(role)].filter((name) => isInTable(name) && !readersOf(name).includes(role));
  expect(kept).toEqual([]);
});

// A machine is not let into drafts and sessions, behind which stands much that it reads elsewhere.
test.each(roles.slice(1))('%s is answered of all that is there what the table gives it', (role) => {
  const told = seenByAnybody().filter((name) => isInTable(name) && readersOf(name).includes(role));
  const expected = role === 'CODER' ? told.filter((name) => !ownScores.includes(name)) : told;
  expect(expected.filter((name) => !seenBy(role).has(name))).toEqual([]);
});

test('the scene holds something of most of the table', () => {
  expect(seenByAnybody().filter(isInTable).length).toBeGreaterThan(90);
});

test.each(roles)(
  '%s is answered by id what the table says, and the rest as if it were not there',
  async (role) => {
    const ask = (id: string): Promise<unknown> =>
      new GraphqlClient(service, role).answer<unknown, object>(`{ node(id: "${id}") { __typename } }`);
    const types = [...new Set(ids.values())].filter(isNode);
    expect(types.length).toBeGreaterThan(10);
    const otherwise: unknown[] = [];
    for (const type of types) {
      const lost = await ask(lostId(type));
      for (const [id] of [...ids].filter((one) => one[1] === type).slice(0, nodesPerType)) {
        const there = { status: 200, data: { node: { __typename: type } }, errors: [] };
        const expected = readersById(type).includes(role) || isOwn(id, role) ? there : lost;
        const answer = await ask(id);
        if (JSON.stringify(answer) !== JSON.stringify(expected))
          otherwise.push({ type, id, answer: JSON.stringify(answer), lost });
      }
    }
    expect(otherwise).toEqual([]);
  },
);

async function actorIdOf(role: Role): Promise<string> {
  const { viewer } = await new GraphqlClient(service, role).ask<
    { viewer: { actor: { id: string } } },
    object
  >('{ viewer { actor { id } } }');
  return viewer.actor.id;
}

interface Entry {
  readonly kind: string;
  readonly subject: { readonly type: string };
  readonly changeSet: { readonly id: string; readonly actor: { readonly id: string } | null };
}

interface HistoryPage {
  readonly changes: {
    readonly nodes: readonly Entry[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  } | null;
}

/** All that somebody reads of the history, page by page. */
async function historyOf(role: Role): Promise<readonly Entry[]> {
  const client = new GraphqlClient(service, role);
  const entries: Entry[] = [];
  let after: string | null = null;
  do {
    const { data, errors }: Answer<HistoryPage> = await client.answer<HistoryPage, object>(
      `query($after: String) { changes(first: 100, after: $after) { pageInfo { endCursor hasNextPage }
         nodes { kind subject { type } changeSet { id actor { id } } } } }`,
      { after },
    );
    if (data?.changes == null) {
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
      return [];
    }
    entries.push(...data.changes.nodes);
    after = data.changes.pageInfo.hasNextPage ? data.changes.pageInfo.endCursor : null;
  } while (after !== null);
  return entries;
}

test.each(roles)('%s reads of the history what the table says', async (role) => {
  const whole = await historyOf('ADMIN');
  const isTheirs = ({ changeSet }: Entry): boolean => changeSet.actor?.id === own.get(role);
  const may = {
    ALL: () => true,
    SESSIONS_AND_OWN: (entry: Entry) =>
      ['Session', 'Decision'].includes(entry.subject.type) || isTheirs(entry),
    OWN: isTheirs,
    NONE: () => false,
  }[historyRights[role]];
  const expected = whole.filter(may);
  expect(whole.length).toBeGreaterThan(50);
  if (historyRights[role] !== 'NONE') expect(expected.length).toBeGreaterThan(0);
  expect(await historyOf(role)).toEqual(expected);
});

const isInTable = (name: string): boolean =>
  name.includes('.') ? fieldsApart.includes(name) : name !== 'Query' && !implementsProblem(name);

function implementsProblem(name: string): boolean {
  const type = schema.getType(name);
  return isObjectType(type) && type.getInterfaces().some((one) => one.name === 'Problem');
}

/** What only refusals are made of. */
function isFaultOfRefusal(name: string): boolean {
  return /(Fault|Blocker)$/.test(name) || ['NotHeldRole', 'ReasonUse', 'GoneProposal'].includes(name);
}

function isNode(name: string): boolean {
  const node = schema.getType('Node');
  return isInterfaceType(node) && schema.getPossibleTypes(node).some((type) => type.name === name);
}
