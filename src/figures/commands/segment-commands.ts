import type { Command } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import type { NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { lockedTaxonomy } from '../../taxonomy';
import { staleRevision, type StaleRevision } from '../../taxonomy/domain';
import {
  mustBeBands,
  mustBeSegmentSizes,
  type BandRule,
  type BandsRefused,
  type SegmentSize,
  type SegmentSizesRefused,
} from '../domain';
import { SegmentRepository } from '../persistence/segment.repository';

export interface SetSegmentSizesInput {
  readonly taxonomyId: TaxonomyId;
  readonly sizes: readonly SegmentSize[];
  readonly because: string;
}

export interface SegmentSizesSet {
  readonly taxonomyId: TaxonomyId;
  /** How many are new, or other than was said before. */
  readonly changed: number;
}

/** Says how many customers segments have from days on; of one day what is said last holds. */
export const setSegmentSizes: Command<
  SetSegmentSizesInput,
  SegmentSizesSet,
  NotFound | TextProblem | SegmentSizesRefused
> = {
  name: 'setSegmentSizes',
  permission: 'keepSegments',
  async execute(tx, { taxonomyId, sizes, because }) {
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const kept = mustBeSegmentSizes(sizes);
    if (!kept.ok) return kept;
    const segments = tx.repository(SegmentRepository);
    const keyOf = ({ segment, from }: SegmentSize): string => `${from} ${segment}`;
    const known = new Map((await segments.sizes(taxonomyId)).map((size) => [keyOf(size), size]));
    const changed = kept.value.filter((size) => known.get(keyOf(size))?.customers !== size.customers);
    const value = { taxonomyId, changed: changed.length };
    if (changed.length === 0) return ok({ value, unchanged: true });
    await segments.addSizes(taxonomyId, changed, tx.now);
    const before = changed.flatMap((size) => known.get(keyOf(size)) ?? []);
    const subject = { type: 'Taxonomy', id: taxonomyId };
    return ok({
      value,
      changes: [{ kind: 'setSegmentSizes', subject, before, after: changed }],
      because: text.value,
    });
  },
};

export interface SetContactRateBandsInput extends BandRule {
  readonly taxonomyId: TaxonomyId;
  /** Null: of every segment that has no cut points of its own. */
  readonly segment: string | null;
  /** 0 where none were set before. */
  readonly expectedRevision: number;
  readonly because: string;
}

/** Says from which contact rate on a segment, or every other one, is acceptable and is a concern. */
export const setContactRateBands: Command<
  SetContactRateBandsInput,
  { readonly taxonomyId: TaxonomyId; readonly segment: string | null },
  NotFound | TextProblem | StaleRevision | BandsRefused
> = {
  name: 'setContactRateBands',
  permission: 'keepSegments',
  async execute(tx, { taxonomyId, expectedRevision, ...input }) {
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const because = mustBeText(input.because, {
      field: 'because',
      maxLength: textLimits.note,
      multiline: true,
    });
    if (!because.ok) return because;
    const name =
      input.segment === null
        ? ok(null)
        : mustBeText(input.segment, { field: 'segment', maxLength: textLimits.name });
    if (!name.ok) return name;
    const { optimalBelow, concernFrom } = input;
    const bands = mustBeBands({ optimalBelow, concernFrom });
    if (!bands.ok) return bands;
    const segment = name.value;
    const segments = tx.repository(SegmentRepository);
    const known = (await segments.bands(taxonomyId)).find((rule) => rule.segment === segment);
    const revision = known?.revision ?? 0;
    if (revision !== expectedRevision) return err(staleRevision(expectedRevision, revision));
    const value = { taxonomyId, segment };
    const isSame = known?.optimalBelow === optimalBelow && known.concernFrom === concernFrom;
    if (isSame) return ok({ value, unchanged: true });
    await segments.saveBands(taxonomyId, { segment, ...bands.value, revision: revision + 1 });
    const before =
      known === undefined
        ? null
        : { segment, optimalBelow: known.optimalBelow, concernFrom: known.concernFrom };
    const after = { segment, ...bands.value };
    const subject = { type: 'Taxonomy', id: taxonomyId };
    const changes = [{ kind: 'setContactRateBands', subject, before, after }] as const;
    return ok({ value, changes, because: because.value });
  },
};
