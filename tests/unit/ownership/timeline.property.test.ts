import fc from 'fast-check';
import type { DepartmentId, ReasonId } from '../../../src/platform/ids';
import {
  holdersAt,
  stated,
  type AssignmentId,
  type AssignmentRecord,
  type OwnerStatement,
} from '../../../src/ownership/domain';

const reasonId = 'r' as ReasonId;
const day = (number: number): Date => new Date(Date.UTC(2026, 0, 1 + number));
const department = fc.constantFrom('a', 'b', 'c').map((name) => name as DepartmentId);

type Wish = Pick<OwnerStatement, 'departmentIds' | 'from' | 'until'>;

const statement: fc.Arbitrary<Wish> = fc
  .record({
    departmentIds: fc.uniqueArray(department, { maxLength: 3 }),
    start: fc.integer({ min: 0, max: 20 }),
    length: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
  })
  .map(({ departmentIds, start, length }) => ({
    departmentIds,
    from: day(start),
    until: length === null ? null : day(start + length),
  }));

let made = 0;

/** What is believed after a statement: the closed records go, the opened ones come. */
function after(records: readonly AssignmentRecord[], wish: Wish): readonly AssignmentRecord[] {
  const { closed, opened } = stated(records, wish);
  const added = opened.map(({ departmentId, from, until }): AssignmentRecord => {
    made += 1;
    const id = `n${made}` as AssignmentId;
    return { id, reasonId, role: 'RESPONSIBLE', departmentId, validFrom: from, validUntil: until };
  });
  return [...records.filter((record) => !closed.includes(record)), ...added];
}

const believed = fc.array(statement, { maxLength: 8 }).map((wishes) => wishes.reduce(after, []));
const everyDay = Array.from({ length: 40 }, (_, number) => day(number));
const sorted = (ids: readonly DepartmentId[]): readonly DepartmentId[] => [...ids].sort();

test('within its time a statement holds, and outside of it all is as it was', () => {
  fc.assert(
    fc.property(believed, statement, (records, wish) => {
      const { until } = stated(records, wish);
      const next = after(records, wish);
      for (const moment of everyDay) {
        const isWithin = moment >= wish.from && (until === null || moment < until);
        const expected = isWithin ? wish.departmentIds : holdersAt(records, moment);
        expect(sorted(holdersAt(next, moment))).toEqual(sorted(expected));
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('the same statement once more changes nothing', () => {
  fc.assert(
    fc.property(believed, statement, (records, wish) => {
      const { until } = stated(records, wish);
      expect(stated(after(records, wish), { ...wish, until })).toMatchObject({ closed: [], opened: [] });
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('no department holds a role twice at a moment, and with one department at a time there is never a second', () => {
  const single = statement.map((wish) => ({ ...wish, departmentIds: wish.departmentIds.slice(0, 1) }));
  fc.assert(
    fc.property(believed, fc.array(single, { maxLength: 8 }), (records, singles) => {
      for (const moment of everyDay) {
        const holders = holdersAt(records, moment);
        expect(new Set(holders).size).toBe(holders.length);
        expect(holdersAt(singles.reduce(after, []), moment).length).toBeLessThanOrEqual(1);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('statements without an end can be made in any order, as long as no two start at one moment', () => {
  const openEnded = fc.uniqueArray(
    statement.map((wish) => ({ ...wish, until: null })),
    { selector: ({ from }) => from.getTime(), maxLength: 6 },
  );
  fc.assert(
    fc.property(openEnded, fc.nat(), (wishes, turn) => {
      const turned = wishes.map((_, at) => wishes[(at + turn) % wishes.length]).flatMap((wish) => wish ?? []);
      // A statement that says what is so already leaves no trace of where it was made.
      const hasRepeats = wishes.some((one) =>
        wishes.some(
          (other) => one !== other && sorted(one.departmentIds).join() === sorted(other.departmentIds).join(),
        ),
      );
      fc.pre(!hasRepeats && wishes.every(({ departmentIds }) => departmentIds.length === 1));
      for (const moment of everyDay)
        expect(holdersAt(turned.reduce(after, []), moment)).toEqual(
          holdersAt(wishes.reduce(after, []), moment),
        );
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('a hand-over that is settled for later stays when something is stated before it', () => {
  const base = { id: '1' as AssignmentId, reasonId, role: 'ACCOUNTABLE' } as const;
  const [sales, care] = ['sales' as DepartmentId, 'care' as DepartmentId];
  const records: readonly AssignmentRecord[] = [
    { ...base, departmentId: sales, validFrom: day(0), validUntil: day(10) },
    { ...base, id: '2' as AssignmentId, departmentId: care, validFrom: day(10), validUntil: null },
  ];
  const change = stated(records, { departmentIds: ['it' as DepartmentId], from: day(5), until: null });
  expect(change).toEqual({
    closed: [records[0]],
    opened: [
      { departmentId: 'sales', from: day(0), until: day(5) },
      { departmentId: 'it', from: day(5), until: day(10) },
    ],
    until: day(10),
  });
});
