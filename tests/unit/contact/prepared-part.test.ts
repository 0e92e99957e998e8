import { PreparedPart, type PartOfJob } from '../../../src/contact/commands/prepared-part';
import {
  CellReader,
  LocalClock,
  parseMapping,
  ReasonFinder,
  type CoderId,
  type ContactScene,
  type FileRow,
  type IngestJobId,
} from '../../../src/contact/domain';
import type { TaxonomyId } from '../../../src/platform/ids';
import { ResolutionList } from '../../../src/resolution/domain';
import { ReasonTree } from '../../../src/taxonomy/domain';

const id = (digit: string): string => `00000000-0000-7000-8000-00000000000${digit}`;
const scene: ContactScene = {
  ...{ now: new Date('2026-06-01T00:00:00Z'), clock: LocalClock.of('Europe/Amsterdam'), takenFrom: null },
  ...{ channels: new Set(['PHONE']), departments: new Map(), resolutions: ResolutionList.of([]) },
  coders: new Map([['ann', id('1') as CoderId]]),
  reasons: new ReasonFinder(
    [{ number: 1, effectiveFrom: new Date('2026-01-01T00:00:00Z'), tree: ReasonTree.empty }],
    new Map(),
  ),
  keepsUnknown: new Set(),
  pseudonymOf: (customer) => customer,
};
const against = { scene, digest: 'as it is' };
const withCoders = (coders: Readonly<Record<string, string>>, digest = against.digest) => ({
  digest,
  scene: { ...scene, coders: new Map(Object.entries(coders).map(([name, id]) => [name, id as CoderId])) },
});

const mapping = parseMapping({ source: 'desk' });
if (!mapping.ok) throw new Error(mapping.problem.message);
const reader = CellReader.under(['externalId', 'occurredAt', 'channel', 'coder'], mapping.value);
if (!reader.ok) throw new Error(reader.problem.message);
const job: PartOfJob = {
  ...{ taxonomyId: id('2') as TaxonomyId, jobId: id('3') as IngestJobId, mapping: mapping.value },
};
const rows: readonly FileRow[] = [
  ['1', '2026-03-01T09:30:00Z', 'PHONE', 'ann'],
  ['2', '2026-03-01T09:31:00Z', 'PHONE', 'bob'],
  ['3', '2026-04-01T09:31:00Z', 'PIGEON', 'ann'],
].map((cells, at) => ({ line: at + 2, read: () => reader.value.read(cells, at + 2) }));

test('a part that was made ready counts once, and only where what it was checked against holds', async () => {
  const ready = () => PreparedPart.of(rows, job, against);
  const part = await ready();
  expect([part.take(against), part.take(against)]).toEqual([true, false]);
  expect((await ready()).take(withCoders({ ann: id('1') }, 'otherwise'))).toBe(false);
  expect((await ready()).take(withCoders({ ann: id('4') }))).toBe(false);
  expect((await ready()).take(withCoders({}))).toBe(false);
  expect((await ready()).take(withCoders({ ann: id('1'), bob: id('5') }))).toBe(true);
});

test('rows with faults are looked at again, and taken where what they lacked has come', async () => {
  const part = await PreparedPart.of(rows, job, against);
  expect(part.counts).toMatchObject({ rows: 3, added: 1, rejected: 2 });
  expect(part.rejections(withCoders({ ann: id('1'), bob: id('5') }).scene)).toMatchObject([
    { line: 4, ordinal: 0, column: 'channel', code: 'UNKNOWN_CHANNEL', observed: 'PIGEON' },
  ]);
  expect(part.counts).toMatchObject({ rows: 3, added: 2, rejected: 1 });
  expect([...part.change.months()]).toEqual([['2026-03-01', 2]]);
  expect([...part.needs.coders]).toEqual(['ann', 'bob']);
});
