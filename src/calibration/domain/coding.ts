import { canonicalJson } from '../../platform/canonical-json';
import { sha256Hex } from '../../platform/digest';
import type { ReasonId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import type { ReasonTree } from '../../taxonomy/domain';
import type { CodingOutcome } from './results/session-data';
import type { InvalidCode } from './session-problems';

export const codingOutcomes = [
  'REASON',
  'CANNOT_CODE',
  'NO_REASON_FITS',
] as const satisfies readonly CodingOutcome[];

/** What a coder says of an item. */
export interface GivenCode {
  readonly outcome: CodingOutcome;
  /** With the outcome REASON, and with it alone. */
  readonly reasonId: ReasonId | null;
  /** 1 (a guess) to 5 (certain); null: not said. */
  readonly confidence: number | null;
  readonly note: string | null;
}

/**
 * Answers a code as it is stored. A reason is a leaf in use of the content that is coded with; "cannot code" and "no
 * reason fits" are no reasons.
 *
 * @example mustBeCode({ outcome: 'CANNOT_CODE', reasonId, confidence: null, note: null }, tree)
 * // err: REASON_NOT_EXPECTED
 */
export function mustBeCode(given: GivenCode, tree: ReasonTree): Result<GivenCode, InvalidCode | TextProblem> {
  const verdict = mustBeVerdict(given, tree);
  if (!verdict.ok) return verdict;
  const { confidence } = given;
  if (confidence !== null && (confidence < 1 || confidence > 5))
    return err(invalid('CONFIDENCE_OUT_OF_RANGE', 'confidence', `expected 1 to 5, but got ${confidence}`));
  if (given.note === null) return ok(given);
  const note = mustBeText(given.note, { field: 'note', maxLength: textLimits.note, multiline: true });
  return note.ok ? ok({ ...given, note: note.value }) : note;
}

/**
 * Answers an outcome with its reason: what a code and a judgement have in common.
 *
 * @example mustBeVerdict({ outcome: 'REASON', reasonId: null }, tree) // err: REASON_MISSING
 */
export function mustBeVerdict<Verdict extends Pick<GivenCode, 'outcome' | 'reasonId'>>(
  given: Verdict,
  tree: ReasonTree,
): Result<Verdict, InvalidCode> {
  const { outcome, reasonId } = given;
  if (outcome !== 'REASON')
    return reasonId === null
      ? ok(given)
      : err(invalid('REASON_NOT_EXPECTED', 'reason', `expected no reason with ${outcome}, but got one`));
  if (reasonId === null)
    return err(invalid('REASON_MISSING', 'reason', 'expected a reason with REASON, but got none'));
  if (!isLeaf(tree, reasonId))
    return err(
      invalid('NOT_A_LEAF', 'reason', 'expected a leaf in use of the content, but the reason is none'),
    );
  return ok(given);
}

function isLeaf(tree: ReasonTree, id: ReasonId): boolean {
  const reason = tree.get(id);
  return reason !== undefined && reason.retirement === null && tree.children(id).length === 0;
}

export const invalid = (
  code: InvalidCode['code'],
  field: InvalidCode['field'],
  message: string,
): InvalidCode => ({
  code,
  field,
  message: `${field}: ${message}`,
});

/**
 * The text by which a code is stored, and which its commitment is made of.
 *
 * @example writtenCode({ outcome: 'CANNOT_CODE', reasonId: null, confidence: null, note: null })
 * // '{"confidence":null,"note":null,"outcome":"CANNOT_CODE","reasonId":null}'
 */
export const writtenCode = ({ outcome, reasonId, confidence, note }: GivenCode): string =>
  canonicalJson({ outcome, reasonId, confidence, note });

/** The code that a text was made of by `writtenCode`. */
export const readCode = (text: string): GivenCode => JSON.parse(text) as GivenCode;

/**
 * What the history holds of a code until it is revealed: a digest of salt and code together. There are few codes, so
 * that without the salt they would all be tried at once. It is what the database commits a private column with.
 *
 * @example commitmentTo({ code: '{}', salt: 's' }) === `commitment:${sha256Hex('s:code:"{}"')}` // true
 */
export const commitmentTo = ({ code, salt }: { readonly code: string; readonly salt: string }): string =>
  `commitment:${sha256Hex(`${salt}:code:${JSON.stringify(code)}`)}`;

/** Which giving of which code: a coder codes an item with a content, and may do so again. */
export interface CodingKey {
  readonly coderId: string;
  readonly itemId: string;
  readonly content: number;
  readonly revision: number;
}
