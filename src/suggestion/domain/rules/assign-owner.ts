import { wilsonInterval } from '../../../agreement/statistics';
import { add, sumOf } from '../../../figures/domain';
import type { DepartmentId, ReasonId } from '../../../platform/ids';
import { byCodeUnits } from '../../../platform/text';
import { isOwned, nameOfReason, type ReasonState, type SuggestionThresholds } from '../../../taxonomy/domain';
import {
  keyOf,
  row,
  type EvidenceRow,
  type NotSuggested,
  type Suggestion,
  type Suggestions,
} from '../suggestion';
import type { SuggestionScene } from '../suggestion-scene';
import { inWords, percent } from '../words';

/** A department that speaks for itself as an owner, and by what. */
interface Candidate {
  readonly departmentId: DepartmentId;
  readonly evidence: EvidenceRow;
  readonly by: 'HANDLED' | 'SIBLINGS';
  readonly isSureAt99: boolean;
}

/**
 * ASSIGN_OWNER: leaves that have no owner of the kind that the policy asks for, and those most of whose contacts another
 * department handles than the one accountable. Who is to own them is told by who handles their contacts, by the lower limit;
 * where that is not known, by who answers for most leaves of the nearest menu, which is a weaker reason.
 */
export function ownerships(scene: SuggestionScene, thresholds: SuggestionThresholds): Suggestions {
  const made: Suggestion[] = [];
  const notMade: NotSuggested[] = [];
  const inMenus = ownersInMenus(scene);
  for (const reason of scene.tree.leaves()) {
    const owners = scene.owners(scene.tree, reason.id);
    const handling = handledBy(scene, reason.id, thresholds);
    if (isOwned(owners, scene.ownership)) {
      const { accountable } = owners;
      const isElsewhere = accountable !== null && handling !== null && handling.departmentId !== accountable;
      if (isElsewhere) made.push(suggested(scene, reason, { candidate: handling, from: accountable }));
      continue;
    }
    const candidate = handling ?? bySiblings(scene, reason.id, inMenus);
    if (candidate !== null) made.push(suggested(scene, reason, { candidate, from: null }));
    else notMade.push(withheld(reason));
  }
  return { made, notMade };
}

function handledBy(
  { use, departments }: SuggestionScene,
  reasonId: ReasonId,
  { handledFrom, minResolved }: SuggestionThresholds,
): Candidate | null {
  const of = use.departments.rowTotals.get(reasonId) ?? 0;
  const top = mostIn(use.departments.cells.get(reasonId) ?? new Map<DepartmentId, number>());
  const known = top === null ? undefined : departments.get(top.departmentId);
  if (top === null || known === undefined || of < minResolved) return null;
  const interval = wilsonInterval(top.count, of);
  if (interval.lower <= handledFrom) return null;
  const evidence = row({
    ...{ measure: 'SHARE_HANDLED', reasonId, of: known.code, value: top.count / of },
    ...{ interval, n: of, threshold: handledFrom },
  });
  const isSureAt99 = wilsonInterval(top.count, of, 0.99).lower > handledFrom;
  return { departmentId: top.departmentId, evidence, by: 'HANDLED', isSureAt99 };
}

type OwnersInMenus = ReadonlyMap<ReasonId, ReadonlyMap<DepartmentId, number>>;

/** How many leaves below each reason each department is accountable or, where none is, responsible for. */
function ownersInMenus({ tree, owners, departments }: SuggestionScene): OwnersInMenus {
  const inMenus = new Map<ReasonId, Map<DepartmentId, number>>();
  for (const leaf of tree.leaves()) {
    const { accountable, responsible } = owners(tree, leaf.id);
    const holding = accountable === null ? responsible : [accountable];
    const there = holding.filter((id) => departments.has(id));
    for (const { id } of tree.ancestors(leaf.id)) {
      const menu = inMenus.get(id) ?? new Map<DepartmentId, number>();
      inMenus.set(id, menu);
      for (const departmentId of there) add(menu, departmentId, 1);
    }
  }
  return inMenus;
}

function bySiblings(
  { tree, departments }: SuggestionScene,
  reasonId: ReasonId,
  inMenus: OwnersInMenus,
): Candidate | null {
  for (const menu of tree.ancestors(reasonId).toReversed()) {
    const counts = inMenus.get(menu.id);
    const top = mostIn(counts ?? new Map<DepartmentId, number>());
    if (counts === undefined || top === null) continue;
    const of = sumOf(counts.values(), (count) => count);
    const evidence = row({
      ...{
        measure: 'SHARE_OF_OWNED_SIBLINGS',
        reasonId,
        of: departments.get(top.departmentId)?.code ?? null,
      },
      ...{ value: top.count / of, interval: wilsonInterval(top.count, of), n: of },
    });
    return { departmentId: top.departmentId, evidence, by: 'SIBLINGS', isSureAt99: false };
  }
  return null;
}

function mostIn(counts: ReadonlyMap<DepartmentId, number>) {
  const [first] = [...counts].sort(([one, count], [other, than]) => than - count || byCodeUnits(one, other));
  return first === undefined ? null : { departmentId: first[0], count: first[1] };
}

function suggested(
  { departments }: SuggestionScene,
  reason: ReasonState,
  { candidate, from }: { readonly candidate: Candidate; readonly from: DepartmentId | null },
): Suggestion {
  const { departmentId, evidence, by, isSureAt99 } = candidate;
  const codeOf = (id: DepartmentId): string => departments.get(id)?.code ?? 'a department';
  const held = from === null ? 'has no owner' : `is owned by ${codeOf(from)}`;
  const share = percent(evidence.value ?? 0);
  const speaks =
    by === 'HANDLED'
      ? `${codeOf(departmentId)} handles ${share} of its ${inWords(evidence.n)} contacts`
      : `${codeOf(departmentId)} answers for ${share} of the ${inWords(evidence.n)} owned leaves of the nearest menu`;
  return {
    ...{
      key: keyOf('ASSIGN_OWNER', [reason.id, departmentId]),
      kind: 'ASSIGN_OWNER',
      reasonIds: [reason.id],
    },
    proposal: { kind: 'ASSIGN_OWNER', reasonId: reason.id, departmentId, fromDepartmentId: from },
    evidence: [evidence],
    confidence: by === 'SIBLINGS' ? 'LOW' : isSureAt99 ? 'HIGH' : 'MEDIUM',
    sentence: `${nameOfReason(reason)} ${held}, and ${speaks}.`,
    alternatives: from === null ? [] : [`Have its contacts routed to ${codeOf(from)}, if they are theirs.`],
  };
}

const withheld = (reason: ReasonState): NotSuggested => ({
  ...{ key: keyOf('ASSIGN_OWNER', [reason.id]), kind: 'ASSIGN_OWNER', reasonIds: [reason.id] },
  ...{ evidence: [], missing: ['NO_DEPARTMENT'] },
  sentence: `${nameOfReason(reason)} has no owner, but no department handles most of its contacts, and none answers for anything near it.`,
});
