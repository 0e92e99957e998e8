import type { Command } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import type { NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { staleRevision, type StaleRevision } from '../../taxonomy/domain';
import { mustBeRetention, type RetentionRefused } from '../domain';
import { PrivacyRepository } from '../persistence/privacy.repository';
import { lockedForPrivacy } from './privacy-scene';

export interface SetRetentionInput {
  readonly taxonomyId: TaxonomyId;
  readonly expectedRevision: number;
  /** Null: contacts are kept for ever. */
  readonly months: number | null;
  readonly because: string;
}

export interface TaxonomyOnly {
  readonly taxonomyId: TaxonomyId;
}

/** Says how long contacts of a taxonomy are kept. Nothing goes by that alone, but nothing older is taken any more. */
export const setRetention: Command<
  SetRetentionInput,
  TaxonomyOnly,
  NotFound | StaleRevision | TextProblem | RetentionRefused
> = {
  name: 'setRetention',
  permission: 'keepPrivacy',
  async execute(tx, { taxonomyId, expectedRevision, months, because }) {
    const locked = await lockedForPrivacy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const privacy = tx.repository(PrivacyRepository);
    const before = await privacy.retention(taxonomyId);
    if (before.revision !== expectedRevision) return err(staleRevision(expectedRevision, before.revision));
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const wished = mustBeRetention(months);
    if (!wished.ok) return wished;
    if (before.months === months) return ok({ value: { taxonomyId }, unchanged: true });
    await privacy.setRetention({ taxonomyId, months, revision: before.revision + 1 }, tx.now);
    const subject = { type: 'Taxonomy', id: taxonomyId };
    const change = { kind: 'setRetention', subject, before: { months: before.months }, after: { months } };
    return ok({ value: { taxonomyId }, changes: [change], because: text.value });
  },
};
