import type { Command, Tx } from '../../platform/command/command';
import { canonicalJson } from '../../platform/canonical-json';
import { newId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { lockedTaxonomy, type LockedTaxonomy } from '../../taxonomy';
import { staleRevision, type LocalizedText, type StaleRevision } from '../../taxonomy/domain';
import {
  factsOfResolution,
  mostResolutions,
  mustBeResolution,
  resolutionCodeTaken,
  resolutionFault,
  resolutionRefused,
  type ResolutionId,
  type ResolutionRecord,
  type ResolutionRefused,
  type ResolutionWish,
} from '../domain';
import { ResolutionRepository } from '../persistence/resolution.repository';

export interface ResolutionOnly {
  readonly resolutionId: ResolutionId;
}

export interface AddResolutionInput extends ResolutionWish {
  readonly taxonomyId: TaxonomyId;
}

type ResolutionProblem = NotFound | TextProblem | StaleRevision | ResolutionRefused;

/** A code by which it can be said how a contact was resolved. */
export const addResolution: Command<AddResolutionInput, ResolutionOnly, ResolutionProblem> = {
  name: 'addResolution',
  permission: 'keepResolutions',
  async execute(tx, { taxonomyId, ...wish }) {
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const repository = tx.repository(ResolutionRepository);
    const kept = mustBeResolution(wish, locked.value.languages);
    if (!kept.ok) return kept;
    const known = await repository.ofTaxonomies([taxonomyId]);
    if (known.length >= mostResolutions) return err(resolutionRefused([tooMany]));
    const resolutionId = newId<'Resolution'>();
    const added = await repository.add(
      [{ id: resolutionId, taxonomyId, ...kept.value, revision: 1 }],
      tx.now,
    );
    if (!added) return err(resolutionCodeTaken(kept.value.code));
    const subject = { type: 'Resolution', id: resolutionId };
    const after = factsOfResolution(kept.value);
    return ok({
      value: { resolutionId },
      changes: [{ kind: 'addResolution', subject, before: null, after }],
    });
  },
};

const tooMany = resolutionFault('code', `expected at most ${mostResolutions} resolutions of a taxonomy`);

interface ResolutionEdit {
  readonly resolutionId: ResolutionId;
  readonly expectedRevision: number;
}

export interface ReviseResolutionInput extends ResolutionEdit {
  readonly labels: LocalizedText;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly because: string;
}

/** What a resolution is called, and from when to when it may be given. Its code is for ever. */
export const reviseResolution: Command<ReviseResolutionInput, ResolutionOnly, ResolutionProblem> = {
  name: 'reviseResolution',
  permission: 'keepResolutions',
  execute: (tx, { labels, validFrom, validUntil, because, ...edit }) =>
    changeResolution(tx, { ...edit, because, kind: 'reviseResolution' }, () => ({
      ...{ labels, validFrom, validUntil },
    })),
};

export interface RetireResolutionInput extends ResolutionEdit {
  /** From when on it may not be given any more; null: now. */
  readonly at: Date | null;
  readonly because: string;
}

/** From a moment on a resolution may not be given any more. Its code stays bound to it; reviseResolution takes it back. */
export const retireResolution: Command<RetireResolutionInput, ResolutionOnly, ResolutionProblem> = {
  name: 'retireResolution',
  permission: 'keepResolutions',
  execute: (tx, { at, because, ...edit }) =>
    changeResolution(tx, { ...edit, because, kind: 'retireResolution' }, (_, { lockedAt }) => ({
      validUntil: at ?? lockedAt,
    })),
};

type Changed = Partial<Pick<ResolutionRecord, 'labels' | 'validFrom' | 'validUntil'>>;

async function changeResolution(
  tx: Tx,
  edit: ResolutionEdit & { readonly because: string; readonly kind: string },
  change: (resolution: ResolutionRecord, taxonomy: LockedTaxonomy) => Changed,
): ReturnType<Command<unknown, ResolutionOnly, ResolutionProblem>['execute']> {
  const { resolutionId, expectedRevision, kind } = edit;
  const locked = await lockedResolution(tx, resolutionId);
  if (!locked.ok) return locked;
  const because = mustBeText(edit.because, { field: 'because', maxLength: textLimits.note, multiline: true });
  if (!because.ok) return because;
  const { resolution, taxonomy } = locked.value;
  const { revision } = resolution;
  if (revision !== expectedRevision) return err(staleRevision(expectedRevision, revision));
  const wish = { ...resolution, ...change(resolution, taxonomy) };
  const kept = mustBeResolution(wish, taxonomy.languages);
  if (!kept.ok) return kept;
  const [before, after] = [factsOfResolution(resolution), factsOfResolution(kept.value)];
  if (canonicalJson(before) === canonicalJson(after)) return ok({ value: { resolutionId }, unchanged: true });
  const saved = { ...resolution, ...kept.value, revision: revision + 1 };
  await tx.repository(ResolutionRepository).saveAll([saved]);
  const subject = { type: 'Resolution', id: resolutionId };
  return ok({
    value: { resolutionId },
    changes: [{ kind, subject, before, after }],
    because: because.value,
  });
}

/** Locks the taxonomy of a resolution, so that what is recorded of its list follows one another. */
async function lockedResolution(
  tx: Tx,
  resolutionId: ResolutionId,
): Promise<Result<{ readonly resolution: ResolutionRecord; readonly taxonomy: LockedTaxonomy }, NotFound>> {
  const hidden = notFound('resolution', resolutionId);
  const repository = tx.repository(ResolutionRepository);
  const [found] = await repository.many([resolutionId]);
  if (found === undefined) return err(hidden);
  const locked = await lockedTaxonomy(tx, found.taxonomyId, hidden);
  if (!locked.ok) return locked;
  const resolution = (await repository.lock(resolutionId)) ?? found;
  return ok({ resolution, taxonomy: locked.value });
}
