import { IdentityProvider } from '../../../src/access';
import { plainMapping } from '../../../src/access/domain';
import { GraphqlClient } from '../../support/graphql';
import { newActor } from '../../support/governed-scene';
import {
  freePort,
  newSigningKey,
  startProvider,
  type ProviderClient,
  type RunningProvider,
} from '../../support/oidc-provider';
import { mutation, Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { until } from '../../support/until';

const audience = 'https://concordance.example.org';
const steward: ProviderClient = {
  ...{ id: 'steward-bot', secret: 'a-secret-of-many-letters-1' },
  claims: { name: 'Stella Steward', realm: { groups: ['cx-stewards', 'everybody'] } },
};
const nobody: ProviderClient = { id: 'nobody', secret: 'a-secret-of-many-letters-2', claims: {} };
const clients = [steward, nobody];

let port: number;
let provider: RunningProvider;
let service: TestService;
let scenario: Scenario;
beforeAll(async () => {
  port = await freePort();
  provider = await startProvider({ port, keys: [newSigningKey('first')], clients });
  // The key of the taxonomy that a group gives rights in is only known once the service runs.
  const grants: Record<string, { role: 'STEWARD'; taxonomyKey: string | null }[]> = {};
  const identityProvider = new IdentityProvider({
    ...{ issuer: provider.issuer, audience, algorithms: ['ES256', 'RS256'], clockToleranceSeconds: 0 },
    mapping: { ...plainMapping, rolesClaim: ['realm', 'groups'], grants },
  });
  service = await startService(identityProvider);
  scenario = await Scenario.create(service);
  grants['cx-stewards'] = [
    { role: 'STEWARD', taxonomyKey: scenario.key },
    { role: 'STEWARD', taxonomyKey: 'gone' },
  ];
});
afterAll(async () => {
  await service.close();
  await provider.stop();
});

interface Viewer {
  readonly viewer: {
    readonly actor: { readonly id: string; readonly name: string; readonly kind: string };
    readonly roles: readonly { readonly role: string; readonly taxonomy: string | null }[];
  };
}
const whoAmI = '{ viewer { actor { id name kind } roles { role taxonomy } } }';

const signedIn = async (token: string): Promise<Viewer['viewer']> =>
  (await new GraphqlClient(service, { token }).ask<Viewer, object>(whoAmI)).viewer;

const post = (token: string): Promise<Response> =>
  fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: whoAmI }),
  });

