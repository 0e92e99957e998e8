import { sealedCorrespondence } from '../../figures/domain';
import { momentOfCell } from '../../ownership/domain';
import type { CorrespondenceReader, TaxonomyReader } from '../../taxonomy';
import { ReasonTree, type TaxonomyRecord, type VersionRecord } from '../../taxonomy/domain';
import type { StatedReasons } from '../domain';
import type { EvidenceQuestion } from './evidence-question';

export interface ReasonsQuestion {
  readonly taxonomy: TaxonomyRecord;
  readonly window: EvidenceQuestion['window'];
  /** Null: the version in force when the window ends. */
  readonly statedIn: number | null;
  readonly level: number | null;
}

/** Which version reasons are stated in, and how those of other versions are read in it. */
export interface FoundReasons {
  /** Null: the taxonomy has no version. */
  readonly version: VersionRecord | null;
  readonly reasons: StatedReasons;
  /** What the reasons are read by, each named by its digest or the very thing: equal lists read them alike. */
  readonly readBy: readonly unknown[];
}

/** What is read of versions, to tell what was coded in one of them in another one. */
export interface VersionReaders {
  readonly taxonomies: TaxonomyReader;
  readonly correspondences: CorrespondenceReader;
}

/** Null where a version was named that the taxonomy does not have. */
export async function reasonsStated(
  { taxonomies, correspondences }: VersionReaders,
  { taxonomy, window, statedIn, level }: ReasonsQuestion,
  versions: readonly number[],
): Promise<FoundReasons | null> {
  const version = await versionFor(taxonomies, { taxonomy, window, statedIn });
  if (version === undefined) return null;
  if (version === null) {
    const correspondence = sealedCorrespondence(() => undefined);
    return { version, reasons: { tree: ReasonTree.empty, correspondence, level }, readBy: [level] };
  }
  const routes = await correspondences.routesTo(version, [...new Set(versions)]);
  const trees = await taxonomies.contents([version.contentDigest]);
  return {
    version,
    reasons: {
      tree: trees.get(version.contentDigest) ?? ReasonTree.empty,
      correspondence: sealedCorrespondence((number) => routes.get(number)?.path),
      level,
    },
    readBy: [
      level,
      version.contentDigest,
      ...[...routes].flatMap(([number, route]) => readBy(number, route)),
    ],
  };
}

type Route = NonNullable<Awaited<ReturnType<CorrespondenceReader['route']>>>;

const readBy = (number: number, { versions: [from], path }: Route): readonly unknown[] => [
  ...[number, from?.contentDigest],
  ...path.steps.flatMap(({ correspondence, direction }) => [correspondence, direction]),
];

async function versionFor(
  taxonomies: TaxonomyReader,
  { taxonomy: { id, timeZone }, window: { until }, statedIn }: Omit<ReasonsQuestion, 'level'>,
): Promise<VersionRecord | null | undefined> {
  if (statedIn !== null) return (await taxonomies.versionByNumber(id, statedIn)) ?? undefined;
  const end = momentOfCell(until, timeZone);
  const last = end === null ? null : new Date(end.getTime() - 1);
  const [inForce] = await taxonomies.versionsInForce([id], last);
  if (inForce !== undefined) return inForce;
  const [newest] = await taxonomies.newestVersions([id]);
  return newest ?? null;
}
