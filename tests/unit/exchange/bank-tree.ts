import { planCreates, ReasonTree, type Operation } from '../../../src/taxonomy/domain';
import { applied, reasonId } from '../taxonomy/trees';

/** Bills with a refund under them, in two languages, and one that was merged into the refund. */
export const bank = (): ReasonTree => {
  const wish = (number: number, code: string, parent: number | null) => ({
    reasonId: reasonId(number),
    code,
    parentId: parent === null ? null : reasonId(parent),
    labels: { en: `The ${code}`, nl: `De ${code}` },
  });
  const wishes = [
    wish(1, 'bill', null),
    wish(2, 'refund', 1),
    wish(3, 'money-back', 1),
    wish(4, 'move', null),
  ];
  const note = (
    name: 'DEFINITION' | 'INCLUDES' | 'EXCLUDES' | 'EXAMPLES' | 'EDGE_CASES',
    text: string,
  ): Operation => ({
    ...{ kind: 'SetNote', reasonId: reasonId(2), note: name, language: 'en', text },
    ...{ excludes: null, scope: 'EDITORIAL' },
  });
  return applied(ReasonTree.empty, [
    ...planCreates(ReasonTree.empty, wishes),
    note('DEFINITION', 'Money that goes back.'),
    note('INCLUDES', 'Part of it, too.'),
    note('EXCLUDES', 'A gift.'),
    note('EXAMPLES', '"I was charged twice"\nor more'),
    note('EDGE_CASES', 'A voucher is none.'),
    { kind: 'AddSynonym', reasonId: reasonId(2), language: 'en', text: 'chargeback', hidden: false },
    { kind: 'AddSynonym', reasonId: reasonId(2), language: 'en', text: 'refnd', hidden: true },
    {
      kind: 'RetireReason',
      reasonId: reasonId(3),
      retirement: {
        reason: 'MERGED',
        associations: [{ kind: 'REPLACED_BY', targetId: reasonId(2), share: null }],
        justification: null,
      },
    },
  ]).tree;
};
