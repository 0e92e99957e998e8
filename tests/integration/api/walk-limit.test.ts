import { GraphqlClient } from '../../support/graphql';
import { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';

let service: TestService;
let key: string;
beforeAll(async () => {
  service = await startService();
  const scenario = await Scenario.create(service);
  const { draft } = await scenario.createReason(await scenario.openDraft(), { code: 'a', label: 'A' });
  await scenario.publish(draft);
  key = scenario.key;
});
afterAll(() => service.close());

const answer = (selection: string) =>
  new GraphqlClient(service, 'MACHINE').answer(
    `query($key: String!) { currentTaxonomy(key: $key) { ${selection} } } fragment Up on ReasonState { parent { children { code } } }`,
    { key },
  );

test.each([
  'reasons { parent { children { code } } }',
  'reasons { ...Up }',
  'roots { children { ... on ReasonState { parent { reason { id } ancestors { code } } } } }',
  'reasons { ancestors { ancestors { code } } }',
  'reason(code: "a") { parent { children { parent { children { code } } } } }',
  'reasons { retirement { associations { target { children { code } } } } }',
])('a walk that would multiply is refused before it starts: %s', async (selection) => {
  const { status, errors } = await answer(`${selection} other: reasonPage { nodes { ...Up } }`);
  expect([status, errors[0]?.extensions.code]).toEqual([400, 'LIMIT_EXCEEDED']);
});

test.each([
  'reason(code: "a") { parent { children { code } } }',
  'reasons { code parent { code } ancestors { code } children { code } }',
])('up and down from one reason, and down a tree, is free: %s', async (selection) => {
  const text = `query($key: String!) { currentTaxonomy(key: $key) { ${selection} } }`;
  const { status, data } = await new GraphqlClient(service, 'MACHINE').answer(text, { key });
  expect([status, data]).toEqual([200, { currentTaxonomy: expect.any(Object) as object }]);
});
