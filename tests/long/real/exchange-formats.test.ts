import type { ReadOptions, ExportWish } from '../../../src/exchange/domain';
import { planCreates, ReasonTree, type CreateWish } from '../../../src/taxonomy/domain';
import { amsterdamIsHere, amsterdamSteps } from '../../support/amsterdam';
import { applied, reasonId } from '../../unit/taxonomy/trees';
import { differences, ownedUp } from '../../unit/exchange/differences';
import { accepted, exported, formats, optionsFor } from '../../unit/exchange/exporting';
import { describeWith, referenceFile } from '../../unit/exchange/importing';

jest.setTimeout(300_000);

/*
 * Published lists through every format and back: onto themselves nothing is to do, and from nothing comes what the loss
 * report leaves over. The classifications of the United Nations, the lists of the IAB Tech Lab (CC BY 3.0), of Whatnot (MIT)
 * and of the city of Amsterdam.
 */
interface List {
  readonly name: string;
  readonly file: string;
  readonly read: Partial<ReadOptions>;
}

const lists: readonly List[] = [
  { name: 'ISIC 4', file: 'taxonomies/un/ISIC4.csv', read: { format: 'csv', hierarchy: 'code-prefix' } },
  { name: 'CPC 2.1', file: 'taxonomies/un/CPC21.csv', read: { format: 'csv', hierarchy: 'code-prefix' } },
  { name: 'IAB content 3.1', file: 'taxonomies/iab/content-3.1.tsv', read: { format: 'tsv' } },
  { name: 'Whatnot 1.1.4', file: 'taxonomies/whatnot/taxonomy-1.1.4.json', read: { format: 'json' } },
];

const wishes: readonly ExportWish[] = [
  ...formats.map((format): ExportWish => ({ format })),
  { format: 'csv', delimiter: 'semicolon' },
];

async function mustComeBack(tree: ReasonTree, wish: ExportWish): Promise<void> {
  const bytes = exported(tree, wish);
  const read = { format: wish.format, language: wish.language ?? 'en' };
  expect((await accepted(bytes, { tree, read })).operations).toEqual([]);
  const options = optionsFor(wish);
  const different = differences(tree, (await accepted(bytes, { read })).tree, options);
  const said = ownedUp(tree, options);
  expect([...different].filter((each) => !said.has(each))).toEqual([]);
  expect([...said].filter((each) => !different.has(each) && !each.startsWith('CODE '))).toEqual([]);
}

describeWith(
  lists.map(({ file }) => file),
  'published lists',
  () => {
    describe.each(lists)('$name', ({ file, read }) => {
      let tree = ReasonTree.empty;
      beforeAll(async () => {
        tree = (await accepted(referenceFile(file) ?? new Uint8Array(), { read })).tree;
      });

      test.each(wishes)('comes back from %j', async (wish) => {
        expect(tree.size).toBeGreaterThan(300);
        await mustComeBack(tree, wish);
      });
    });
  },
);

const whereTheyAre = amsterdamIsHere ? describe : describe.skip;

whereTheyAre('the categories of Amsterdam', () => {
  const categories = [...(amsterdamSteps().at(-1)?.categories.values() ?? [])].toSorted(
    (one, other) => Number(one.parent !== null) - Number(other.parent !== null),
  );
  const idOf = new Map(categories.map(({ code }, at) => [code, reasonId(at + 1)]));
  const creates = categories.map(({ code, name, parent }): CreateWish => ({
    ...{ reasonId: idOf.get(code) ?? reasonId(0), code, labels: { nl: name } },
    parentId: parent === null ? null : (idOf.get(parent) ?? null),
  }));
  const tree = applied(ReasonTree.empty, planCreates(ReasonTree.empty, creates)).tree;

  test.each(wishes)('come back from %j', async (wish) => {
    expect(tree.size).toBeGreaterThan(80);
    await mustComeBack(tree, { ...wish, language: 'nl' });
  });
});
