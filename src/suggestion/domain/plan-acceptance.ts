import type { ReasonId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import { err, ok, unreachable, type Result } from '../../platform/result';
import {
  compositeProblem,
  planCreate,
  planMerge,
  planSplit,
  type CompositeOperation,
  type Destination,
  type Evidence,
  type IndexedProblem,
  type LocalizedText,
  type NoteKind,
  type Operation,
  type PlaceProblem,
  type ReasonTree,
  type Retirement,
  type ScopeDeclaration,
  type SimpleOperation,
} from '../../taxonomy/domain';
import type { Proposal, ProposalOf } from './suggestion';

/** A reason to be made: a part of one that is split, or one that was missing. */
export interface NewReasonWish {
  readonly code: string;
  readonly labels: LocalizedText;
  /** Of what is split; null: not known, or nothing is split. */
  readonly share: number | null;
}

/** A text that makes clear what a reason is. */
export interface NoteWish {
  readonly reasonId: ReasonId;
  readonly note: NoteKind;
  readonly language: string;
  readonly text: string;
  readonly scope: ScopeDeclaration;
}

/** What only somebody who knows the list can add to a suggestion. */
export interface AcceptanceWish {
  /** In place of the successor that was suggested, or of what is merged into; null: as suggested. */
  readonly successorId: ReasonId | null;
  readonly reasons: readonly NewReasonWish[];
  readonly notes: readonly NoteWish[];
}

/** A suggestion cannot be turned into operations as it was asked for. */
export interface SuggestionNotApplicable extends Problem {
  readonly code: 'SUGGESTION_NOT_APPLICABLE';
  /** What of the input was amiss. */
  readonly field: 'successor' | 'reasons' | 'notes' | 'draft';
}

export const notApplicable = (
  field: SuggestionNotApplicable['field'],
  message: string,
): SuggestionNotApplicable => ({ code: 'SUGGESTION_NOT_APPLICABLE', field, message: `${field}: ${message}` });

export interface AcceptanceScene {
  /** The content of the draft. */
  readonly tree: ReasonTree;
  readonly evidence: readonly Evidence[];
  readonly newReasonId: () => ReasonId;
}

type Planned = Result<readonly Operation[], SuggestionNotApplicable | PlaceProblem | IndexedProblem>;

/** Whether accepting it changes content: a coach speaks to coders, and an owner becomes an offer. */
export const changesContent = (proposal: Proposal): boolean =>
  proposal.kind !== 'COACH' && proposal.kind !== 'ASSIGN_OWNER';

/**
 * The operations that a suggestion comes to, each retirement with the evidence that it was accepted on. Refuses what was
 * added that the kind does not take, and what is needed and was not given: the names of new reasons, the texts of notes.
 *
 * @example planAcceptance(retire, noWish, scene) // ok([{ kind: 'RetireReason', reasonId: fax, retirement: { reason: 'LOW_VOLUME', ... } }])
 */
export function planAcceptance(proposal: Proposal, wish: AcceptanceWish, scene: AcceptanceScene): Planned {
  const stray = strayWish(proposal, wish);
  if (stray !== null) return err(stray);
  switch (proposal.kind) {
    case 'RETIRE':
      return ok([retirement(proposal, wish.successorId, scene)]);
    case 'MERGE':
      return mergeOf(proposal, wish.successorId, scene);
    case 'SPLIT':
      return splitOf(proposal, wish.reasons, scene);
    case 'CLARIFY':
      return ok(wish.notes.map((note) => ({ kind: 'SetNote', ...note, excludes: null })));
    case 'PROMOTE_FROM_OTHER':
      return promoted(proposal, wish.reasons, scene);
    case 'MAP_RESOLUTION':
      return ok(mapped(proposal, scene.tree));
    case 'COACH':
    case 'ASSIGN_OWNER':
      return ok([]);
    default:
      return unreachable(proposal);
  }
}

/** How many new reasons and notes each kind takes. */
function strayWish(
  proposal: Proposal,
  { successorId, reasons, notes }: AcceptanceWish,
): SuggestionNotApplicable | null {
  const { kind } = proposal;
  const takesSuccessor = kind === 'RETIRE' || kind === 'MERGE';
  if (successorId !== null && !takesSuccessor)
    return notApplicable('successor', `expected none for ${kind}, but got one`);
  const least = kind === 'SPLIT' ? 2 : kind === 'PROMOTE_FROM_OTHER' ? 1 : 0;
  const most = least === 0 ? 0 : 20;
  if (reasons.length < least || reasons.length > most)
    return notApplicable('reasons', `expected ${told(least, most)} for ${kind}, but got ${reasons.length}`);
  const [leastNotes, mostNotes] = kind === 'CLARIFY' ? [1, 20] : [0, 0];
  if (notes.length < leastNotes || notes.length > mostNotes)
    return notApplicable(
      'notes',
      `expected ${told(leastNotes, mostNotes)} for ${kind}, but got ${notes.length}`,
    );
  const isAbout = (reasonId: ReasonId): boolean =>
    proposal.kind === 'CLARIFY' && proposal.reasonIds.includes(reasonId);
  return notes.every(({ reasonId }) => isAbout(reasonId))
    ? null
    : notApplicable(
        'notes',
        'expected notes on the reasons that are to be made clear, but got one on another',
      );
}

const told = (least: number, most: number): string => (most === 0 ? 'none' : `${least} to ${most}`);

const retirement = (
  { reasonId, successorId }: ProposalOf<'RETIRE'>,
  chosenId: ReasonId | null,
  { evidence }: AcceptanceScene,
): Operation => ({
  ...{ kind: 'RetireReason', reasonId },
  retirement: {
    ...{ reason: 'LOW_VOLUME', justification: null, evidence },
    associations: [{ kind: 'REPLACED_BY', targetId: chosenId ?? successorId, share: null }],
  },
});

function mergeOf(
  { reasonId, intoId }: ProposalOf<'MERGE'>,
  chosenId: ReasonId | null,
  { tree, evidence }: AcceptanceScene,
): Planned {
  const into = chosenId ?? intoId;
  const sources = [reasonId, intoId].filter((id) => id !== into);
  const merge = planMerge(tree, { sources, into: { reasonId: into, isNew: false } });
  return possible(tree, withEvidence(merge, { sources, evidence }));
}

function splitOf(
  { reasonId }: ProposalOf<'SPLIT'>,
  reasons: readonly NewReasonWish[],
  { tree, evidence, newReasonId }: AcceptanceScene,
): Planned {
  const parentId = tree.get(reasonId)?.parentId ?? null;
  const into = reasons.map(({ code, labels, share }): Destination & { readonly share: number | null } => ({
    ...{ reasonId: newReasonId(), isNew: true, code, labels, parentId, share },
  }));
  const split = planSplit(tree, { reasonId, into, keepsSource: false });
  return possible(tree, withEvidence(split, { sources: [reasonId], evidence }));
}

function promoted(
  { parentId }: ProposalOf<'PROMOTE_FROM_OTHER'>,
  reasons: readonly NewReasonWish[],
  { tree, newReasonId }: AcceptanceScene,
): Planned {
  const operations: Operation[] = [];
  for (const { code, labels } of reasons) {
    const planned = planCreate(tree, {
      ...{ reasonId: newReasonId(), code, labels, parentId },
      place: { at: 'LAST' },
    });
    if (!planned.ok) return planned;
    operations.push(...planned.value);
  }
  return ok(operations);
}

/** What the draft maps already is left as it is there. */
function mapped(
  { reasonId, mappings }: ProposalOf<'MAP_RESOLUTION'>,
  tree: ReasonTree,
): readonly Operation[] {
  const known = new Set(tree.get(reasonId)?.resolutions.map(({ code }) => code));
  return mappings
    .filter(({ resolution }) => !known.has(resolution))
    .map((mapping) => ({ kind: 'MapResolution', reasonId, ...mapping, followUpWithin: null }));
}

function possible(tree: ReasonTree, operation: CompositeOperation): Planned {
  const problem = compositeProblem(tree, operation);
  return problem === null ? ok([operation]) : err({ ...problem, operationIndex: 0 });
}

interface Proven {
  readonly sources: readonly ReasonId[];
  readonly evidence: readonly Evidence[];
}

/** A composite whose retirements of the sources say what they rest on. */
const withEvidence = <Composite extends CompositeOperation>(
  operation: Composite,
  { sources, evidence }: Proven,
): Composite => ({
  ...operation,
  parts: operation.parts.map((part): SimpleOperation => {
    if (part.kind !== 'RetireReason' || !sources.includes(part.reasonId)) return part;
    const proven: Retirement = { ...part.retirement, evidence };
    return { ...part, retirement: proven };
  }),
});
