import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, lookedAt } from '../support/chromium';
import {
  plainContacts,
  plainPerCustomer,
  plainRecoding,
  plainRepeats,
  type PlainContact,
  type PlainTruth,
} from '../support/plain-figures';
import { Scenario, type DraftRef } from '../support/scenario';
import { startService, type TestService } from '../support/service';

/*
 * Half a year of some thousand customers, whose repeats the generator knows: each figure against a program that holds each row
 * against every other one, in a time zone whose clocks were changed meanwhile.
 */
jest.setTimeout(600_000);

const tree = { net: ['outage', 'slow'], bill: ['unclear', 'copy'], move: ['when', 'where'] } as const;
const leaves = Object.values(tree).flat();
const categoryOf = (reason: string): string =>
  Object.entries(tree).find(([, own]) => (own as readonly string[]).includes(reason))?.[0] ?? '';
const period = { from: '2025-01-01', until: '2025-07-01' };
const span = { from: Date.parse('2024-12-31T23:00:00Z'), until: Date.parse('2025-06-30T22:00:00Z') };

let service: TestService;
let desk: Scenario;
const truth: PlainTruth = plainContacts({
  ...{ seed: 5, customers: 2_000, days: 180, reasons: leaves, start: '2025-01-01T00:00:00Z' },
});
beforeAll(async () => {
  service = await startService();
  desk = await Scenario.create(service, {
    ...{ timeZone: 'Europe/Amsterdam', policy: { approvals: 0, backdating: 'ALLOWED' } },
  });
  let draft: DraftRef = await desk.openDraft();
  for (const [parent, own] of Object.entries(tree)) {
    const above = await desk.createReason(draft, { code: parent, label: parent });
    ({ draft } = above);
    for (const code of own)
      ({ draft } = await desk.createReason(draft, { code, label: code, parent: above.reason }));
  }
  await desk.publish(draft, '2024-06-01T00:00:00Z');
  for (let at = 0; at < truth.rows.length; at += 500) {
    const contacts = truth.rows.slice(at, at + 500).map((one) => ({ source: 'plain', ...one }));
    const call = {
      name: 'addContacts',
      input: { taxonomy: desk.taxonomyId, contacts },
      fields: 'rejected { code }',
    };
    expect(await desk.mutate('ANALYST', call)).toMatchObject({ rejected: [] });
  }
});
afterAll(() => service.close());

async function figures<Found>(fields: string): Promise<Found> {
  const text = `{ usageFigures(taxonomy: "${desk.key}", from: "${period.from}", until: "${period.until}") { ${fields} } }`;
  return (await desk.as('ANALYST').ask<{ usageFigures: Found }, object>(text)).usageFigures;
}

const rules = {
  NONE: () => true,
  LEVEL1: (one: string, other: string) => categoryOf(one) === categoryOf(other),
  LEAF: (one: string, other: string) => one === other,
} as const;

interface Resolved {
  readonly share: { readonly value: number; readonly count: number; readonly of: number };
  readonly basis: string;
}

test('repeats under each window and each reading of the same reason are what the rows say, and what was made', async () => {
  const known = new Map(truth.rows.map((row) => [row.externalId, row]));
  const customerOf = (row: PlainContact | undefined): string | null => row?.customer ?? null;
  const lines: string[] = [];
  for (const days of [7, 14, 30]) {
    for (const [word, same] of Object.entries(rules)) {
      const plain = plainRepeats(truth.rows, span, { days, same });
      const { firstContactResolution: found } = await figures<{ firstContactResolution: Resolved }>(
        `firstContactResolution(windowDays: ${days}, sameReason: ${word}) { basis share { value count of } }`,
      );
      expect({ days, word, ...found }).toMatchObject({
        ...{ basis: 'NO_REPEAT', share: { count: plain.of - plain.followed, of: plain.of } },
      });
      lines.push(`${days} days, ${word}: ${found.share.value.toFixed(4)} of ${plain.of} contacts`);
      if (word !== 'LEAF') continue;
      // Whoever made the contacts had so many of them repeated for certain; others repeat by chance.
      const made = truth.repeated.filter(({ externalId, afterDays }) => {
        const first = known.get(externalId);
        const end = Date.parse(first?.occurredAt ?? '') + days * 86_400_000;
        return customerOf(first) !== null && afterDays < days && end <= span.until;
      }).length;
      expect(plain.followed).toBeGreaterThan(0.8 * made);
    }
  }
  process.stdout.write(`first-contact resolution by the proxy:\n  ${lines.join('\n  ')}\n`);
  expect(new Set(lines).size).toBe(9);
});

