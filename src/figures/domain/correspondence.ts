import type { ReasonId } from '../../platform/ids';
import { isActive, type Association, type ReasonState, type ReasonTree } from '../../taxonomy/domain';

export const breakCauses = [
  'SCOPE_CHANGED',
  'RETIRED_WITHOUT_SUCCESSOR',
  'SUCCESSORS_WITHOUT_SHARES',
  'CREATED_LATER',
] as const;
export type BreakCause = (typeof breakCauses)[number];

/** Where contacts that were coded with a reason in one version stand in another. */
export type Translation =
  | { readonly kind: 'SAME' }
  /** The shares add up to 1. */
  | {
      readonly kind: 'RESTATED';
      readonly targets: readonly { readonly reasonId: ReasonId; readonly share: number }[];
    }
  /** They are not comparable with what is coded later. */
  | { readonly kind: 'BREAK'; readonly cause: BreakCause };

/** How the reasons of other versions are those of one version. Figures ask for no more than this, whoever answers. */
export interface Correspondence {
  translate(reasonId: ReasonId, version: number): Translation;
}

const same: Translation = { kind: 'SAME' };
const broken = (cause: BreakCause): Translation => ({ kind: 'BREAK', cause });

/** As many retirements in a row are followed; the rules of retirement leave no circle. */
const longestWay = 100;

/**
 * The correspondence that the retirements recorded in a version give: a reason that is active there is itself unless it was
 * declared to count something else since; a retired one leads to its successors where these are exact, or parts with a known
 * share each, and through successors that were retired too. Anything else is a break.
 *
 * @example recordedSuccessors(tree, treeOf).translate(merged, 1) // { kind: 'RESTATED', targets: [{ reasonId: into, share: 1 }] }
 */
export function recordedSuccessors(
  tree: ReasonTree,
  treeOf: (version: number) => ReasonTree | undefined,
): Correspondence {
  return {
    translate(reasonId, version) {
      const state = tree.get(reasonId);
      if (state === undefined) return broken('CREATED_LATER');
      const then = treeOf(version)?.get(reasonId);
      const isRescoped = then !== undefined && then.scopeRevision !== state.scopeRevision;
      if (isRescoped) return broken('SCOPE_CHANGED');
      return isActive(state) ? same : successorsOf(tree, state);
    },
  };
}

function successorsOf(tree: ReasonTree, retired: ReasonState): Translation {
  let open: readonly { readonly state: ReasonState; readonly share: number }[] = [
    { state: retired, share: 1 },
  ];
  const shares = new Map<ReasonId, number>();
  for (let step = 0; open.length > 0; step += 1) {
    const next: { readonly state: ReasonState; readonly share: number }[] = [];
    for (const { state, share } of open) {
      const parts = partsOf(state.retirement?.associations ?? []);
      if (typeof parts === 'string') return broken(parts);
      for (const part of parts) {
        const target = tree.get(part.targetId);
        if (target === undefined || step === longestWay) return broken('RETIRED_WITHOUT_SUCCESSOR');
        if (isActive(target)) shares.set(target.id, (shares.get(target.id) ?? 0) + share * part.share);
        else next.push({ state: target, share: share * part.share });
      }
    }
    open = next;
  }
  return { kind: 'RESTATED', targets: Array.from(shares, ([reasonId, share]) => ({ reasonId, share })) };
}

type Parts = readonly { readonly targetId: ReasonId; readonly share: number }[];

/** How far shares given by hand may be from adding up to 1. */
const rounding = 1e-6;

function partsOf(associations: readonly Association[]): Parts | BreakCause {
  const [first, ...others] = associations;
  if (first === undefined) return 'RETIRED_WITHOUT_SUCCESSOR';
  const isExact = first.kind === 'SAME_AS' || first.kind === 'REPLACED_BY';
  if (isExact && others.length === 0) return [{ targetId: first.targetId, share: 1 }];
  const parts = associations.flatMap(({ kind, targetId, share }) =>
    kind === 'PARTIALLY_EQUIVALENT_TO' && share !== null ? [{ targetId, share }] : [],
  );
  const sum = parts.reduce((total, { share }) => total + share, 0);
  const isWhole = parts.length === associations.length && Math.abs(sum - 1) <= rounding;
  return isWhole ? parts : 'SUCCESSORS_WITHOUT_SHARES';
}
