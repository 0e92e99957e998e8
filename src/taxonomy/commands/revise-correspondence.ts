import type { Command, Tx } from '../../platform/command/command';
import type { TaxonomyId, VersionId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  reviseCorrespondence as revised,
  sameValue,
  staleRevision,
  type CorrespondenceBody,
  type CorrespondenceRefused,
  type SourceWish,
  type StaleRevision,
  type VersionRecord,
} from '../domain';
import { ContentStore } from '../persistence/content-store';
import {
  CorrespondenceRepository,
  type CorrespondenceRecord,
} from '../persistence/correspondence.repository';
import { CorrespondenceStore } from '../persistence/correspondence-store';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';
import { CalibrationFacts } from './calibration-facts';
import { sealCorrespondence } from './seal-correspondence';

export interface ReviseCorrespondenceInput {
  readonly fromVersionId: VersionId;
  readonly toVersionId: VersionId;
  readonly expectedRevision: number;
  readonly sources: readonly SourceWish[];
  readonly because: string;
}

export interface CorrespondenceHead {
  readonly fromVersionId: VersionId;
  readonly toVersionId: VersionId;
  readonly revision: number;
}

/** Corrects what a correspondence says of some reasons, by a new revision: the sealed one stays as it is. */
export const reviseCorrespondence: Command<
  ReviseCorrespondenceInput,
  CorrespondenceHead,
  NotFound | StaleRevision | CorrespondenceRefused | TextProblem
> = {
  name: 'reviseCorrespondence',
  permission: 'curateCorrespondence',
  async execute(tx, { fromVersionId, toVersionId, expectedRevision, sources, because }, actor) {
    const ends = await lockedEnds(tx, fromVersionId, toVersionId);
    if (!ends.ok) return ends;
    const { from, to } = ends.value;
    const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!reason.ok) return reason;
    const record = await tx.repository(CorrespondenceRepository).between(from.id, to.id);
    const isNext = to.baseVersionId === from.id;
    if (record === null && !isNext) return err(noNeighbours(from, to));
    const revision = record?.revision ?? 1;
    if (revision !== expectedRevision) return err(staleRevision(expectedRevision, revision));
    const body = await bodyOf(tx, { from, to, record });
    const next = revised(body, sources, await judgedBy(tx, ends.value, sources));
    if (!next.ok) return next;
    const value = { fromVersionId, toVersionId, revision };
    if (sameValue(next.value, body)) return ok({ value, unchanged: true });
    const sealed = await sealCorrespondence(tx, {
      ...{ from, to, body: next.value, revision: revision + 1, origin: 'CURATED', actorId: actor.id },
      ...{ fileDigest: null, because: reason.value },
    });
    const said = (of: CorrespondenceBody) =>
      of.entries.filter(({ source }) => sources.some((wish) => wish.source === source));
    const subject = { type: 'Version', id: toVersionId };
    const before = { revision, entries: said(body) };
    const after = { revision: revision + 1, digest: sealed.digest, fromVersionId, entries: said(next.value) };
    const changes = [{ kind: 'reviseCorrespondence', subject, before, after }] as const;
    return ok({ value: { ...value, revision: revision + 1 }, changes, because: reason.value });
  },
};

/** Only what was derived, or was brought from a table, can be corrected. */
const noNeighbours = (from: VersionRecord, to: VersionRecord): NotFound => ({
  ...notFound('correspondence', to.id),
  message: `expected a version and the one that was made of it, or two with a table between them, but got versions ${from.number} and ${to.number}`,
});

interface EndVersions {
  readonly from: VersionRecord;
  readonly to: VersionRecord;
}

/** Revisions of what leads from the versions of one taxonomy follow one another. */
export async function lockedEnds(
  tx: Tx,
  fromVersionId: VersionId,
  toVersionId: VersionId,
): Promise<Result<EndVersions, NotFound>> {
  const repository = tx.repository(TaxonomyRepository);
  const [from, to] = [await repository.version(fromVersionId), await repository.version(toVersionId)];
  if (from === null) return err(notFound('version', fromVersionId));
  if (to === null || from.id === to.id) return err(notFound('version', toVersionId));
  await repository.lockTaxonomy(from.taxonomyId);
  tx.permit({ taxonomyId: to.taxonomyId }, notFound('version', toVersionId), 'readPublished');
  tx.permit({ taxonomyId: from.taxonomyId }, notFound('version', fromVersionId));
  return ok({ from, to });
}

interface Recorded extends EndVersions {
  readonly record: CorrespondenceRecord | null;
}

async function bodyOf(tx: Tx, leading: Recorded): Promise<CorrespondenceBody> {
  const [index] = await tx.repository(CorrespondenceStore).indexes([leading]);
  if (index === undefined) throw new Error('expected the correspondence that was asked for');
  return index.body;
}

async function judgedBy(tx: Tx, { from, to }: EndVersions, sources: readonly SourceWish[]) {
  const contents = tx.repository(ContentStore);
  return {
    from: await contents.sealed(from.contentDigest),
    to: await contents.sealed(to.contentDigest),
    knownSessions: await sessionsNamed(tx, from.taxonomyId, sources),
  };
}

function sessionsNamed(
  tx: Tx,
  taxonomyId: TaxonomyId,
  sources: readonly SourceWish[],
): Promise<ReadonlySet<string>> {
  const links = sources.flatMap((source) => source.links);
  const named = links.flatMap(({ share }) => share?.sessionId ?? []);
  return tx.repository(CalibrationFacts).revealedSessions(taxonomyId, named);
}
