import { permissions, roles, type Permission, type Role } from '../../../src/access/domain';
import { everyMutation } from '../../support/every-mutation';
import { GraphqlClient, type Answer, type GraphqlError } from '../../support/graphql';
import {
  governedScene,
  memberOf,
  mutationText,
  newActor,
  newKey,
  operationCases,
  type GovernedScene,
  type Input,
} from '../../support/governed-scene';
import { mutation } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { parseGlobalId } from '../../../src/platform/graphql/global-id';
import { lostId } from '../../support/lost-id';

/** A mutation with an input that it would accept from whoever may. */
interface Prepared {
  readonly name: string;
  readonly permission: Permission;
  readonly input: Input;
}

// Two cores may be shared with much else.
jest.setTimeout(300_000);

let service: TestService;
let scene: GovernedScene;
let prepared: readonly Prepared[];
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service);
  const cases: Prepared[] = [];
  for (const { name, permission, accepted } of everyMutation(service))
    cases.push({ name, permission, input: await accepted(scene) });
  prepared = cases;
});
afterAll(() => service.close());

type Result = Readonly<Record<string, { readonly __typename: string; readonly code?: string } | null>>;

const run = (client: GraphqlClient, name: string, input: Input): Promise<Answer<Result>> =>
  client.answer<Result, object>(mutationText(name), { input });

const codesOf = (errors: readonly GraphqlError[]): readonly string[] =>
  errors.map(({ extensions }) => extensions.code);

async function newestChange(): Promise<unknown> {
  return new GraphqlClient(service, 'ADMIN').ask('{ changes(first: 1) { nodes { changeSet { id } } } }');
}

/** Those of one taxonomy; the others are of the whole service. */
const isScoped = ({ permission, input }: Prepared): boolean =>
  permission !== 'manageAccess' && Object.keys(input).some((field) => field in scopeTypes);

/** What names a row of one taxonomy, and the type of its id. */
const scopeTypes: Readonly<Record<string, string>> = {
  draft: 'Draft',
  taxonomy: 'Taxonomy',
  session: 'Session',
  item: 'SessionItem',
  audit: 'Audit',
  finding: 'AuditFinding',
  decision: 'Decision',
  coder: 'Coder',
  department: 'Department',
  transfer: 'Transfer',
  attestation: 'Attestation',
  feedback: 'Feedback',
  resolution: 'Resolution',
  pilot: 'Pilot',
  annotation: 'Annotation',
  waiver: 'Waiver',
  legalHold: 'LegalHold',
  fromVersion: 'Version',
  toVersion: 'Version',
  scheduledVersion: 'Version',
};

const mayNot = (permission: Permission): readonly Role[] => {
  const granting: readonly Role[] = permissions[permission];
  return roles.filter((role) => !granting.includes(role));
};

test('the table of mutations holds every one of the schema', async () => {
  const { __schema } = await new GraphqlClient(service, 'ADMIN').ask<
    { __schema: { mutationType: { fields: { name: string }[] } } },
    object
  >('{ __schema { mutationType { fields { name } } } }');
  const inSchema = __schema.mutationType.fields.map(({ name }) => name);
  const inTable = everyMutation(service).map(({ name }) => name);
  expect(inSchema.filter((name) => name !== 'importTaxonomy').toSorted()).toEqual(inTable.toSorted());
});

test.each(roles)(
  'as %s every mutation that the role may not make is forbidden and changes nothing',
  async (role) => {
    const client = new GraphqlClient(service, role);
    const before = await newestChange();
    for (const { name, input } of prepared.filter(({ permission }) => mayNot(permission).includes(role))) {
      const { data, errors } = await run(client, name, input);
      expect({ name, data, codes: codesOf(errors) }).toEqual({
        name,
        data: { [name]: null },
        codes: ['FORBIDDEN'],
      });
    }
    expect(await newestChange()).toEqual(before);
  },
);

test('whoever holds every role in another taxonomy finds nothing here, as if it did not exist', async () => {
  const elsewhere = await governedScene(service);
  const stranger = await memberOf(service, elsewhere.scenario.taxonomyId, roles);
  const before = await newestChange();
  for (const { name, input } of prepared.filter(isScoped)) {
    const hidden = await run(stranger, name, input);
    const lost = await run(stranger, name, lostInput(input));
    expect({ name, data: hidden.data, errors: hidden.errors }).toMatchObject({
      name,
      data: { [name]: { __typename: 'NotFoundProblem', code: 'NOT_FOUND' } },
      errors: [],
    });
    expect(withoutIds(hidden)).toEqual(withoutIds(lost));
  }
  expect(await newestChange()).toEqual(before);
});

