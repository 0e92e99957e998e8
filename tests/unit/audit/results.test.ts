import {
  auditResults,
  compareAudits,
  differencesBetween,
  planAudit,
  type AuditCoding,
  type AuditData,
  type PlanQuestion,
} from '../../../src/audit/domain';
import { seededRandom } from '../../../src/agreement/statistics';
import { reasonId, treeOf } from '../calibration/support';

const tree = treeOf(['bill', null], ['fee', 'bill'], ['refund', 'bill'], ['login', null]);
const leaves = ['fee', 'refund', 'login'].map(reasonId);

interface Simulated {
  readonly contacts: number;
  /** How often the second coder sees it as it was coded. */
  readonly agreeing: number;
  readonly models?: readonly number[];
  readonly seed?: number;
}

/** Contacts of one stratum of 10,000, each coder agreeing with production as often as is said. */
function simulated({ contacts, agreeing, models = [], seed = 1 }: Simulated): AuditData {
  const random = seededRandom(seed);
  const other = (first: number): number => (first + 1 + Math.floor(random() * 2)) % 3;
  const items = Array.from({ length: contacts }, (_, at) => ({
    ...{ id: `i${at}`, stratum: 0, first: Math.floor(random() * 3) },
  }));
  const coding = (item: (typeof items)[number], coderId: string, rate: number): AuditCoding => ({
    ...{ itemId: item.id, coderId, outcome: 'REASON', part: coderId === 'second' ? 'SECOND' : 'MODEL' },
    reasonId: leaves[random() < rate ? item.first : other(item.first)] ?? null,
  });
  return {
    ...{ measure: 'ALPHA', threshold: 0.667, tree, strata: [{ frame: 10_000, sample: contacts }] },
    items: items.map(({ id, stratum, first }) => ({
      id,
      stratum,
      firstReasonId: leaves[first] ?? reasonId(''),
      cluster: null,
    })),
    codings: items.flatMap((item) => [
      coding(item, 'second', agreeing),
      ...models.map((rate, at) => coding(item, `m${at}`, rate)),
    ]),
    models: models.map((_, at) => `m${at}`),
  };
}

test('contacts of one customer are left out together, and the formulas of before are kept as they were', () => {
  const alone = simulated({ contacts: 120, agreeing: 0.8, models: [0.7] });
  const paired = {
    ...alone,
    items: alone.items.map((item, at) => ({ ...item, cluster: at - (at % 2) })),
  };
  expect(auditResults(alone).basis.clusters).toBe(120);
  const found = auditResults(paired);
  expect(found.basis.clusters).toBe(60);
  expect(found.alpha.value).toBe(auditResults(alone).alpha.value);
  expect(found.alpha.standardError).not.toBe(auditResults(alone).alpha.standardError);
  const { clusters, ...basis } = auditResults(alone).basis;
  expect(clusters).toBeDefined();
  expect(auditResults(paired, 'audit-1')).toEqual({ ...auditResults(alone), basis });
});

describe('a verdict', () => {
  test('is PASS where the interval lies above the threshold and FAIL where it lies below', () => {
    expect(auditResults(simulated({ contacts: 200, agreeing: 0.95 })).verdict).toMatchObject({
      ...{ outcome: 'PASS', moreContacts: null },
    });
    expect(auditResults(simulated({ contacts: 200, agreeing: 0.5 })).verdict.outcome).toBe('FAIL');
  });

  test('is INCONCLUSIVE in between, and says how many contacts more would decide', () => {
    const { verdict, alpha } = auditResults(simulated({ contacts: 60, agreeing: 0.85 }));
    expect(verdict.outcome).toBe('INCONCLUSIVE');
    const more = verdict.moreContacts ?? 0;
    // The half width of so many contacts is no more than what parts value and threshold.
    const spread = ((alpha.standardError ?? 0) * Math.sqrt(60)) / Math.sqrt(1 - 60 / 10_000);
    const left = Math.sqrt(1 - (60 + more) / 10_000);
    expect((1.96 * spread * left) / Math.sqrt(60 + more)).toBeLessThanOrEqual(
      Math.abs((alpha.value ?? 0) - 0.667) * 1.001,
    );
  });

  test('of nothing is INCONCLUSIVE, with the cause beside the value that is not there', () => {
    const nothing = auditResults({ ...simulated({ contacts: 5, agreeing: 1 }), codings: [] });
    expect(nothing.verdict).toMatchObject({ outcome: 'INCONCLUSIVE', value: null, moreContacts: null });
    expect(nothing.alpha.undefinedBecause).toBe('NO_PAIRABLE_UNIT');
    expect(nothing.basis).toMatchObject({ contacts: 5, doubleCoded: 0, notCoded: 5, unseen: 10_000 });
  });
});

test('what is no reason does not count and is counted, and what is missing of a stratum is like what is there', () => {
  const data = simulated({ contacts: 40, agreeing: 0.9 });
  const codings = data.codings.slice(2).map((coding, at): AuditCoding => {
    if (at > 2) return coding;
    return { ...coding, outcome: at === 0 ? 'NO_REASON_FITS' : 'CANNOT_CODE', reasonId: null };
  });
  const { basis, reasons } = auditResults({ ...data, codings });
  expect(basis).toMatchObject({ doubleCoded: 35, notCoded: 2, noReasonFits: 1, cannotCode: 2, unseen: 0 });
  expect(reasons.map((reason) => reason.reasonId)).toEqual(leaves);
  expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(reasons.reduce((sum, { firstCodings }) => sum + firstCodings, 0)).toBe(35);
});

