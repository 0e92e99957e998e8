import fc from 'fast-check';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  GraphQLNonNull,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { permissions, type Role } from '../../../src/access/domain';
import { guidelineVersion } from '../../support/calibration-scene';
import { everyMutation } from '../../support/every-mutation';
import { committedSchema } from '../../support/emit-schema';
import { GraphqlClient, type Answer } from '../../support/graphql';
import { governedScene, mutationText, type GovernedScene, type Input } from '../../support/governed-scene';
import { badValuesOf, inputTypeOf, wellFormed } from '../../support/input-types';
import { historyFaults } from '../../support/history-faults';
import { onConnection } from '../../support/test-server';
import { startService, type TestService } from '../../support/service';
import { runs, sampled } from '../../support/properties';

// Two cores may be shared with much else.
jest.setTimeout(300_000);

let service: TestService;
let scene: GovernedScene;
let schema: GraphQLSchema;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service);
  // Before anybody owns a reason: afterwards a department would be asked about it.
  await guidelineVersion(scene.scenario, scene.refund);
  schema = buildClientSchema(await new GraphqlClient(service, 'ADMIN').ask(getIntrospectionQuery()));
});
afterAll(() => service.close());

type Result = Readonly<Record<string, { readonly __typename: string } | null>>;

const insides =
  /INTERNAL_SERVER_ERROR|node_modules|stacktrace|QueryFailed|\b(SELECT|INSERT|UPDATE) \S+ |violates|\bat \S+ \(/;
const codesOfCallers = ['BAD_USER_INPUT', 'LIMIT_EXCEEDED', 'FORBIDDEN'];

/** Accepted or refused in one of the ways there are, and never as a fault of ours. */
function mustBeOrderly(name: string, { data, errors }: Answer<Result>): 'ACCEPTED' | 'REFUSED' {
  const text = JSON.stringify({ data, errors });
  if (insides.test(text)) throw new Error(`expected nothing of our insides, but got ${text.slice(0, 2_000)}`);
  const result = data?.[name];
  if (result?.__typename.endsWith('Payload') === true && errors.length === 0) return 'ACCEPTED';
  if (result?.__typename.endsWith('Problem') === true && errors.length === 0) return 'REFUSED';
  const codes = errors.map(({ extensions }) => extensions.code);
  if (errors.length > 0 && codes.every((code) => codesOfCallers.includes(code))) return 'REFUSED';
  throw new Error(`expected a payload, a problem or a coded error, but got ${text.slice(0, 2_000)}`);
}

const roleFor = (name: string): Role => {
  const known = everyMutation(service).find((one) => one.name === name);
  const [first] = known === undefined ? [] : permissions[known.permission];
  return known?.permission === 'proposeChange' ? 'EDITOR' : (first ?? 'ADMIN');
};

const run = (name: string, input: unknown): Promise<Answer<Result>> =>
  new GraphqlClient(service, roleFor(name)).answer<Result, object>(mutationText(name), { input });

/** All that a refused request must leave as it was. */
async function standing({ draft }: GovernedScene): Promise<string> {
  const state = await new GraphqlClient(service, 'ADMIN').ask<object, object>(
    `query($draft: ID!) { changes(first: 1) { nodes { changeSet { id } } }
       draft(id: $draft) { head state reasons(includeRetired: true) { code label } comparison { summary { added retired renamed moved } } } }`,
    { draft: draft.id },
  );
  return JSON.stringify(state);
}

const headOf = (state: string): number => (JSON.parse(state) as { draft: { head: number } }).draft.head;

async function currentHead({ draft }: GovernedScene): Promise<number> {
  const text = 'query($id: ID!) { draft(id: $id) { head } }';
  const seen = await new GraphqlClient(service, 'EDITOR').ask<{ draft: { head: number } }, object>(text, {
    id: draft.id,
  });
  return seen.draft.head;
}

/** The same taxonomy with a draft of its own. */
async function freshScene(): Promise<GovernedScene> {
  const { taxonomyId } = scene.scenario;
  const { openDraft } = await new GraphqlClient(service, 'EDITOR').ask<
    { openDraft: { draft: GovernedScene['draft'] } },
    object
  >(mutationText('openDraft', 'draft { id head }'), { input: { taxonomy: taxonomyId, title: 'Fresh' } });
  return { ...scene, draft: openDraft.draft };
}

/** But for an import, whose file has tests of its own. */
const names = Object.keys(buildSchema(committedSchema()).getMutationType()?.getFields() ?? {})
  .filter((name) => name !== 'importTaxonomy')
  .toSorted();

/* Every second value in `npm test`, all of them in the long proofs: neighbours of a field are given the others. */
test.each(names)('every field of %s is given what it cannot take, and nothing changes', async (name) => {
  const known = everyMutation(service).find((one) => one.name === name);
  if (known === undefined) throw new Error(`expected ${name} in the table of mutations`);
  const here = await freshScene();
  const good = await known.accepted(here);
  let before = await standing(here);
  for (const [place, field] of Object.values(inputTypeOf(schema, name).getFields()).entries()) {
    const head = headOf(before);
    const isEdit = field.name !== 'expectedHead' && good['draft'] === here.draft.id && 'expectedHead' in good;
    const current = isEdit ? { ...good, expectedHead: head } : good;
    const answers = await Promise.all(
      sampled(wrongInputs(current, field), place).map((input) => run(name, input)),
    );
    const outcomes = answers.map((answer) => mustBeOrderly(name, answer));
    if (outcomes.includes('ACCEPTED')) before = await standing(here);
    expect({ name, field: field.name, after: await standing(here) }).toEqual({
      name,
      field: field.name,
      after: before,
    });
  }
});

/** The input without a field that it must have, and with each value that the field cannot take. */
function wrongInputs(good: Input, field: GraphQLInputField): readonly Input[] {
  const { [field.name]: _left, ...without } = good;
  const isRequired = isNonNullType(field.type) && field.defaultValue === undefined;
  const wrong = badValuesOf(field.type).map(({ value }) => ({ ...good, [field.name]: value }));
  return isRequired ? [without, ...wrong] : wrong;
}

test('whatever has the shape that the schema asks for is taken or refused, and is never a fault of ours', async () => {
  const names = everyMutation(service)
    .map(({ name }) => name)
    .filter((name) => name !== 'resetRoleToken');
  const calls = fc
    .constantFrom(...names)
    .chain((name) => fc.tuple(fc.constant(name), wellFormed(new GraphQLNonNull(inputTypeOf(schema, name)))));
  const here = await freshScene();
  const own: Input = { draft: here.draft.id, taxonomy: here.scenario.taxonomyId, reason: here.invoice };
  await fc.assert(
    fc.asyncProperty(calls, fc.subarray(Object.keys(own)), async ([name, given], known) => {
      const fields = inputTypeOf(schema, name).getFields();
      const real = known.filter((field) => field in fields).map((field) => [field, own[field]]);
      const head = 'expectedHead' in fields ? { expectedHead: await currentHead(here) } : {};
      const input = { ...(given as Input), ...head, ...Object.fromEntries(real) };
      mustBeOrderly(name, await run(name, input));
    }),
    runs(300),
  );
});

test('after all of this the history and the tables agree', async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
