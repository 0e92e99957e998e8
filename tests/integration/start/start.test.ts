import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launcher, runToEnd, startServiceProcess, type ServiceProcess } from '../../support/service-process';
import { GraphqlClient } from '../../support/graphql';

jest.setTimeout(180_000);

const folders: string[] = [];
const running: ServiceProcess[] = [];

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'concordance-start-'));
  folders.push(folder);
  return folder;
}

async function started(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServiceProcess> {
  const service = await startServiceProcess(folder, environment);
  running.push(service);
  return service;
}

const runService = (environment: Readonly<Record<string, string>>) =>
  runToEnd(process.execPath, [launcher, 'serve'], environment);

afterEach(async () => {
  for (const service of running.splice(0)) await service.kill('SIGTERM');
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const viewer = '{ viewer { actor { name } } }';

test('a first start makes a database and tokens that only their owner reads; a second start keeps them', async () => {
  const folder = await freshFolder();
  const first = await started(folder);
  const token = first.token('STEWARD');
  expect((await stat(join(folder, 'tokens.json'))).mode & 0o777).toBe(0o600);
  await first.kill('SIGTERM');

  const second = await started(folder);
  expect(second.token('STEWARD')).toBe(token);
  const answer = await new GraphqlClient(second, 'STEWARD').ask<
    { viewer: { actor: { name: string } } },
    object
  >(viewer);
  expect(answer.viewer.actor.name).toBe('Steward');
});

test('a start after kill -9 goes on where the service was', async () => {
  const folder = await freshFolder();
  const first = await started(folder);
  await first.kill('SIGKILL');
  const second = await started(folder);
  const answer = await new GraphqlClient(second, 'ADMIN').ask<
    { viewer: { actor: { name: string } } },
    object
  >(viewer);
  expect(answer.viewer.actor.name).toBe('Admin');
});

test('a preset admin token signs the admin in', async () => {
  const token = 'a-token-of-my-own-choice';
  const service = await started(await freshFolder(), { CONCORDANCE_ADMIN_TOKEN: token });
  const answer = await new GraphqlClient(service, { token }).ask<
    { viewer: { actor: { name: string } } },
    object
  >(viewer);
  expect(answer.viewer.actor.name).toBe('Admin');
});

test('a token that was reset gives way to a new one at the next start; a preset one is refused in words', async () => {
  const folder = await freshFolder();
  const preset = { CONCORDANCE_ADMIN_TOKEN: 'a-token-of-my-own-choice' };
  const first = await started(folder, preset);
  const old = await readFile(join(folder, 'tokens.json'), 'utf8');
  const environment = { CONCORDANCE_DATA: folder, CONCORDANCE_URL: first.url };
  for (const role of ['EDITOR', 'ADMIN'])
    await runToEnd(process.execPath, [launcher, 'tokens', '--reset', role], environment);
  await first.kill('SIGTERM');
  await writeFile(join(folder, 'tokens.json'), old);

  const refused = await runService({ PORT: '0', CONCORDANCE_DATA: folder, ...preset });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toMatch(/^CONCORDANCE_ADMIN_TOKEN: expected a token that was not revoked/);
  const second = await started(folder);
  for (const role of ['EDITOR', 'ADMIN'] as const) {
    const answer = await new GraphqlClient(second, role).answer(viewer);
    expect(answer.errors).toEqual([]);
  }
});

test('GraphiQL is served from the packages installed', async () => {
  const service = await started(await freshFolder());
  const page = await fetch(`${service.url}/graphql`, { headers: { accept: 'text/html' } });
  const html = await page.text();
  expect(html).not.toMatch(/https?:\/\//);
  const scripts = Array.from(html.matchAll(/(?:src|href)="([^"]+)"/g), (match) => match[1] ?? '');
  expect(scripts).toHaveLength(4);
  for (const script of scripts) expect((await fetch(`${service.url}${script}`)).status).toBe(200);
});

describe('what the person who starts it can mend is told in one clear sentence', () => {
  test('a port that is taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as AddressInfo;
    const { exitCode, stderr } = await runService({
      PORT: String(port),
      CONCORDANCE_DATA: await freshFolder(),
    });
    blocker.close();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`expected port ${port} to be free`);
    expect(stderr).not.toContain('    at ');
  });

  test('a data folder that another instance uses', async () => {
    const folder = await freshFolder();
    await started(folder);
    const { exitCode, stderr } = await runService({ PORT: '0', CONCORDANCE_DATA: folder });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(folder);
    expect(stderr).not.toContain('    at ');
  });

  const ifLinux = process.platform === 'linux' ? test : test.skip;

  ifLinux('a data folder that nobody may make', async () => {
    const { exitCode, stderr } = await runService({ PORT: '0', CONCORDANCE_DATA: '/proc/here/data' });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('/proc/here/data cannot be written')]);
  });

  test('tokens that are no JSON any more', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'tokens.json'), '{ "ADMIN": ');
    const { exitCode, stderr } = await runService({ PORT: '0', CONCORDANCE_DATA: folder });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('to be JSON with a token per role')]);
    expect(stderr).not.toContain('    at ');
  });

  test('settings that are wrong, all of them at once', async () => {
    const { exitCode, stderr } = await runService({
      PORT: 'x',
      DATABASE_URL: 'mysql://me:secret@here/db',
      CONCORDANCE_ADMIN_TOKEN: 'short',
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('PORT: expected a whole number, but got "x"');
    expect(stderr).toContain('DATABASE_URL: expected a URL such as postgres://');
    expect(stderr).toContain('CONCORDANCE_ADMIN_TOKEN: expected 16 to 200');
    expect(stderr).not.toContain('secret');
  });

  test('a database address with a bare % in its password', async () => {
    const { exitCode, stderr } = await runService({
      PORT: '0',
      DATABASE_URL: 'postgres://me:se%zret@here/db',
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('DATABASE_URL: expected a URL such as postgres://');
    expect(stderr).not.toContain('    at ');
  });

  test('a database server that is down', async () => {
    const { exitCode, stderr } = await runService({
      PORT: '0',
      DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/db',
      CONCORDANCE_DATA: await freshFolder(),
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'expected a PostgreSQL at me@127.0.0.1:1/db, but it cannot be used: nothing listens there',
    );
    expect(stderr).not.toContain('secret');
  });
});
