import type { ReasonId } from '../../../platform/ids';
import { err, ok, type Result } from '../../../platform/result';
import type { OperationOf } from '../operation';
import {
  ofReason,
  reasonRetired,
  tooMany,
  type OperationProblem,
  type RetirementFault,
} from '../operation-problems';
import type {
  Association,
  AssociationKind,
  Evidence,
  ReasonState,
  Retirement,
  RetirementReason,
} from '../reason';
import { sameValue } from '../reason-state';
import { nameOfReason } from '../names-in-time';
import { isActive } from '../reason-tree';
import { byCodeUnits, mustBeText, textLimits } from '../../../platform/text';
import type { Edited, Scene } from './edit';
import { calledIn } from './tree-editor';

interface Shape {
  readonly association: AssociationKind;
  readonly atLeast: number;
  readonly atMost: number;
}

const exactlyOne = (association: AssociationKind): readonly Shape[] => [
  { association, atLeast: 1, atMost: 1 },
];

/**
 * Which associations a retirement may have, and to how many reasons; no target at all where a shape has
 * atLeast 0.
 */
const retirementShapes: Readonly<Record<RetirementReason, readonly Shape[]>> = {
  DUPLICATE: exactlyOne('SAME_AS'),
  MERGED: exactlyOne('REPLACED_BY'),
  SPLIT: [{ association: 'PARTIALLY_EQUIVALENT_TO', atLeast: 2, atMost: Infinity }],
  AMBIGUOUS: [{ association: 'POSSIBLY_EQUIVALENT_TO', atLeast: 1, atMost: Infinity }],
  ERRONEOUS: exactlyOne('REPLACED_BY'),
  OUTDATED: [
    { association: 'REPLACED_BY', atLeast: 0, atMost: 1 },
    { association: 'POSSIBLY_REPLACED_BY', atLeast: 0, atMost: Infinity },
  ],
  LOW_VOLUME: exactlyOne('REPLACED_BY'),
  NON_CONFORMANT: [
    { association: 'REPLACED_BY', atLeast: 0, atMost: 1 },
    { association: 'ALTERNATIVE', atLeast: 0, atMost: Infinity },
  ],
  MOVED_ELSEWHERE: [{ association: 'ALTERNATIVE', atLeast: 0, atMost: Infinity }],
  MEANING_UNKNOWN: [],
};

/** Sessions that one retirement rests on. */
const mostEvidence = 20;

/** Without a target these need a reason in words. */
const needsJustification: readonly RetirementReason[] = ['OUTDATED'];

/**
 * Retires an active reason. The same retirement again changes nothing; another one is for ReviseRetirement.
 */
export function retireReason(
  reason: ReasonState,
  operation: OperationOf<'RetireReason'>,
  scene: Scene,
): Edited {
  const retirement = storedRetirement(reason.id, operation.retirement, scene);
  if (!retirement.ok) return retirement;
  if (isActive(reason) || sameValue(reason.retirement, retirement.value)) {
    return ok({ ...reason, retirement: retirement.value });
  }
  return err(reasonRetired(reason, 'RetireReason'));
}

/** Gives a retired reason another retirement, such as a successor that was found later. */
export function reviseRetirement(
  reason: ReasonState,
  operation: OperationOf<'ReviseRetirement'>,
  scene: Scene,
): Edited {
  if (isActive(reason)) {
    const message = `expected a retired reason for ReviseRetirement, but got ${nameOfReason(reason)}, which is active`;
    return err({ code: 'REASON_NOT_RETIRED', message, reasonId: reason.id });
  }
  const retirement = storedRetirement(reason.id, operation.retirement, scene);
  return retirement.ok ? ok({ ...reason, retirement: retirement.value }) : retirement;
}

/** Under a parent that is still retired this leaves a finding, not a refusal: the parent may follow. */
export const reactivateReason = (reason: ReasonState): Edited => ok({ ...reason, retirement: null });

/** A fault, the association at which it was seen (if at one), and the sentence. */
interface Fault {
  readonly fault: RetirementFault;
  readonly at: Association | null;
  readonly message: string;
}

/** Where the targets of a retirement are looked for. */
interface Around {
  readonly content: { get(id: ReasonId): ReasonState | undefined };
  /** Those count too that are only being made. */
  readonly isInside: (id: ReasonId) => boolean;
}

function storedRetirement(
  reasonId: ReasonId,
  retirement: Retirement,
  scene: Scene,
): Result<Retirement, OperationProblem> {
  const { justification } = retirement;
  const text =
    justification === null
      ? null
      : mustBeText(justification, { field: 'justification', maxLength: textLimits.note, multiline: true });
  if (text !== null && !text.ok) return err(ofReason(text.problem, reasonId));
  const content = scene.tree;
  const isInside = (id: ReasonId): boolean => content.get(id) !== undefined;
  const fault =
    shapeFault(retirement) ??
    shareFault(retirement) ??
    targetFault(reasonId, retirement, { content, isInside });
  if (fault !== null) return err(problemOf(reasonId, retirement, fault));
  const associations = retirement.associations
    .map(({ kind, targetId, share }) => ({ kind, targetId, share }))
    .sort((one, other) => byCodeUnits(one.targetId, other.targetId));
  const evidence = distinctEvidence(retirement.evidence ?? []);
  if (evidence.length > mostEvidence)
    return err(tooMany(reasonId, 'evidence', { observed: evidence.length, limit: mostEvidence }));
  return ok({
    ...{ reason: retirement.reason, associations, justification: text === null ? null : text.value },
    ...(evidence.length === 0 ? {} : { evidence }),
  });
}

