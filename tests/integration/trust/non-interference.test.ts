import { buildSchema } from 'graphql';
import { blindProof, type BlindProof } from '../../support/blind-proof';
import { run, type SessionRef } from '../../support/calibration-scene';
import { committedSchema } from '../../support/emit-schema';
import { fieldsAskedBy, fieldsBehindQueries } from '../../support/every-query';
import { GraphqlClient } from '../../support/graphql';
import { historyFaults } from '../../support/history-faults';
import { query } from '../../support/interference';
import { plantedLeaks } from '../../support/planted-leaks';
import { onConnection } from '../../support/test-server';

// Two cores may be shared with much else.
jest.setTimeout(600_000);

const schema = buildSchema(committedSchema());
let proof: BlindProof;
beforeAll(async () => {
  proof = await blindProof();
});
afterAll(() => proof?.twins.close());

test('the queries that are made reach every field that can be asked for', () => {
  const { every, twins } = proof;
  const documents = [...every.documents(), ...every.documentsOfNode(twins.scene.open.id, 'Session')];
  const asked = fieldsAskedBy(schema, documents);
  expect([...fieldsBehindQueries(schema)].filter((field) => !asked.has(field))).toEqual([]);
});

test('the twins differ in codes, and the history of both is whole', async () => {
  const { codesChanged, one, other } = proof.twins;
  // Two sessions with one content and one with two are coded twice at the first item.
  expect(codesChanged).toBeGreaterThanOrEqual(12);
  for (const { service } of [one, other])
    expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});

test('whoever gave the codes sees that they differ', async () => {
  const [found] = await proof.asking.between(proof.secretive, proof.own);
  expect(found).toBeDefined();
});

// Two askers and three leaks here: everybody and every leak in the long proof.
test.each(['another coder of the session', 'AUDITOR'])(
  'nothing that is asked as %s tells what somebody else has coded',
  async (name) => {
    expect(await proof.interferencesFor(name, { thorough: false })).toEqual([]);
  },
);

test('no mutation is answered differently for what somebody else has coded', async () => {
  for (const asker of proof.askers.slice(0, 2))
    expect(await proof.asking.between(asker, proof.mutations())).toEqual([]);
});

test('the logs of the two services say the same', () => {
  expect(proof.differingLogLines()).toEqual([]);
});

test('nothing but commitments and digests over them had to be masked, and they were there', () => {
  const kinds = proof.asking.unmasked.filter(({ asker }) => asker !== proof.secretive.name);
  expect(kinds.length).toBeGreaterThan(0);
  expect(kinds.every(({ one }) => /commitment:|payloadDigest|lastUsedAt|asOf/.test(one))).toBe(true);
});

test.each(plantedLeaks.slice(0, 3))('$what would be found', async (leak) => {
  expect(await proof.interferenceOf(leak)).toBeDefined();
});

test('once it is revealed everybody sees that they differ', async () => {
  const { twins, asking, askers } = proof;
  for (const { service } of [twins.one, twins.other]) {
    const { id, revision }: SessionRef = twins.scene.open;
    const input = { session: id, expectedRevision: revision, because: 'It is time.' };
    const revealed = await run(new GraphqlClient(service, 'ANALYST'), 'revealSession', input);
    expect(revealed.__typename).toBe('RevealSessionPayload');
  }
  const shown = `{ session(id: "${twins.scene.open.id}") { items { nodes { codings { outcome note } } } } }`;
  for (const asker of askers.filter(({ name }) => name !== 'MACHINE'))
    expect(await asking.between(asker, [query(shown)])).not.toEqual([]);
});
