import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const project = join(__dirname, '..', '..');
const rulesFile = join(__dirname, 'dependency-rules.cjs');

interface Import {
  readonly from: string;
  /** A file of the project, or the name of a package. */
  readonly to: string;
  /** The import is of a type: it counts all the same. */
  readonly isType?: boolean;
}

/** One violation of each rule, planted on purpose. */
const violations: Readonly<Record<string, Import>> = {
  'domain-is-pure': { from: 'src/a/domain/impure.ts', to: 'src/a/commands/act.ts', isType: true },
  'domain-knows-no-server': { from: 'src/a/domain/saving.ts', to: 'typeorm', isType: true },
  'domain-does-no-input-or-output': { from: 'src/a/domain/reading.ts', to: 'node:fs' },
  'statistics-stand-alone': { from: 'src/a/statistics/leaning.ts', to: 'src/a/domain/index.ts' },
  'commands-know-no-graphql': { from: 'src/a/commands/showing.ts', to: 'type-graphql' },
  'queries-never-change': { from: 'src/a/queries/changing.ts', to: 'src/a/commands/act.ts' },
  'persistence-knows-no-caller': { from: 'src/a/persistence/calling.ts', to: 'src/a/commands/act.ts' },
  'graphql-goes-through-commands-and-queries': {
    from: 'src/a/graphql/shortcut.ts',
    to: 'src/a/persistence/row.ts',
    isType: true,
  },
  'sql-has-one-home': { from: 'src/a/commands/asking.ts', to: 'src/platform/database/sql.ts' },
  'modules-meet-at-their-doors': { from: 'src/a/commands/burgling.ts', to: 'src/b/queries/reader.ts' },
  'domains-meet-in-domains': { from: 'src/a/domain/wandering.ts', to: 'src/b/index.ts' },
  'graphs-meet-in-graphql': { from: 'src/a/queries/drawing.ts', to: 'src/b/graphql/index.ts' },
  'platform-knows-no-module': { from: 'src/platform/learned.ts', to: 'src/a/domain/index.ts' },
  'modules-know-no-wiring': { from: 'src/a/commands/wired.ts', to: 'src/config.ts' },
  'cli-speaks-to-a-service': { from: 'src/cli/backdoor.ts', to: 'src/a/commands/act.ts' },
  'no-cycles': { from: 'src/b/domain/egg.ts', to: 'src/b/domain/hen.ts' },
  'product-needs-no-tests': { from: 'src/a/queries/tested.ts', to: 'tests/support/helper.ts' },
  'product-needs-no-tools': { from: 'src/a/queries/tooled.ts', to: 'fast-check' },
  'everything-resolves': { from: 'src/a/domain/lost.ts', to: 'src/a/domain/nowhere.ts' },
};

/** What the table of the architecture allows: none of it may be caught. */
const allowed: readonly Import[] = [
  { from: 'src/a/domain/good-rule.ts', to: 'src/platform/result.ts' },
  { from: 'src/a/domain/good-neighbour.ts', to: 'src/b/domain/index.ts' },
  { from: 'src/a/statistics/good-number.ts', to: 'src/platform/result.ts' },
  { from: 'src/a/commands/good-command.ts', to: 'src/a/persistence/row.ts' },
  { from: 'src/a/commands/good-caller.ts', to: 'src/b/index.ts' },
  { from: 'src/a/queries/good-query.ts', to: 'src/a/persistence/row.ts' },
  { from: 'src/a/persistence/good-repository.ts', to: 'typeorm' },
  { from: 'src/a/persistence/good-row.ts', to: 'src/a/domain/index.ts' },
  { from: 'src/a/graphql/good-resolver.ts', to: 'src/a/commands/act.ts' },
  { from: 'src/a/graphql/good-extension.ts', to: 'src/b/graphql/index.ts' },
  { from: 'src/good-wiring.ts', to: 'src/a/index.ts' },
];

const plainFiles = [
  'src/a/index.ts',
  'src/a/domain/index.ts',
  'src/a/commands/act.ts',
  'src/a/persistence/row.ts',
  'src/b/index.ts',
  'src/b/domain/index.ts',
  'src/b/queries/reader.ts',
  'src/b/graphql/index.ts',
  'src/config.ts',
  'src/platform/result.ts',
  'src/platform/database/sql.ts',
  'tests/support/helper.ts',
];

interface Caught {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let caught: readonly Caught[];

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'dependency-rules-'));
  try {
    plant(folder);
    caught = cruise(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const planted = Object.entries(violations);

test.each(planted)('the rule %s catches its violation', (rule, { from }) => {
  expect(caught.filter((violation) => violation.from === from).map(({ rule: { name } }) => name)).toContain(
    rule,
  );
});

test('every rule has a violation planted', () => {
  const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>(rulesFile);
  expect(Object.keys(violations).sort()).toEqual(forbidden.map(({ name }) => name).sort());
});

test('what the architecture allows is let through', () => {
  const good = allowed.map(({ from }) => from);
  expect(caught.filter(({ from }) => good.includes(from))).toEqual([]);
});

function plant(folder: string): void {
  for (const file of plainFiles) write(folder, file, 'export type Something = string;\n');
  for (const each of [...planted.map(([, violation]) => violation), ...allowed]) {
    write(folder, each.from, importOf(each));
  }
  write(folder, 'src/b/domain/hen.ts', importOf({ from: 'src/b/domain/hen.ts', to: 'src/b/domain/egg.ts' }));
  for (const file of ['tsconfig.json', 'package.json']) cpSync(join(project, file), join(folder, file));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
}

function importOf({ from, to, isType = false }: Import): string {
  const isFile = to.endsWith('.ts');
  const path = relative(dirname(from), to).replace(/\.ts$/, '');
  const target = !isFile ? to : path.startsWith('.') ? path : `./${path}`;
  return `import ${isType ? 'type ' : ''}* as it from '${target}';\nexport type It = typeof it;\nexport const kept = 1;\n`;
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function cruise(folder: string): readonly Caught[] {
  const program = join(project, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const words = [program, '--config', rulesFile, '--output-type', 'json', 'src', 'tests'];
  const { stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (stdout === '') throw new Error(`expected what was found, but got: ${stderr}`);
  return (JSON.parse(stdout) as { summary: { violations: readonly Caught[] } }).summary.violations;
}