const problemOf = (
  reasonId: ReasonId,
  { reason }: Pick<Retirement, 'reason'>,
  { fault, at, message }: Fault,
): OperationProblem => ({
  ...{ code: 'RETIREMENT_SHAPE', message: `retirement as ${reason}: ${message}`, reasonId, fault },
  ...{ retirementReason: reason, targetId: at?.targetId ?? null, associationKind: at?.kind ?? null },
});

/**
 * What is wrong with the targets and shares of a reason of which parts are split off, by the rules of one that is retired as
 * SPLIT; one target is enough, since it goes on itself.
 */
export function splitOffProblem(
  reasonId: ReasonId,
  associations: readonly Association[],
  around: Around,
): OperationProblem | null {
  const split: Retirement = { reason: 'SPLIT', associations, justification: null };
  const fault = shareFault(split) ?? targetFault(reasonId, split, around);
  return fault === null ? null : problemOf(reasonId, split, fault);
}

/** Each once, in the order of their ids: it is a set. */
const distinctEvidence = (given: readonly Evidence[]): readonly Evidence[] =>
  [...new Map(given.map(({ type, id }) => [id, { type, id }])).values()].sort((one, other) =>
    byCodeUnits(one.id, other.id),
  );

function shapeFault({ reason, associations, justification }: Retirement): Fault | null {
  const shapes = retirementShapes[reason];
  const [first] = associations;
  const count = associations.length;
  if (first === undefined) {
    const asksForNone = shapes.every((shape) => shape.atLeast === 0);
    if (!asksForNone) return countFault(shapes, count);
    const isUnexplained = needsJustification.includes(reason) && justification === null;
    const message = 'expected a successor or a justification, but got neither';
    return isUnexplained ? { fault: 'JUSTIFICATION_MISSING', at: null, message } : null;
  }
  const shape = shapes.find(({ association }) => association === first.kind);
  const stranger = shape === undefined ? first : associations.find(({ kind }) => kind !== shape.association);
  if (shape === undefined || stranger !== undefined) {
    const allowed = shapes.map(({ association }) => association).join(' or ') || 'no association';
    const came = [...new Set(associations.map(({ kind }) => kind))].join(' and ');
    const message = `expected ${allowed} (one kind only), but got ${came}`;
    return { fault: 'ASSOCIATION_KIND', at: stranger ?? first, message };
  }
  return count < shape.atLeast || count > shape.atMost ? countFault([shape], count) : null;
}

function countFault(shapes: readonly Shape[], count: number): Fault {
  const wanted = shapes
    .map(({ association, atLeast, atMost }) =>
      atMost === atLeast ? `exactly ${atLeast} ${association}` : `${atLeast} or more ${association}`,
    )
    .join(' or ');
  return { fault: 'TARGET_COUNT', at: null, message: `expected ${wanted}, but got ${count}` };
}

function shareFault({ reason, associations }: Retirement): Fault | null {
  let known = 0;
  for (const at of associations) {
    if (at.share === null) continue;
    if (reason !== 'SPLIT') {
      return { fault: 'SHARE_NOT_APPLICABLE', at, message: `expected no share, but got ${at.share}` };
    }
    const isShare = at.share >= 0 && at.share <= 1;
    if (!isShare) {
      return {
        fault: 'SHARE_OUT_OF_RANGE',
        at,
        message: `expected a share from 0 to 1, but got ${at.share}`,
      };
    }
    known += at.share;
  }
  const isAboveOne = known > 1 + 1e-9;
  const message = `expected shares that add up to at most 1, but got ${known}`;
  return isAboveOne ? { fault: 'SHARES_ABOVE_ONE', at: null, message } : null;
}

function targetFault(
  reasonId: ReasonId,
  { reason, associations }: Retirement,
  { content, isInside }: Around,
): Fault | null {
  const seen = new Set<ReasonId>();
  for (const at of associations) {
    const { targetId } = at;
    const called = calledIn(content, targetId);
    if (targetId === reasonId) {
      return {
        fault: 'TARGET_IS_ITSELF',
        at,
        message: `expected another reason, but got ${called} itself`,
      };
    }
    if (seen.has(targetId)) {
      return { fault: 'TARGET_TWICE', at, message: `expected each target once, but got ${called} twice` };
    }
    seen.add(targetId);
    const isElsewhere = reason === 'MOVED_ELSEWHERE';
    if (isElsewhere && isInside(targetId)) {
      const message = `expected a reason of another taxonomy, but got ${called} of this one`;
      return { fault: 'TARGET_INSIDE', at, message };
    }
    if (!isElsewhere && !isInside(targetId)) {
      return {
        fault: 'TARGET_NOT_FOUND',
        at,
        message: `expected a reason of this content, but got ${targetId}`,
      };
    }
  }
  return null;
}
