import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  launcher,
  projectRoot,
  runToEnd,
  startServiceProcess,
  type ServiceProcess,
} from '../../support/service-process';

jest.setTimeout(300_000);

interface Step {
  readonly command: string;
  /** The lines that follow it; one of them may be left out as `…`, alone or within. */
  readonly expected: string;
}

let service: ServiceProcess;
let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'concordance-readme-'));
  service = await startServiceProcess(dataFolder);
});
afterAll(async () => {
  await service.kill('SIGTERM');
  await rm(dataFolder, { recursive: true, force: true });
  for (const made of ['bank-published.csv', 'bank.zendesk.json', 'calls.csv', 'rejected.csv', 'session.html'])
    await rm(join(projectRoot, made), { force: true });
});

function stepsOf(readme: string): readonly Step[] {
  const blocks = Array.from(readme.matchAll(/```console\n([^]*?)```/g), (match) => match[1] ?? '');
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...lines] = part.trimEnd().split('\n');
        return { command, expected: lines.join('\n') };
      }),
  );
}

/** What `…` stands for may be anything, several lines too. */
function pattern(expected: string): RegExp {
  const literal = expected.split('…').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^]*')}$`);
}

/** What npx finds, as the first command shows; the others are spared its start. */
const direct = `"${process.execPath}" "${launcher}"`;

test('every command of the tour prints what the README says', async () => {
  const steps = stepsOf(await readFile(join(projectRoot, 'README.md'), 'utf8'));
  expect(steps.length).toBeGreaterThan(10);
  const environment = { CONCORDANCE_DATA: dataFolder, CONCORDANCE_URL: service.url };
  for (const [place, { command, expected }] of steps.entries()) {
    const asRun = place === 0 ? command : command.replaceAll('npx concordance', direct);
    const { stdout, stderr } = await runToEnd('sh', ['-c', asRun], environment);
    expect({ command, printed: stdout.trimEnd(), stderr: stderr.replace(/npm warn.*\n/g, '') }).toEqual({
      command,
      printed: expect.stringMatching(pattern(expected)) as string,
      stderr: expect.any(String) as string,
    });
  }
});

test('every npm script that the README names is one of the package', async () => {
  const readme = await readFile(join(projectRoot, 'README.md'), 'utf8');
  const { scripts } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const named = Array.from(
    readme.matchAll(/npm (?:run )?(start|test|[a-z]+:?[a-z-]*)/g),
    (match) => match[1] ?? '',
  );
  const commands = named.filter((name) => name !== 'ci');
  expect(commands.length).toBeGreaterThan(4);
  expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
});
