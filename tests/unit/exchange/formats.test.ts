import fc from 'fast-check';
import type { ExportWish } from '../../../src/exchange/domain';
import { ReasonTree } from '../../../src/taxonomy/domain';
import { runs } from '../../support/properties';
import { growing, seed, someOperations } from '../taxonomy/trees';
import { differences, ownedUp } from './differences';
import { accepted, exported, formats, optionsFor } from './exporting';
import { someTree } from './some-tree';

const missing = { reason: 'OUTDATED', because: 'Not listed.' } as const;

/** Every format, tables with each delimiter and encoding, and those of one language in the other one too. */
const ways: readonly (readonly [string, ExportWish])[] = [
  ...formats.map((format) => [format, { format }] as const),
  ['csv with semicolons', { format: 'csv', delimiter: 'semicolon' }],
  ...(['text', 'zendesk', 'salesforce', 'genesys'] as const).map(
    (format) => [`${format} in Dutch`, { format, language: 'nl' }] as const,
  ),
];

/** As a version holds it: nothing in use stands under what is retired. */
const sealable = (tree: ReasonTree): ReasonTree =>
  ReasonTree.of(
    tree.depthFirst('ALL').map((reason) => {
      const isStranded = reason.retirement === null && (tree.parent(reason.id)?.retirement ?? null) !== null;
      return isStranded ? { ...reason, parentId: null } : reason;
    }),
  );

const grown = someOperations.map((operations) => sealable(growing(seed, operations).tree));
const anyTree = fc.oneof(someTree, grown);

describe.each(ways)('a content that goes out as %s', (_, wish) => {
  const { format, language = 'en' } = wish;
  const read = { format, language, encoding: wish.encoding ?? null };

  it('is nothing to do when it comes back onto the same version', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree, async (tree) => {
        const plan = await accepted(exported(tree, wish), { tree, read, plan: { retireMissing: missing } });
        expect(plan.operations).toEqual([]);
      }),
      runs(20),
    );
  });

  it('comes back into nothing with what the loss report says, no more and no less', async () => {
    await fc.assert(
      fc.asyncProperty(anyTree, async (tree) => {
        const options = optionsFor(wish);
        const { tree: after } = await accepted(exported(tree, wish), { read });
        const different = differences(tree, after, options);
        const said = ownedUp(tree, options);
        expect([...different].filter((each) => !said.has(each))).toEqual([]);
        // A code that is made of the path may by chance be the one that was lost.
        const unseen = [...said].filter((each) => !different.has(each) && !each.startsWith('CODE '));
        expect(unseen).toEqual([]);
      }),
      runs(20),
    );
  });
});