test('whoever holds every role in one taxonomy cannot change the service as a whole', async () => {
  const member = await memberOf(service, scene.scenario.taxonomyId, roles);
  const inOneTaxonomy = ['grantRole', 'revokeRole'];
  for (const { name, input } of prepared.filter((known) => !isScoped(known))) {
    const wide = inOneTaxonomy.includes(name) ? { ...input, taxonomy: null } : input;
    const { errors } = await run(member, name, wide);
    expect({ name, codes: codesOf(errors) }).toEqual({
      name,
      codes: ['FORBIDDEN'],
    });
  }
});

const lostInput = (input: Input): Input => ({
  ...input,
  ...Object.fromEntries(
    Object.entries(scopeTypes).flatMap(([field, type]) =>
      field in input ? [[field, lostId(typeOf(input[field]) ?? type)]] : [],
    ),
  ),
});

/** Items are of sessions and of audits. */
const typeOf = (id: unknown): string | undefined => parseGlobalId(String(id))?.type;

const withoutIds = (answer: unknown): string =>
  JSON.stringify(answer).replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'an id');

test('an analyst edits, submits and abandons drafts of their own and not those of others', async () => {
  const analyst = new GraphqlClient(service, 'ANALYST');
  const { draft, scenario } = scene;
  const edits = operationCases.map(({ name }) => name);
  for (const { name, input } of prepared.filter((known) => edits.includes(known.name))) {
    const { errors } = await run(analyst, name, input);
    expect({ name, codes: codesOf(errors) }).toEqual({
      name,
      codes: ['FORBIDDEN'],
    });
  }
  const own = await scenario.openDraft('Own', 'ANALYST');
  const made = await scenario.createReason(own, { code: 'own', label: 'Own' }, 'ANALYST');
  expect(made.draft.head).toBe(1);
  const refused = await run(analyst, 'abandonDraft', { draft: draft.id, because: 'No.' });
  expect(codesOf(refused.errors)).toEqual(['FORBIDDEN']);
  const gone = await run(analyst, 'abandonDraft', { draft: own.id, because: 'No.' });
  expect(gone.data?.['abandonDraft']?.__typename).toBe('AbandonDraftPayload');
});

test('a key narrowed to a role and a taxonomy does less than its actor may', async () => {
  const actor = await newActor(service);
  for (const role of ['EDITOR', 'ADMIN']) {
    await mutation(service, 'ADMIN', { name: 'grantRole', input: { actor, role }, fields: 'actor { id }' });
  }
  const { taxonomyId } = scene.scenario;
  const narrowed = new GraphqlClient(
    service,
    await newKey(service, { actor, roles: ['EDITOR', 'STEWARD'], taxonomy: taxonomyId }),
  );
  const { viewer } = await narrowed.ask<{ viewer: unknown }, object>(
    '{ viewer { roles { role taxonomy } } }',
  );
  expect(viewer).toEqual({ roles: [{ role: 'EDITOR', taxonomy: taxonomyId }] });
  const refused = await run(narrowed, 'createActor', { kind: 'PERSON', name: 'X' });
  expect(codesOf(refused.errors)).toEqual(['FORBIDDEN']);
});

describe('without a token that works', () => {
  const post = (authorization: string | null, query: string): Promise<Response> =>
    fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
      body: JSON.stringify({ query }),
    });

  async function expectUnauthenticated(authorization: string | null, query: string): Promise<void> {
    const response = await post(authorization, query);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  }

  test('no mutation and no introspection is even looked at', async () => {
    for (const { name } of everyMutation(service)) await expectUnauthenticated(null, mutationText(name));
    await expectUnauthenticated(null, '{ __schema { types { name } } }');
    await expectUnauthenticated(null, '{ this is not GraphQL');
  });

  test.each([
    ['an unknown token', 'Bearer unknown'],
    ['another scheme', 'Basic YTpi'],
    ['no token at all', 'Bearer '],
    ['two tokens', 'Bearer one two'],
  ])('%s is 401', async (_what, authorization) => {
    await expectUnauthenticated(authorization, '{ viewer { actor { id } } }');
  });

  test('a key works until it is revoked', async () => {
    const actor = await newActor(service);
    const { apiKey, token } = await newKey(service, { actor });
    expect((await post(`Bearer ${token}`, '{ viewer { actor { name } } }')).status).toBe(200);
    await mutation(service, 'ADMIN', { name: 'revokeApiKey', input: { apiKey }, fields: 'actor { id }' });
    await expectUnauthenticated(`Bearer ${token}`, '{ viewer { actor { name } } }');
  });

  test('a key works until it expires', async () => {
    const expiresAt = new Date(Date.now() + 700).toISOString();
    const { token } = await newKey(service, { actor: await newActor(service), expiresAt });
    expect((await post(`Bearer ${token}`, '{ viewer { actor { name } } }')).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 800));
    await expectUnauthenticated(`Bearer ${token}`, '{ viewer { actor { name } } }');
  });
});
