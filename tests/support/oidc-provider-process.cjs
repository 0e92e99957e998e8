/**
 * An OpenID Connect provider for the tests: gives signed access tokens to the clients it is told of. Its settings come
 * as JSON in the first argument: port, keys (private JWKs), tokenSeconds, clients with the claims of their tokens.
 */
const { default: Provider } = require('oidc-provider');

const { port, keys, tokenSeconds, clients } = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const claimsOf = new Map(clients.map(({ id, claims }) => [id, claims]));

const provider = new Provider(issuer, {
  jwks: { keys },
  clients: clients.map(({ id, secret }) => ({
    client_id: id,
    client_secret: secret,
    id_token_signed_response_alg: keys[0].alg,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  })),
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_context, audience) => ({
        scope: '',
        audience,
        accessTokenTTL: tokenSeconds,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: keys[0].alg, kid: keys[0].kid } },
      }),
    },
  },
  extraTokenClaims: (_context, token) => claimsOf.get(token.clientId),
});

provider.listen(port, '127.0.0.1', () => process.stdout.write('ready\n'));