test('contacts per customer and recodings are what the rows say', async () => {
  const plain = plainPerCustomer(truth.rows, span);
  const found = await figures<object>(
    `contactsPerCustomer { customers contacts mean { value } median { value } distribution(first: 100) { nodes { contacts customers } } }
     recoding { rate { count of } }`,
  );
  expect(found).toMatchObject({
    contactsPerCustomer: {
      ...{ customers: plain.customers, contacts: plain.contacts, median: { value: plain.median } },
      mean: { value: expect.closeTo(plain.mean, 9) as number },
      distribution: {
        nodes: plain.distribution.map(([contacts, customers]) => ({ contacts, customers })),
      },
    },
    recoding: { rate: plainRecoding(truth.rows) },
  });
});

test('the command line writes the page of a period to a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concordance-figures-'));
  const output = join(folder, 'figures.html');
  const launcher = join(__dirname, '..', '..', 'src', 'cli', 'launch.cjs');
  const environment = { ...process.env, CONCORDANCE_TOKEN: service.token('ANALYST') };
  const written = (...options: readonly string[]) =>
    promisify(execFile)(
      process.execPath,
      [launcher, 'report', '--figures', ...options, '--output', output, '--url', service.url],
      { env: environment },
    );
  const days = ['--from', period.from, '--until', period.until];
  const { stderr } = await written('--taxonomy', desk.key, ...days);
  expect(stderr).toContain(`Wrote the report to ${output}.`);
  expect(await readFile(output, 'utf8')).toContain('Repeats and first-contact resolution');
  await written('--taxonomy', desk.key, ...days, '--channel', 'PHONE', 'EMAIL', '--version', '1');
  expect(await readFile(output, 'utf8')).toMatch(
    /Only contacts that came by .* or .*, that were coded in version 1\./,
  );
  for (const [wrong, said] of [
    [['--taxonomy', desk.key], 'expected --from DAY and --until DAY'],
    [days, 'expected --taxonomy KEY with --figures'],
    [['--taxonomy', 'nothing', ...days], 'expected the key of a taxonomy'],
    [['--taxonomy', desk.key, ...days, '--channel', 'FONE'], 'nearest: PHONE'],
  ] as const)
    await expect(written(...wrong)).rejects.toMatchObject({
      stderr: expect.stringContaining(said) as string,
    });
  await rm(folder, { recursive: true });
});

const describeWithBrowser = chromium === undefined ? describe.skip : describe;
describeWithBrowser('the page of a period', () => {
  test('is drawn by a browser and by its printer', async () => {
    const response = await fetch(
      `${service.url}/v1/taxonomies/${desk.key}/figures/report?from=${period.from}&until=${period.until}`,
      { headers: { authorization: `Bearer ${service.token('ANALYST')}` } },
    );
    const folder = await mkdtemp(join(tmpdir(), 'concordance-figures-'));
    try {
      const file = join(folder, 'figures.html');
      await writeFile(file, await response.text());
      const { picture, paper } = await lookedAt(chromium ?? '', file);
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      expect(picture.length).toBeGreaterThan(50_000);
      expect(paper.subarray(0, 4).toString()).toBe('%PDF');
      expect(paper.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
