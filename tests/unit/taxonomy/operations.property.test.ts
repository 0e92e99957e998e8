import fc from 'fast-check';
import {
  applyOperations,
  buildTree,
  canonicalBytes,
  contentDigest,
  invert,
  parseCanonical,
  ReasonTree,
  type Operation,
} from '../../../src/taxonomy/domain';
import { applied, context, growing, seed, someOperations } from './trees';
import { runs } from '../../support/properties';

const digest = (tree: ReasonTree): string =>
  contentDigest({ taxonomyKey: 'k', languages: ['en', 'nl'], tree });

describe('any sequence of operations', () => {
  it('leaves a tree, whatever was accepted', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const { tree } = growing(seed, operations);
        expect(buildTree([...tree.all()]).ok).toBe(true);
        expect(tree.depthFirst('ALL')).toHaveLength(tree.size);
      }),
    );
  });

  it('gives the same content in one batch as one by one', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const { tree, accepted } = growing(seed, operations);
        expect(digest(applied(seed, accepted).tree)).toBe(digest(tree));
      }),
    );
  });

  it('changes nothing of the tree it starts from', () => {
    fc.assert(
      fc.property(someOperations, someOperations, (first, second) => {
        const { tree } = growing(seed, first);
        const before = digest(ReasonTree.of(tree.all()));
        growing(tree, second);
        expect(digest(tree)).toBe(before);
      }),
    );
  });

  it('says unchanged exactly when the content is the same', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        let tree = seed;
        for (const operation of operations) {
          const outcome = applyOperations(tree, [operation], context);
          if (!outcome.ok) continue;
          expect(outcome.value.changed).toBe(digest(outcome.value.tree) !== digest(tree));
          if (!outcome.value.changed) expect(outcome.value.tree).toBe(tree);
          tree = outcome.value.tree;
        }
      }),
    );
  });

  it('is undone by the inverses in reverse order, to the byte at every step', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const steps: { readonly operation: Operation; readonly before: ReasonTree }[] = [];
        let tree = seed;
        for (const operation of operations) {
          const outcome = applyOperations(tree, [operation], context);
          if (!outcome.ok) continue;
          steps.push({ operation, before: tree });
          tree = outcome.value.tree;
        }
        for (const { operation, before } of steps.reverse()) {
          const inverses = invert(operation, before);
          const undone = applied(tree, inverses).tree;
          expect(digest(undone)).toBe(digest(before));
          const redo = inverses.flatMap((inverse) => invert(inverse, tree));
          expect(digest(applied(undone, redo).tree)).toBe(digest(tree));
          tree = undone;
        }
      }),
      runs(300),
    );
  });

  it('is read back from its canonical bytes', () => {
    fc.assert(
      fc.property(someOperations, (operations) => {
        const { tree } = growing(seed, operations);
        const bytes = canonicalBytes({ taxonomyKey: 'k', languages: ['nl', 'en'], tree });
        const parsed = parseCanonical(bytes);
        expect(parsed.ok && Buffer.from(canonicalBytes(parsed.value)).equals(bytes)).toBe(true);
      }),
    );
  });

  it('gives the same bytes whatever the order of the reasons', () => {
    fc.assert(
      fc.property(someOperations, fc.infiniteStream(fc.nat()), (operations, numbers) => {
        const { tree } = growing(seed, operations);
        const drawn = [...tree.all()].map((reason) => ({ reason, number: numbers.next().value ?? 0 }));
        const shuffled = drawn.sort((one, other) => one.number - other.number).map(({ reason }) => reason);
        expect(digest(ReasonTree.of(shuffled))).toBe(digest(tree));
      }),
    );
  });
});
