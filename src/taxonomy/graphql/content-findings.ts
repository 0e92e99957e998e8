import { waiversOf, type FindingReport } from '../domain';
import { knownFindings } from '../queries/known-results';
import type { TaxonomyLoaders } from './loaders';
import type { ContentView } from './reason-state.type';

/** What may be wrong with a content, by the policy, the owners, the resolution codes and the waivers of now. */
export async function findingsOfContent(
  content: ContentView,
  loaders: TaxonomyLoaders,
): Promise<FindingReport> {
  const { taxonomy, tree, holder } = content;
  const { severities } = taxonomy.policy;
  const isAsked = (rule: keyof typeof severities): boolean => severities[rule] !== 'OFF';
  const inForce = await loaders.waiversInForce.load(taxonomy.id);
  return knownFindings(tree, taxonomy, {
    owners: isAsked('OWNER_MISSING') ? await loaders.ownersIn(content) : null,
    before: await loaders.earlierContent(content),
    resolutions: isAsked('UNKNOWN_RESOLUTION') ? await loaders.resolutionCodes.load(taxonomy.id) : null,
    departments: isAsked('UNKNOWN_DEPARTMENT') ? await loaders.departmentCodes.load(taxonomy.id) : null,
    waivers: waiversOf(inForce, holder.draft?.id ?? holder.version?.draftId ?? null),
  });
}
