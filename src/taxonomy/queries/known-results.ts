import { canonicalJson } from '../../platform/canonical-json';
import { inTurns, othersFirst } from '../../platform/turns';
import {
  diffVersions,
  findingsInSteps,
  type DepartmentCodes,
  type EarlierContent,
  type FindingReport,
  type OwnersOf,
  type ReasonTree,
  type ResolutionCodes,
  type TaxonomyRecord,
  type VersionDiff,
  type Waiver,
} from '../domain';

interface KnownFindings {
  readonly asked: string;
  readonly owners: OwnersOf | null;
  readonly before: ReasonTree | null;
  readonly report: FindingReport;
}

/** What findings rest on beside the content and the policy. */
export interface FindingFacts {
  readonly owners: OwnersOf | null;
  readonly before?: EarlierContent | null;
  readonly resolutions?: ResolutionCodes | null | undefined;
  readonly departments?: DepartmentCodes | null | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
}

/*
 * A tree never changes once it is made, and the same one serves all requests for as long as its content is cached: what is
 * computed of it is computed once, and goes with it. On a large tree that is half a second of the one thread that there is.
 */
const findingsByTree = new WeakMap<ReasonTree, KnownFindings>();
const diffsByTree = new WeakMap<ReasonTree, WeakMap<ReasonTree, VersionDiff>>();

/** What may be wrong with a content under its taxonomy's present policy, with those who answer for its reasons. */
export async function knownFindings(
  tree: ReasonTree,
  taxonomy: TaxonomyRecord,
  { owners: ownersOf, before = null, resolutions = null, departments = null, waivers = [] }: FindingFacts,
): Promise<FindingReport> {
  const { policy, languages } = taxonomy;
  const channels = taxonomy.channels.map(({ code }) => code);
  const codes = resolutions && { usable: [...resolutions.usable], ended: [...resolutions.ended] };
  const handlers = departments && {
    standing: departments.standing.map(({ code }) => code),
    dissolved: [...departments.dissolved],
  };
  const covering = waivers.map(({ id }) => id);
  const asked = canonicalJson({ policy, languages, channels, codes, handlers, covering });
  // Owners change without the content: what was found with others does not stand.
  const owners = policy.severities.OWNER_MISSING === 'OFF' ? null : ownersOf;
  const known = findingsByTree.get(tree);
  if (known?.asked === asked && known.owners === owners && known.before === (before?.tree ?? null))
    return known.report;
  const report = await inTurns(
    findingsInSteps({ tree, policy, languages, channels, owners, before, resolutions, departments, waivers }),
  );
  findingsByTree.set(tree, { asked, owners, before: before?.tree ?? null, report });
  return report;
}

/** What differs between two contents. */
export async function knownDiff(from: ReasonTree, to: ReasonTree): Promise<VersionDiff> {
  await othersFirst();
  const fromHere = diffsByTree.get(from) ?? new WeakMap<ReasonTree, VersionDiff>();
  const diff = fromHere.get(to) ?? diffVersions(from, to);
  diffsByTree.set(from, fromHere.set(to, diff));
  return diff;
}
