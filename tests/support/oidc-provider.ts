import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A private key as a provider keeps it, under a name. */
export type SigningKey = Readonly<Record<string, unknown>> & { readonly kid: string };

export function newSigningKey(kid: string = randomUUID()): SigningKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' };
}

export interface ProviderClient {
  readonly id: string;
  readonly secret: string;
  /** What its tokens say beside the usual. */
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface ProviderSettings {
  readonly port: number;
  readonly keys: readonly SigningKey[];
  readonly tokenSeconds?: number;
  readonly clients: readonly ProviderClient[];
}

export interface RunningProvider {
  readonly issuer: string;
  token(client: ProviderClient, audience: string): Promise<string>;
  stop(): Promise<void>;
}

/** A kept implementation of a provider, as a process of its own. */
export async function startProvider(settings: ProviderSettings): Promise<RunningProvider> {
  const script = join(__dirname, 'oidc-provider-process.cjs');
  const given = JSON.stringify({ tokenSeconds: 600, ...settings });
  const child = spawn(process.execPath, [script, given], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error(`the provider did not start: ${said}`))),
  ]);
  const issuer = `http://127.0.0.1:${settings.port}`;
  return {
    issuer,
    token: async (client, audience) => {
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience }),
      });
      const answer = (await response.json()) as { access_token?: string };
      if (answer.access_token === undefined) throw new Error(`no token: ${JSON.stringify(answer)}`);
      return answer.access_token;
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** A port that was free a moment ago, to be used again by the provider that comes back. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
