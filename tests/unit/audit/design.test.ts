import fc from 'fast-check';
import {
  allocateSample,
  assignCoders,
  type FrameStratum,
  type SecondCoder,
  type ToAssign,
} from '../../../src/audit/domain';
import { runs } from '../../support/properties';

const someStrata = fc.array(
  fc.record({ reasonId: fc.constantFrom('a', 'b', 'c', 'd', null), frame: fc.integer({ min: 1, max: 500 }) }),
  { minLength: 1, maxLength: 12 },
);

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const frameOf = (strata: readonly FrameStratum[]): number => total(strata.map(({ frame }) => frame));

function allocated(strata: readonly FrameStratum[], size: number, floor: number | null): readonly number[] {
  const found = allocateSample(strata, { size, floor });
  if (!found.ok) throw new Error(`expected ${size} from ${found.problem.least} to ${found.problem.most}`);
  return found.value;
}

describe('sharing a sample out over strata', () => {
  test('without a floor it is in proportion', () => {
    const strata = [600, 300, 100].map((frame) => ({ reasonId: null, frame }));
    expect(allocated(strata, 50, null)).toEqual([30, 15, 5]);
  });

  test('a floor lifts rare reasons, and the others give in proportion', () => {
    const strata = [
      { reasonId: 'a', frame: 600 },
      { reasonId: 'b', frame: 380 },
      { reasonId: 'c', frame: 20 },
    ];
    expect(allocated(strata, 110, 12)).toEqual([60, 38, 12]);
  });

  test('the floor of a reason is shared out over its strata', () => {
    const strata = [
      { reasonId: 'a', frame: 900 },
      { reasonId: 'b', frame: 60 },
      { reasonId: 'b', frame: 40 },
    ];
    expect(allocated(strata, 60, 20)).toEqual([40, 12, 8]);
  });

  test('what the strata need at least is said where the size is smaller, and what there is where it is larger', () => {
    const strata = [3, 1, 50].map((frame) => ({ reasonId: null, frame }));
    expect(allocateSample(strata, { size: 4, floor: null })).toMatchObject({
      problem: { least: 5, most: 54 },
    });
    expect(allocateSample(strata, { size: 55, floor: null }).ok).toBe(false);
    expect(allocated(strata, 54, null)).toEqual([3, 1, 50]);
  });

  test('whatever the strata, the size is met, no stratum gives more than it has or less than two, no reason less than its floor', () => {
    fc.assert(
      fc.property(
        someStrata,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.integer({ min: 1, max: 40 })),
        (strata, share, floor) => {
          const range = allocateSample(strata, { size: 0, floor });
          if (range.ok) throw new Error('nothing can be drawn of something');
          const { least, most } = range.problem;
          const size = least + Math.round(share * (most - least));
          const drawn = allocated(strata, size, floor);
          expect(total(drawn)).toBe(size);
          for (const [at, { frame }] of strata.entries()) {
            expect(drawn[at]).toBeLessThanOrEqual(frame);
            expect(drawn[at]).toBeGreaterThanOrEqual(Math.min(frame, 2));
          }
          for (const reason of new Set(strata.map(({ reasonId }) => reasonId))) {
            const own = [...strata.entries()].filter(([, { reasonId }]) => reasonId === reason);
            const reached = total(own.map(([at]) => drawn[at] ?? 0));
            expect(reached).toBeGreaterThanOrEqual(Math.min(frameOf(own.map(([, one]) => one)), floor ?? 0));
          }
        },
      ),
      runs(100),
    );
  });
});

const people = ['a', 'b', 'c', 'd'];
const someContacts = fc.array(
  fc.record({
    firstCoder: fc.constantFrom(...people, 'e', 'f', null),
    department: fc.constantFrom('x', 'y', null),
  }),
  { minLength: 1, maxLength: 60 },
);
const coders: readonly SecondCoder[] = people.map((id, at) => ({ id, department: at % 2 === 0 ? 'x' : 'y' }));

describe('assigning second coders', () => {
  test('nobody codes what they coded first, the same seed assigns the same, and loads differ by one where nothing forbids it', () => {
    fc.assert(
      fc.property(someContacts, fc.integer({ min: 0, max: 1e6 }), (contacts, seed) => {
        const { coders: chosen } = assignCoders(contacts, coders, { seed, across: 0 });
        expect(assignCoders(contacts, coders, { seed, across: 0 }).coders).toEqual(chosen);
        for (const [at, coder] of chosen.entries()) {
          expect(coder).not.toBeNull();
          expect(coders[coder ?? -1]?.id).not.toBe(contacts[at]?.firstCoder);
        }
        const forbids = people.some(
          (id) =>
            contacts.filter(({ firstCoder }) => firstCoder === id).length > contacts.length / people.length,
        );
        const loads = people.map((_, at) => chosen.filter((coder) => coder === at).length);
        if (!forbids) expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      }),
      runs(100),
    );
  });

  test('coders who would fall apart into two groups are linked', () => {
    // a and b code for each other and so do c and d: only a contact across links them.
    const contacts: readonly ToAssign[] = ['a', 'b', 'c', 'd', 'a', 'c'].map((firstCoder) => ({
      ...{ firstCoder, department: 'x' },
    }));
    for (let seed = 0; seed < 50; seed += 1)
      expect(assignCoders(contacts, coders, { seed, across: 0 }).connected).toBe(true);
    const two = [
      { firstCoder: 'a', department: null },
      { firstCoder: 'c', department: null },
    ];
    const apart = assignCoders(two, coders, { seed: 1, across: 0 });
    expect(apart.coders).toHaveLength(2);
  });

  test('a share of the contacts is coded across departments', () => {
    const contacts = Array.from({ length: 40 }, (_, at) => ({ firstCoder: `f${at % 5}`, department: 'x' }));
    for (const across of [0, 0.25, 1]) {
      const found = assignCoders(contacts, coders, { seed: 3, across });
      expect(found.acrossDepartments).toBeGreaterThanOrEqual(across);
    }
    expect(assignCoders(contacts, coders, { seed: 3, across: 1 }).acrossDepartments).toBe(1);
  });

  test('a contact that its only other coder coded first stays with nobody', () => {
    const only = [{ id: 'a', department: null }];
    expect(
      assignCoders([{ firstCoder: 'a', department: null }], only, { seed: 1, across: 0 }).coders,
    ).toEqual([null]);
  });
});
