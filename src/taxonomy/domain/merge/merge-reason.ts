import type { ReasonId } from '../../../platform/ids';
import type { ReasonState } from '../reason';
import { sameReason, sameValue, type ReasonField } from '../reason-state';
import type { Settlements } from './settlements';
import type { CombinedEdit, Conflict, MergeChoice } from './merge-types';
import {
  differingParts,
  editedFields,
  fieldsFrom,
  partsOf,
  withTriggersTogether,
  type ReasonParts,
} from './reason-parts';
import { mergedScope } from './merge-scope';
import { areTooMany, orderedTriggers } from './merge-triggers';
import { byCodeUnits } from '../../../platform/text';

/** One reason in the three contents; undefined where a content does not hold it. */
export interface ThreeStates {
  readonly base: ReasonState | undefined;
  readonly ours: ReasonState | undefined;
  readonly theirs: ReasonState | undefined;
}

export interface MergedReason {
  /** Undefined: the reason is in no content any more. While a conflict is open, as it was in the base. */
  readonly state: ReasonState | undefined;
  readonly isOpen: boolean;
  readonly combined: CombinedEdit | null;
}

const merged = (state: ReasonState | undefined): MergedReason => ({ state, isOpen: false, combined: null });
const open = ({ base }: ThreeStates): MergedReason => ({ state: base, isOpen: true, combined: null });

/** One reason merged; what the two sides did differently is a conflict unless it was settled. */
export function mergeReason(states: ThreeStates, settlements: Settlements): MergedReason {
  const { base, ours, theirs } = states;
  if (isSame(base, ours)) return merged(isSame(base, theirs) ? base : theirs);
  if (isSame(base, theirs)) return merged(ours);
  if (isSame(ours, theirs)) return merged(alike(states));
  if (ours === undefined || theirs === undefined) return mergePresence(states, settlements);
  return mergeEdits({ base, ours, theirs }, settlements);
}

const isSame = (one: ReasonState | undefined, other: ReasonState | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && sameReason(one, other));

/** The same on both sides, and yet it may be that each of them changed its scope, with nothing else to see of it. */
function alike({ base, ours, theirs }: ThreeStates): ReasonState | undefined {
  if (ours === undefined || theirs === undefined) return theirs;
  const scopeRevision = mergedScope({ base, ours, theirs });
  return scopeRevision === theirs.scopeRevision ? theirs : { ...theirs, scopeRevision };
}

/** One side holds it no more and the other edited it. A version never loses a reason, but a draft may take back its own. */
function mergePresence(states: ThreeStates, settlements: Settlements): MergedReason {
  const { base, ours, theirs } = states;
  const known = ours ?? theirs ?? base;
  if (known === undefined) return merged(undefined);
  const choice = settlements.choiceFor({
    ...{ id: `EDIT_RETIRED:${known.id}`, kind: 'EDIT_RETIRED', reasonIds: [known.id], part: null },
    ...{ base: base ?? null, ours: ours ?? null, theirs: theirs ?? null, allowed: ['OURS', 'THEIRS'] },
  });
  return choice === null ? open(states) : merged(choice.choice === 'OURS' ? ours : theirs);
}

interface BothThere {
  readonly base: ReasonState | undefined;
  readonly ours: ReasonState;
  readonly theirs: ReasonState;
}

function mergeEdits(states: BothThere, settlements: Settlements): MergedReason {
  const { base, ours, theirs } = states;
  const fields = editedFields(base, [ours, theirs]);
  const parts = partsOfThree(states, fields);
  const changed = {
    ours: differingParts(parts.base, parts.ours),
    theirs: differingParts(parts.base, parts.theirs),
  };
  const retired = retirementConflict(states, changed);
  if (retired !== null) {
    const settled = settlements.choiceFor(retired);
    if (settled === null) return open(states);
    if (settled.choice === 'OURS') return merged(ours);
    if (settled.choice === 'THEIRS') return merged(theirs);
  }
  const result = mergeParts(states, { parts, changed }, settlements);
  if (result === null) return open(states);
  const edited = { ...fieldsFrom(result, fields) };
  if (edited.escalations !== undefined) edited.escalations = orderedTriggers(edited.escalations, states);
  const rank = rankOf(states, edited.parentId === undefined ? ours.parentId : edited.parentId);
  const state = { ...ours, ...edited, rank, scopeRevision: mergedScope(states) };
  const areApart = changed.ours.length > 0 && changed.theirs.length > 0;
  return { state, isOpen: false, combined: areApart ? { reasonId: ours.id, ...changed } : null };
}

