import { measuresByMonth } from '../../../src/figures/queries/measure-figures';
import type { FiguresReader } from '../../../src/figures/queries/figures-reader';
import { UsageFigures } from '../../../src/figures/queries/usage-figures';
import type { ReasonId } from '../../../src/platform/ids';
import { ReasonTree, type TaxonomyRecord } from '../../../src/taxonomy/domain';
import { reasonId } from '../taxonomy/trees';

const months = ['2025-01-01', '2025-02-01'];
const reasons = [1, 2, 3].map(reasonId);
const rowsOf = (more: object) =>
  reasons.flatMap((reason, at) =>
    months.map((month) => ({ reason, version: 1, month, contacts: at + 1, ...more })),
  );
const nothing = { satisfaction: null, sentiment: null, escalated: null, firstResolved: null };
const reader = {
  usage: { counts: () => Promise.resolve(rowsOf(nothing)) },
  contactFigures: { handling: () => Promise.resolve(rowsOf({ handling: 1, seconds: 15 })) },
} as unknown as FiguresReader;
const question = {
  ...{ from: '2025-01-01', until: '2025-03-01', statedIn: null, without: [] },
  filter: { channels: null, segments: null, departments: null, versions: null },
};

it('the months of many reasons are worked out of their rows once', async () => {
  let restated = 0;
  const translate = (id: ReasonId) => {
    restated += 1;
    return { kind: 'RESTATED' as const, targets: [{ reasonId: id, share: 1 }] };
  };
  const stated = { version: null, tree: ReasonTree.empty, correspondence: { translate } };
  const taxonomy = { id: 't' } as unknown as TaxonomyRecord;
  const figures = new UsageFigures(reader, { taxonomy, question, stated });
  for (const reason of reasons)
    expect([...(await measuresByMonth(figures, reason, null)).keys()].sort()).toEqual(months);
  expect(restated).toBe(2 * reasons.length * months.length);
});
