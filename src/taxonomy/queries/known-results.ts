import { canonicalJson } from '../../platform/canonical-json';
import { inTurns, othersFirst } from '../../platform/turns';
import {
  diffVersions,
  findingsInSteps,
  type FindingReport,
  type ReasonTree,
  type TaxonomyRecord,
  type VersionDiff,
} from '../domain';

interface KnownFindings {
  readonly asked: string;
  readonly report: FindingReport;
}

/*
 * A tree never changes once it is made, and the same one serves all requests for as long as its content is cached: what is
 * computed of it is computed once, and goes with it. On a large tree that is half a second of the one thread that there is.
 */
const findingsByTree = new WeakMap<ReasonTree, KnownFindings>();
const diffsByTree = new WeakMap<ReasonTree, WeakMap<ReasonTree, VersionDiff>>();

/** What may be wrong with a content under its taxonomy's present policy. */
export async function knownFindings(tree: ReasonTree, taxonomy: TaxonomyRecord): Promise<FindingReport> {
  const { policy, languages } = taxonomy;
  const channels = taxonomy.channels.map(({ code }) => code);
  const asked = canonicalJson({ policy, languages, channels });
  const known = findingsByTree.get(tree);
  if (known?.asked === asked) return known.report;
  const report = await inTurns(findingsInSteps({ tree, policy, languages, channels }));
  findingsByTree.set(tree, { asked, report });
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