/** One side retires what the other edits: nothing is dropped without a word. */
function retirementConflict({ base, ours, theirs }: BothThere, changed: ChangedParts): Conflict | null {
  if (base === undefined || base.retirement !== null) return null;
  const byOurs = ours.retirement !== null;
  if (byOurs === (theirs.retirement !== null)) return null;
  const edits = byOurs ? changed.theirs : changed.ours;
  if (edits.length === 0) return null;
  const isOfWords = edits.every((part) => /^(?:synonym|note|exclude)\./.test(part));
  const isSplit = (byOurs ? ours : theirs).retirement?.reason === 'SPLIT';
  const kind = isSplit && isOfWords ? 'EDIT_SPLIT' : 'EDIT_RETIRED';
  const described = (isRetiring: boolean, retirement: unknown) =>
    isRetiring ? { retirement } : { edited: edits };
  return {
    ...{ id: `${kind}:${base.id}`, kind, reasonIds: [base.id], part: null, base: null },
    ours: described(byOurs, ours.retirement),
    theirs: described(!byOurs, theirs.retirement),
    allowed: ['OURS', 'THEIRS', 'BOTH'],
  };
}

interface ChangedParts {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

interface PartsOfThree {
  readonly base: ReasonParts;
  readonly ours: ReasonParts;
  readonly theirs: ReasonParts;
}

function partsOfThree(states: BothThere, fields: ReadonlySet<ReasonField>): PartsOfThree {
  const { base, ours, theirs } = states;
  const areTogether = fields.has('escalations') && areTooMany(states);
  const inParts = (state: ReasonState): ReasonParts => {
    const parts = partsOf(state, fields);
    return areTogether ? withTriggersTogether(parts, state) : parts;
  };
  return {
    base: base === undefined ? new Map() : inParts(base),
    ours: inParts(ours),
    theirs: inParts(theirs),
  };
}

/** What ours has, with what theirs changed; null where a conflict is open. Every conflict is listed, not only the first. */
function mergeParts(
  states: BothThere,
  { parts, changed }: { readonly parts: PartsOfThree; readonly changed: ChangedParts },
  settlements: Settlements,
): ReasonParts | null {
  const result = new Map(parts.ours);
  const byOurs = new Set(changed.ours);
  let isOpen = false;
  const put = (part: string, value: unknown): void => {
    if (value === undefined || (value === null && isText(part))) result.delete(part);
    else result.set(part, value);
  };
  for (const part of changed.theirs) {
    const [base, ours, theirs] = [parts.base.get(part), parts.ours.get(part), parts.theirs.get(part)];
    if (!byOurs.has(part)) put(part, theirs);
    else if (!sameValue(ours, theirs)) {
      const settled = settlements.choiceFor(partConflict(states, part, { base, ours, theirs }));
      if (settled === null) isOpen = true;
      else
        put(
          part,
          { BASE: base, OURS: ours, THEIRS: theirs, BOTH: ours, VALUE: settled.value }[settled.choice],
        );
    }
  }
  return isOpen ? null : result;
}

const isText = (part: string): boolean => /^(?:label|intent|note)\./.test(part);

function partConflict(
  states: BothThere,
  part: string,
  values: { readonly base: unknown; readonly ours: unknown; readonly theirs: unknown },
): Conflict {
  const reasonId = states.ours.id;
  const kind = part === 'retirement' ? 'RETIREMENT' : 'FIELD';
  const takesValue = part === 'code' || part === 'parentId' || isText(part);
  const allowed: readonly MergeChoice[] = [
    ...(states.base === undefined ? [] : (['BASE'] as const)),
    ...(['OURS', 'THEIRS'] as const),
    ...(takesValue ? (['VALUE'] as const) : []),
  ];
  const orNull = (value: unknown): unknown => value ?? null;
  return {
    ...{ id: `${kind}:${reasonId}:${part}`, kind, reasonIds: [reasonId], part, allowed },
    ...{ base: orNull(values.base), ours: orNull(values.ours), theirs: orNull(values.theirs) },
  };
}

/** The order among siblings is never a conflict: whoever moved the reason says where, else the lower of the two. */
function rankOf({ base, ours, theirs }: BothThere, parentId: ReasonId | null): string {
  const [isOurs, isTheirs] = [ours.parentId === parentId, theirs.parentId === parentId];
  if (isOurs !== isTheirs) return isOurs ? ours.rank : theirs.rank;
  if (ours.rank === base?.rank) return theirs.rank;
  if (theirs.rank === base?.rank) return ours.rank;
  return byCodeUnits(ours.rank, theirs.rank) <= 0 ? ours.rank : theirs.rank;
}
