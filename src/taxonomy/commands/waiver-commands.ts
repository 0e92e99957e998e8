import type { Command, Tx } from '../../platform/command/command';
import { newId, type DraftId, type ReasonId, type TaxonomyId, type VersionId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  mustBeGrantable,
  type FindingRule,
  type WaiverId,
  type WaiverRecord,
  type WaiverRefused,
} from '../domain';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';
import { WaiverRepository } from '../persistence/waiver.repository';
import { lockedTaxonomy } from './locked-taxonomy';

export interface WaiverOnly {
  readonly waiverId: WaiverId;
}

/** One content: of a draft, or of the version that was made of one. */
export type WaivedContent =
  { readonly type: 'Draft'; readonly id: DraftId } | { readonly type: 'Version'; readonly id: VersionId };

export interface GrantWaiverInput {
  readonly taxonomyId: TaxonomyId;
  readonly rule: FindingRule;
  readonly of: WaivedContent | null;
  readonly reasonId: ReasonId | null;
  readonly expiresAt: Date;
  readonly because: string;
}

/** Lets findings of a rule pass for a while: those that block stop no submission until then. */
export const grantWaiver: Command<GrantWaiverInput, WaiverOnly, NotFound | TextProblem | WaiverRefused> = {
  name: 'grantWaiver',
  permission: 'keepWaivers',
  async execute(tx, { taxonomyId, rule, of, reasonId, expiresAt, because }, actor) {
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const repository = tx.repository(WaiverRepository);
    const draft = await draftOf(tx, taxonomyId, of);
    if (!draft.ok) return draft;
    if (reasonId !== null && !(await repository.hasReason(taxonomyId, reasonId)))
      return err(notFound('reason', reasonId));
    const wish = { rule, draftId: draft.value, reasonId, expiresAt };
    const now = locked.value.lockedAt;
    const grantable = mustBeGrantable(wish, { inForce: await repository.inForce([taxonomyId]), now });
    if (!grantable.ok) return grantable;
    const waiverId = newId<'Waiver'>();
    await repository.add({
      ...{ id: waiverId, taxonomyId, ...wish, because: text.value, grantedBy: actor.id, grantedAt: now },
      ...{ revokedAt: null, revokedBy: null, revokedBecause: null },
    });
    const after = { rule, draftId: draft.value, reasonId, expiresAt: expiresAt.toISOString() };
    const subject = { type: 'Waiver', id: waiverId };
    const changes = [{ kind: 'grantWaiver', subject, before: null, after }] as const;
    return ok({ value: { waiverId }, changes, because: text.value });
  },
};

export interface RevokeWaiverInput extends WaiverOnly {
  readonly because: string;
}

/** Ends a waiver before its time: what it covered counts again. A second time changes nothing. */
export const revokeWaiver: Command<RevokeWaiverInput, WaiverOnly, NotFound | TextProblem> = {
  name: 'revokeWaiver',
  permission: 'keepWaivers',
  async execute(tx, { waiverId, because }, actor) {
    const repository = tx.repository(WaiverRepository);
    const hidden = notFound('waiver', waiverId);
    const [named] = await repository.many([waiverId]);
    if (named === undefined) return err(hidden);
    const locked = await lockedTaxonomy(tx, named.taxonomyId, hidden);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    // Whoever held the lock before may have revoked it.
    const [waiver = named] = await repository.many([waiverId]);
    if (waiver.revokedAt !== null) return ok({ value: { waiverId }, unchanged: true });
    const at = locked.value.lockedAt;
    await repository.revoke(waiverId, { by: actor.id, at, because: text.value });
    return ok({ value: { waiverId }, changes: [revocation(waiver, at)], because: text.value });
  },
};

const revocation = ({ id, rule, expiresAt }: WaiverRecord, at: Date) => ({
  kind: 'revokeWaiver',
  subject: { type: 'Waiver', id },
  before: { rule, expiresAt: expiresAt.toISOString() },
  after: { revokedAt: at.toISOString() },
});

/** The draft of a content of the taxonomy; null where none is named. */
async function draftOf(
  tx: Tx,
  taxonomyId: TaxonomyId,
  of: WaivedContent | null,
): Promise<Result<DraftId | null, NotFound>> {
  if (of === null) return ok(null);
  const repository = tx.repository(TaxonomyRepository);
  if (of.type === 'Draft') {
    const draft = await repository.draft(of.id);
    return draft?.taxonomyId === taxonomyId ? ok(of.id) : err(notFound('draft', of.id));
  }
  const version = await repository.version(of.id);
  return version?.taxonomyId === taxonomyId ? ok(version.draftId) : err(notFound('version', of.id));
}