async function expectRefused(token: string, message: RegExp): Promise<void> {
  const response = await post(token);
  const body = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  expect([response.status, body.errors[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  expect(body.errors[0]?.message).toMatch(message);
}

test('whoever a provider vouches for is an actor, made once, with the roles that the claims give', async () => {
  const token = await provider.token(steward, audience);
  const seen = await Promise.all(Array.from({ length: 8 }, () => signedIn(token)));
  expect(new Set(seen.map(({ actor }) => actor.id)).size).toBe(1);
  expect(seen[0]).toMatchObject({
    actor: { name: 'Stella Steward', kind: 'SERVICE' },
    roles: [{ role: 'STEWARD', taxonomy: scenario.taxonomyId }],
  });
  const { changes } = await new GraphqlClient(service, 'AUDITOR').ask<
    { changes: { nodes: { kind: string; after: unknown; changeSet: { actingRole: string } }[] } },
    object
  >(
    `{ changes(filter: { subject: "${seen[0]?.actor.id ?? ''}" }) { nodes { kind after changeSet { actingRole } } } }`,
  );
  expect(changes.nodes.map(({ kind, after }) => [kind, after])).toEqual([
    ['CREATE_ACTOR', { kind: 'SERVICE' }],
    ['LINK_IDENTITY', { issuer: provider.issuer }],
  ]);
  expect(JSON.stringify(changes)).not.toContain('steward-bot');
});

test('a role that is granted here is held beside those of the token, and revoked at once', async () => {
  const token = await provider.token(nobody, audience);
  const { actor, roles } = await signedIn(token);
  expect(roles).toEqual([]);
  const input = { actor: actor.id, role: 'EDITOR', taxonomy: scenario.taxonomyId };
  await mutation(service, 'ADMIN', { name: 'grantRole', input, fields: 'actor { id }' });
  expect((await signedIn(token)).roles).toEqual([{ role: 'EDITOR', taxonomy: scenario.taxonomyId }]);
  await mutation(service, 'ADMIN', { name: 'revokeRole', input, fields: 'actor { id }' });
  expect((await signedIn(token)).roles).toEqual([]);
});

test('an actor whose subject was named beforehand is that actor from the first sign-in on', async () => {
  const client = { id: 'expected-bot', secret: 'a-secret-of-many-letters-3', claims: {} };
  await provider.stop();
  provider = await startProvider({ port, keys: [newSigningKey('second')], clients: [...clients, client] });
  const actor = await newActor(service, 'Expected');
  const input = { actor, issuer: provider.issuer, subject: client.id };
  const call = { name: 'linkIdentity', input, fields: 'actor { id }' };
  expect(await mutation(service, 'ADMIN', call)).toMatchObject({ __typename: 'LinkIdentityPayload' });
  const token = await provider.token(client, audience);
  // The provider came back with another key: it is looked for, at most every few seconds.
  await until(async () => (await post(token)).status === 200);
  expect((await signedIn(token)).actor).toMatchObject({ id: actor, name: 'Expected' });
  const other = { ...call, input: { ...input, actor: await newActor(service) } };
  expect(await mutation(service, 'ADMIN', other)).toMatchObject({ code: 'IDENTITY_TAKEN' });
});

test('a provider that gives another key the same name is believed after a look at its keys', async () => {
  await provider.stop();
  provider = await startProvider({ port, keys: [newSigningKey('second')], clients });
  const token = await provider.token(steward, audience);
  await until(async () => (await post(token)).status === 200);
});

test('a suspended actor is let in by no token, and by the same one once reinstated', async () => {
  const token = await provider.token(steward, audience);
  const { actor } = await signedIn(token);
  const input = { actor: actor.id, because: 'On leave.' };
  await mutation(service, 'ADMIN', { name: 'suspendActor', input, fields: 'actor { suspendedAt }' });
  await expectRefused(token, /not revoked/);
  await mutation(service, 'ADMIN', { name: 'reinstateActor', input, fields: 'actor { suspendedAt }' });
  expect((await signedIn(token)).actor.id).toBe(actor.id);
});

describe('a token that is not to be believed is refused before anything runs', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const partsOf = (token: string): [string, string, string] => token.split('.') as [string, string, string];
  const claimsOf = (token: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(partsOf(token)[1], 'base64url').toString()) as Record<string, unknown>;

  test('for another audience', async () => {
    await expectRefused(
      await provider.token(steward, 'https://elsewhere.example.org'),
      /for https:\/\/concordance/,
    );
  });

  test('signed by nobody', async () => {
    const token = await provider.token(steward, audience);
    for (const alg of ['none', 'None', 'nOnE'])
      await expectRefused(`${part({ alg, typ: 'at+jwt' })}.${partsOf(token)[1]}.`, /signed JWT|signed with/);
  });

  test('signed with the public key as if it were a password', async () => {
    const token = await provider.token(steward, audience);
    const header = part({ alg: 'HS256', kid: 'second' });
    await expectRefused(`${header}.${partsOf(token)[1]}.${partsOf(token)[2]}`, /signed with ES256, RS256/);
  });

  test('with another kid, with a kid that nobody has, with other claims', async () => {
    const [header, payload, signature] = partsOf(await provider.token(steward, audience));
    const foreign = part({ alg: 'ES256', kid: 'of-nobody' });
    await expectRefused(`${foreign}.${payload}.${signature}`, /signed with a key of/);
    const claims = part({ ...claimsOf(`.${payload}.`), realm: { groups: ['cx-admins'] } });
    await expectRefused(`${header}.${claims}.${signature}`, /signed with a key of/);
  });

  test('expired', async () => {
    await provider.stop();
    provider = await startProvider({ port, keys: [newSigningKey('brief')], tokenSeconds: 1, clients });
    const token = await provider.token(steward, audience);
    await until(async () => {
      const { errors } = (await (await post(token)).json()) as { errors?: { message: string }[] };
      return /not expired/.test(errors?.[0]?.message ?? '');
    });
  });

  test.each(['a.b.c', '..', 'e30.e30.e30', `${'x'.repeat(5000)}.y.z`])(
    'in no form at all: %.12s',
    async (token) => {
      await expectRefused(token, /signed JWT|signed with/);
    },
  );
});

test('while the provider does not answer, whoever shows a token of it is asked to wait, and keys go on working', async () => {
  const silent = await freePort();
  const other = new IdentityProvider({
    ...{ issuer: `http://127.0.0.1:${silent}`, audience, algorithms: ['ES256'], clockToleranceSeconds: 0 },
    mapping: plainMapping,
  });
  const waiting = await startService(other);
  try {
    const response = await fetch(`${waiting.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer e30.e30.e30' },
      body: JSON.stringify({ query: whoAmI }),
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(
      (await new GraphqlClient(waiting, 'EDITOR').ask<Viewer, object>(whoAmI)).viewer.roles,
    ).toHaveLength(1);
  } finally {
    await waiting.close();
  }
});
