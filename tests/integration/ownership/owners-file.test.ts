import type { Role } from '../../../src/access/domain';
import { GraphqlClient } from '../../support/graphql';
import { governedScene, type GovernedScene } from '../../support/governed-scene';
import { newDepartment } from '../../support/ownership-cases';
import { startService, type TestService } from '../../support/service';
import { commandLine, type CommandLine } from '../exchange/exchanging';

// Two cores may be shared with much else.
jest.setTimeout(60_000);

let service: TestService;
let scene: GovernedScene;
let terminal: CommandLine;
beforeAll(async () => {
  service = await startService();
  scene = await governedScene(service);
  await newDepartment(scene.scenario, { code: 'VOR', name: 'V&OR' });
  await newDepartment(scene.scenario, { code: 'WAT', name: 'Waternet', aliases: ['WATER'] });
  terminal = await commandLine(service, ['STEWARD', 'EDITOR']);
});
afterAll(async () => {
  await terminal.close();
  await service.close();
});

async function send(body: string, query = '', role: Role = 'STEWARD') {
  const response = await fetch(`${service.url}/v1/taxonomies/${scene.scenario.key}/owners?${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token(role)}`, 'content-type': 'text/csv' },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function ownersOf(reason: string): Promise<readonly string[]> {
  const { ownersAt } = await new GraphqlClient(service, 'MACHINE').ask<
    { ownersAt: { owners: { role: string; department: { code: string } }[] } },
    object
  >('query($reason: ID!) { ownersAt(reason: $reason) { owners { role department { code } } } }', { reason });
  return ownersAt.owners.map(({ role, department }) => `${role} ${department.code}`);
}

const withName = 'reason,department,role\nrefund,WATER,R\ninvoice,V&OR,R\n';
const mended = withName.replace('V&OR', 'VOR');

test('a file that says a name for a code is refused with the place and the code, and nothing of it is taken', async () => {
  const refused = await send(withName);
  expect(refused).toMatchObject({
    status: 422,
    body: {
      problem: {
        ...{ code: 'OWNERS_FILE_REFUSED', faultCount: 1 },
        faults: [{ code: 'UNKNOWN_DEPARTMENT', line: 3, column: 2, observed: '"V&OR"', candidates: ['VOR'] }],
      },
    },
  });
  expect(await ownersOf(scene.refund)).toEqual([]);
});

test('a dry run tells and writes nothing; then it is taken, and once more it changes nothing', async () => {
  expect(await send(mended, 'dryRun=true')).toMatchObject({
    status: 200,
    body: { dryRun: true, changed: 2 },
  });
  expect(await ownersOf(scene.invoice)).toEqual([]);
  expect(await send(mended)).toMatchObject({ status: 200, body: { rows: 2, statements: 2, changed: 2 } });
  expect(await ownersOf(scene.invoice)).toEqual(['RESPONSIBLE VOR']);
  expect(await send(mended)).toMatchObject({ status: 200, body: { changed: 0 } });
  expect(await send(withName, 'acceptNames=true')).toMatchObject({ status: 200, body: { changed: 0 } });
});

test('a line about a retired reason is left out and told', async () => {
  const told = await send('reason,department\nfax,VOR\ndelivery,VOR\n');
  expect(told).toMatchObject({
    status: 200,
    body: { statements: 1, changed: 1, leftOut: [{ code: 'REASON_RETIRED', line: 2 }] },
  });
});

test('whoever may not assign is refused before the file is read', async () => {
  expect(await send(mended, '', 'EDITOR')).toMatchObject({ status: 403 });
  expect(await send(mended, 'dryRun=perhaps')).toMatchObject({ status: 400 });
  expect(await send('', '')).toMatchObject({
    status: 422,
    body: { problem: { faults: [{ code: 'NO_ROWS' }] } },
  });
});

test('the command line does the same, and its exit says how it ended', async () => {
  const { key } = scene.scenario;
  const bad = await terminal.file('bad.csv', withName);
  const good = await terminal.file('good.csv', mended.replaceAll(',R', ',I'));
  const refused = await terminal.run('assign', bad, '--taxonomy', key);
  expect(refused.exitCode).toBe(2);
  expect(refused.errors).toContain(
    `${bad}:3:2: UNKNOWN_DEPARTMENT: expected the code or an alias of a department (nearest: VOR)`,
  );
  const dry = await terminal.run('assign', good, '--taxonomy', key, '--dry-run');
  expect(dry).toMatchObject({ exitCode: 0, output: expect.stringContaining('2 would change something') });
  const taken = await terminal.run('assign', good, '--taxonomy', key);
  expect(taken).toMatchObject({ exitCode: 0, output: expect.stringContaining('2 changed something') });
  expect(await ownersOf(scene.invoice)).toContain('INFORMED VOR');
});

test('an import that waits for departments ends with 3 and says for whom it waits', async () => {
  const { scenario, billing } = scene;
  const department = await newDepartment(scenario, { code: 'FIN' });
  const owners = [{ reason: billing, role: 'ACCOUNTABLE', departments: [department] }];
  const input = { taxonomy: scenario.taxonomyId, owners, because: 'A test.' };
  await scenario.mutate('STEWARD', { name: 'assignOwners', input, fields: 'changed' });
  const file = await terminal.file('list.csv', 'id,parent,name\nbilling,,All billing\n');
  const waiting = await terminal.run('import', file, '--taxonomy', scenario.key, '--publish');
  expect(waiting.exitCode).toBe(3);
  expect(waiting.errors).toContain('the approval of FIN for one reason');
});
