import { readFile } from 'node:fs/promises';
import { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { commandLine, type CommandLine } from './exchanging';

jest.setTimeout(120_000);

const list = 'id,parent,name\n1,,Billing\n2,1,Refund\n3,,Moving\n';

let service: TestService;
let cli: CommandLine;
beforeAll(async () => {
  service = await startService();
  cli = await commandLine(service, ['EDITOR', 'STEWARD']);
});
afterAll(async () => {
  await cli.close();
  await service.close();
});

describe('concordance import', () => {
  it('publishes where no approval is asked for, does nothing the second time, and what is exported is nothing to do', async () => {
    const { key } = await Scenario.create(service, { policy: { approvals: 0 } });
    const file = await cli.file('list.csv', list);
    const dry = await cli.run('import', file, '--taxonomy', key, '--dry-run');
    expect([dry.exitCode, dry.output]).toEqual([
      0,
      expect.stringContaining('A dry run: nothing was written.'),
    ]);
    const first = await cli.run('import', file, '--taxonomy', key, '--publish');
    expect([first.exitCode, first.output]).toEqual([
      0,
      expect.stringMatching(/3 created[^]*Published version 1, [0-9a-f]{64}/),
    ]);
    const again = await cli.run('import', file, '--taxonomy', key, '--publish');
    expect([again.exitCode, again.output]).toEqual([0, expect.stringContaining('Nothing to do')]);
    const output = `${file}.out.csv`;
    expect(await cli.run('export', key, '--format', 'csv', '--output', output)).toMatchObject({
      exitCode: 0,
    });
    expect(await readFile(output, 'utf8')).toContain('2,1,Refund');
    expect((await cli.run('import', output, '--taxonomy', key)).output).toContain('Nothing to do');
  });

  it('stops in review where approvals are asked for, says who is missing and ends with 3', async () => {
    const { key } = await Scenario.create(service);
    const { exitCode, errors } = await cli.run(
      'import',
      await cli.file('list.csv', list),
      '--taxonomy',
      key,
      '--publish',
    );
    expect([exitCode, errors]).toEqual([3, expect.stringContaining('waits for 1 of 1 approvals')]);
  });

  it('prints a refused file with lines and columns and ends with 2', async () => {
    const { key } = await Scenario.create(service);
    const file = await cli.file('bad.csv', 'id,parent,name\n1,1,A\n2,9,B\n');
    const { exitCode, output } = await cli.run('import', file, '--taxonomy', key);
    expect([exitCode, output]).toEqual([
      2,
      expect.stringMatching(/bad\.csv:2:2: refused SELF_PARENT[^]*bad\.csv:3:2: refused ORPHAN/),
    ]);
    expect(
      (await cli.run('import', file, '--taxonomy', key, '--self-parent', 'root', '--duplicate-id', 'first'))
        .exitCode,
    ).toBe(2);
  });

  it('leaves a draft that is blocked open and ends with 4', async () => {
    const { key } = await Scenario.create(service);
    const file = await cli.file('blocked.csv', 'id,parent,name\n1,,A\n2,,a\n');
    const { exitCode, output } = await cli.run('import', file, '--taxonomy', key, '--publish');
    expect([exitCode, output]).toEqual([4, expect.stringContaining('blocks: SIBLING_LABEL_CLASH')]);
  });

  it('tells a file, a taxonomy or an option that is not there, and ends with 1', async () => {
    const { key } = await Scenario.create(service);
    const file = await cli.file('list.csv', list);
    for (const words of [
      ['import', `${file}.none.csv`, '--taxonomy', key],
      ['import', file, '--taxonomy', 'no-such'],
      ['import', file],
      ['import', file, '--taxonomy', key, '--retire-missing'],
      ['import', file, '--taxonomy', key, '--publish', '--effective-from', 'yesterday'],
      ['import', file, '--taxonomy', key, '--effective-from', '2025-06-01T00:00:00Z'],
      ['export', 'no-such'],
      ['lint', 'no-such'],
    ]) {
      const { exitCode, errors } = await cli.run(...words);
      expect([words.join(' '), exitCode, errors.includes('    at ')]).toEqual([words.join(' '), 1, false]);
    }
  });
});