test('a model is held against second coders and production, and two models against each other on the same contacts', () => {
  const { models, modelDifferences, percentAgreement } = auditResults(
    simulated({ contacts: 300, agreeing: 1, models: [0.6, 0.9] }),
  );
  expect(percentAgreement.value).toBe(1);
  expect(models.map(({ coderId }) => coderId)).toEqual(['m0', 'm1']);
  // The second coder always agrees with production here.
  for (const { withSecond, withProduction } of models) expect(withSecond.value).toBe(withProduction.value);
  expect(models[1]?.reasons).toHaveLength(3);
  const [{ difference } = { difference: null }] = modelDifferences;
  expect(difference?.value).toBeCloseTo(
    (models[1]?.withSecond.value ?? 0) - (models[0]?.withSecond.value ?? 0),
    9,
  );
  expect(difference?.interval?.lower).toBeGreaterThan(0);
});

describe('an audit beside an earlier one', () => {
  const of = (agreeing: number, version = 1, seed = 1) => ({
    ...{ version, results: auditResults(simulated({ contacts: 300, agreeing, seed })) },
  });

  test('a drop is found, and none where there is none', () => {
    const dropped = compareAudits('ALPHA', of(0.95), of(0.7, 1, 2));
    expect(dropped.difference?.pValue).toBeLessThan(0.001);
    expect(dropped.difference?.difference).toBeLessThan(0);
    expect(compareAudits('ALPHA', of(0.8), of(0.8, 1, 2)).difference?.pValue).toBeGreaterThan(0.05);
    expect(dropped.mixDivergence).toBeLessThan(0.05);
  });

  test('of another version is not compared', () => {
    expect(compareAudits('ALPHA', of(0.9, 1), of(0.9, 2))).toMatchObject({
      ...{ difference: null, undefinedBecause: 'OTHER_VERSION' },
    });
  });
});

describe('planning', () => {
  const contacts = (question: Partial<PlanQuestion>): number => {
    const plan = planAudit({
      ...{ measure: 'ALPHA', population: null, goal: { kind: 'HALF_WIDTH', halfWidth: 0.1 } },
      basis: { kind: 'PILOT', standardError: 0.52 / Math.sqrt(50), contacts: 50 },
      ...question,
    });
    if (!plan.ok) throw new Error(plan.problem.message);
    return plan.value.contacts;
  };
  const closed = (percentAgreement: number, alpha: number | null = null) =>
    ({ kind: 'CLOSED_FORM', percentAgreement, alpha }) as const;

  test('meets the table of sample sizes', () => {
    // (1.96 x 0.52 / 0.1)²; percent agreement .8 within .05, and .9 to .8: Fleiss 1981.
    expect(contacts({})).toBe(104);
    expect(
      contacts({
        measure: 'PERCENT_AGREEMENT',
        basis: closed(0.8),
        goal: { kind: 'HALF_WIDTH', halfWidth: 0.05 },
      }),
    ).toBe(246);
    expect(
      contacts({ measure: 'PERCENT_AGREEMENT', basis: closed(0.9), goal: { kind: 'DROP', drop: 0.1 } }),
    ).toBe(199);
    // 2 x 0.48² x (1.96 + 0.8416)² / 0.1²
    expect(
      contacts({
        basis: { kind: 'AUDIT', standardError: 0.048, contacts: 100 },
        goal: { kind: 'DROP', drop: 0.1 },
      }),
    ).toBe(362);
    // (1 - 0.7) √(0.73 / 0.27) = 0.493, within 4 % of the simulated 0.48 to 0.51.
    expect(contacts({ basis: closed(0.73, 0.7) })).toBe(94);
  });

  test('a small population needs fewer, and no audit fewer than thirty where there are as many', () => {
    expect(contacts({ population: 104 })).toBe(52);
    expect(contacts({ goal: { kind: 'HALF_WIDTH', halfWidth: 0.4 } })).toBe(30);
    expect(contacts({ population: 20 })).toBe(20);
  });

  test.each<[string, Partial<PlanQuestion>]>([
    ['a half width of nothing', { goal: { kind: 'HALF_WIDTH', halfWidth: 0 } }],
    [
      'a drop of more than there is',
      { measure: 'PERCENT_AGREEMENT', basis: closed(0.5), goal: { kind: 'DROP', drop: 0.6 } },
    ],
    ['no alpha for alpha', { basis: closed(0.8) }],
    ['certain agreement', { basis: closed(1, 0.9) }],
    ['AC1 by the closed form', { measure: 'GWET_AC1', basis: closed(0.8, 0.7) }],
    ['no population', { population: 0 }],
    [
      'more contacts than there are anywhere',
      {
        basis: { kind: 'PILOT', standardError: 1, contacts: 2_147_483_647 },
        goal: { kind: 'HALF_WIDTH', halfWidth: 0.001 },
      },
    ],
    ['NaN', { basis: { kind: 'PILOT', standardError: Number.NaN, contacts: 50 } }],
  ])('%s is refused', (_what, question) => {
    expect(() => contacts(question)).toThrow('expected');
  });
});

test('what was computed again is told where it differs by more than rounding', () => {
  const stored = { alpha: { value: 0.7, interval: null }, reasons: [{ share: 0.5 }] };
  expect(differencesBetween(stored, { ...stored, reasons: [{ share: 0.5 + 1e-13 }] })).toEqual([]);
  expect(differencesBetween(stored, { ...stored, alpha: { value: 0.71, interval: null } })).toEqual([
    { path: 'alpha.value', stored: '0.7', recomputed: '0.71' },
  ]);
});
