import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../../src/access/domain';
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

async function stopAll(): Promise<void> {
  for (const service of running.splice(0)) await service.kill('SIGTERM');
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}
afterAll(stopAll);

const viewerOf = async (service: ServiceProcess, as: Role | { readonly token: string }): Promise<string> => {
  const answer = await new GraphqlClient(service, as).ask<{ viewer: { actor: { name: string } } }, object>(
    '{ viewer { actor { name } } }',
  );
  return answer.viewer.actor.name;
};

// Each goes on where the one before it ended: a database takes long to make.
describe('a data folder', () => {
  let folder: string;
  let service: ServiceProcess;
  let token: string;
  afterAll(stopAll);

  test('is made by a first start, with tokens that only their owner reads', async () => {
    folder = await freshFolder();
    service = await started(folder);
    token = service.token('STEWARD');
    expect((await stat(join(folder, 'tokens.json'))).mode & 0o777).toBe(0o600);
  });

  test('is of one instance at a time', async () => {
    const { exitCode, stderr } = await runService({ PORT: '0', CONCORDANCE_DATA: folder });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(folder);
    expect(stderr).not.toContain('    at ');
  });

  test('keeps its tokens through a second start', async () => {
    await service.kill('SIGTERM');
    service = await started(folder);
    expect(service.token('STEWARD')).toBe(token);
    expect(await viewerOf(service, 'STEWARD')).toBe('Steward');
  });

  test('is gone on with after kill -9', async () => {
    await service.kill('SIGKILL');
    service = await started(folder);
    expect(await viewerOf(service, 'ADMIN')).toBe('Admin');
  });

  test('is not needed for GraphiQL, which is served from the packages installed', async () => {
    const page = await fetch(`${service.url}/graphql`, { headers: { accept: 'text/html' } });
    const html = await page.text();
    expect(html).not.toMatch(/https?:\/\//);
    const scripts = Array.from(html.matchAll(/(?:src|href)="([^"]+)"/g), (match) => match[1] ?? '');
    expect(scripts).toHaveLength(4);
    for (const script of scripts) expect((await fetch(`${service.url}${script}`)).status).toBe(200);
  });
});

test('a preset admin token signs the admin in; once it is reset it is refused in words, and another gives way to a new one', async () => {
  const folder = await freshFolder();
  const token = 'a-token-of-my-own-choice';
  const preset = { CONCORDANCE_ADMIN_TOKEN: token };
  const first = await started(folder, preset);
  expect(await viewerOf(first, { token })).toBe('Admin');
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
  expect([await viewerOf(second, 'EDITOR'), await viewerOf(second, 'ADMIN')]).toEqual(['Editor', 'Admin']);
});

test('help on serve is told, and nothing is started', async () => {
  const { exitCode, stdout } = await runToEnd(process.execPath, [launcher, 'serve', '--help'], {});
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('start the service, as npm start does')]);
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
