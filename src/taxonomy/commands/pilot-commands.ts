import type { Change, Command, Tx } from '../../platform/command/command';
import { newId, type DraftId, type TaxonomyId, type VersionId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  endOf,
  mustBeStartable,
  pilotRefused,
  type PilotId,
  type PilotRecord,
  type PilotRefused,
  type PilotScope,
  type TaxonomyRecord,
} from '../domain';
import { PilotRepository } from '../persistence/pilot.repository';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';
import { lockedDraftFor } from './edit-draft';
import { lockedTaxonomy } from './locked-taxonomy';
import { sealDraft } from './seal-content';

export interface StartPilotInput {
  readonly draftId: DraftId;
  /** Of the content that is meant. */
  readonly digest: string;
  readonly scope: PilotScope;
  /** Null: now. */
  readonly startsAt: Date | null;
  readonly endsAt: Date;
  readonly because: string;
}

export interface PilotOnly {
  readonly pilotId: PilotId;
}

type Refusal = NotFound | TextProblem | PilotRefused;

/** Seals a content of a draft and tries it in a part of the organisation, for a while, before it is a version. */
export const startPilot: Command<StartPilotInput, PilotOnly, Refusal> = {
  name: 'startPilot',
  permission: 'keepPilots',
  async execute(tx, { draftId, digest, scope, startsAt, endsAt, because }, actor) {
    const locked = await lockedDraftFor(tx, draftId);
    if (!locked.ok) return locked;
    const { draft } = locked.value;
    const repository = tx.repository(TaxonomyRepository);
    // Two pilots that would claim the same contacts follow one another here.
    const taxonomy = (await repository.lockTaxonomy(draft.taxonomyId)) ?? locked.value.taxonomy;
    const now = await repository.clock();
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const sealed = await sealDraft(tx, taxonomy, draftId);
    if (sealed === null) return err(notFound('draft', draftId));
    const pilots = tx.repository(PilotRepository);
    const known = await pilots.ofTaxonomies([taxonomy.id]);
    const wish = { digest, scope, startsAt: startsAt ?? now, endsAt };
    const startable = mustBeStartable(wish, {
      ...{ state: draft.state, digest: sealed.digest, pilots: known, now },
      mayBeBackdated: taxonomy.policy.backdating === 'ALLOWED',
    });
    if (!startable.ok) return startable;
    if (!(await isKnown(pilots, taxonomy, scope))) return err(unknownScope);
    const pilot: PilotRecord = {
      ...{
        id: newId<'Pilot'>(),
        taxonomyId: taxonomy.id,
        number: (known[0]?.number ?? 0) + 1,
        draftId,
        ...wish,
      },
      ...{ title: draft.title, reasonCount: sealed.tree.size, baseVersionId: draft.baseVersionId },
      ...{ because: text.value, startedBy: actor.id, recordedAt: now, endedAt: null, endedBecause: null },
      versionId: null,
    };
    await pilots.add(pilot);
    const after = { number: pilot.number, draftId, digest, scope, ...periodOf(pilot) };
    const changes = [
      { kind: 'startPilot', subject: { type: 'Pilot', id: pilot.id }, before: null, after },
    ] as const;
    return ok({ value: { pilotId: pilot.id }, changes, because: text.value, versionDigest: digest });
  },
};

const periodOf = ({ startsAt, endsAt }: PilotRecord) => ({
  ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
});

const unknownScope = pilotRefused(
  'UNKNOWN_SCOPE',
  'expected departments that are not dissolved, channels and coders of the taxonomy, each once',
);

async function isKnown(
  pilots: PilotRepository,
  { id, channels }: TaxonomyRecord,
  scope: PilotScope,
): Promise<boolean> {
  const codes = new Set(channels.map(({ code }) => code));
  if ((scope.channels ?? []).some((channel) => !codes.has(channel))) return false;
  const named = (scope.departments?.length ?? 0) + (scope.coders?.length ?? 0);
  return (await pilots.known(id, scope)) === named;
}

export interface EndPilotInput extends PilotOnly {
  readonly because: string;
}

/** Ends a pilot before its time. What was coded in it stays coded in it. */
export const endPilot: Command<EndPilotInput, PilotOnly, Refusal> = {
  name: 'endPilot',
  permission: 'keepPilots',
  async execute(tx, { pilotId, because }) {
    const hidden = notFound('pilot', pilotId);
    const pilots = tx.repository(PilotRepository);
    const [named] = await pilots.many([pilotId]);
    if (named === undefined) return err(hidden);
    const locked = await lockedTaxonomy(tx, named.taxonomyId, hidden);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const [pilot = named] = await pilots.many([pilotId]);
    const { lockedAt: at } = locked.value;
    if (endOf(pilot) <= at)
      return err(
        pilotRefused('ENDED', `expected a pilot that goes on, but it ended at ${endOf(pilot).toISOString()}`),
      );
    await pilots.end(pilotId, { at, because: text.value, versionId: null });
    return ok({ value: { pilotId }, changes: [endChange(pilot, at, null)], because: text.value });
  },
};

const endChange = ({ id, number, endsAt }: PilotRecord, at: Date, versionId: VersionId | null): Change => ({
  ...{ kind: 'endPilot', subject: { type: 'Pilot', id }, before: { endsAt: endsAt.toISOString() } },
  after: { number, endedAt: at.toISOString(), versionId },
});

/**
 * Ends what is tried of a draft that is published or given up. What was tried with the very content that became a version
 * was that version before its time.
 */
export async function endPilotsOf(
  tx: Tx,
  draftId: DraftId,
  end: {
    readonly because: string;
    readonly version: { readonly id: VersionId; readonly digest: string } | null;
  },
): Promise<readonly Change[]> {
  const pilots = tx.repository(PilotRepository);
  const changes: Change[] = [];
  for (const pilot of await pilots.runningOf(draftId, tx.now)) {
    const versionId = end.version?.digest === pilot.digest ? end.version.id : null;
    await pilots.end(pilot.id, { at: tx.now, because: end.because, versionId });
    changes.push(endChange(pilot, tx.now, versionId));
  }
  return changes;
}

/** The pilots of a taxonomy, those that have ended too, as a command of another module needs to know them. */
export const knownPilots = (tx: Tx, taxonomyId: TaxonomyId): Promise<readonly PilotRecord[]> =>
  tx.repository(PilotRepository).ofTaxonomies([taxonomyId]);
