import { mustBeText, type TextRule } from '../../../platform/text';
import { excerpt, type FindingList, type Spot } from '../import-finding';

const expectedOfFault = {
  BLANK: 'text that shows something',
  CONTROL_CHARACTER: 'text without control characters',
  UNPAIRED_SURROGATE: 'well-formed Unicode text',
  TOO_LONG: 'a shorter text',
} as const;

/** Where a text of a file stands, and who is told what is wrong with it. */
export interface TextPlace {
  readonly spot: Spot;
  readonly findings: FindingList;
}

/** A text of a file as it will be stored; null, with a refusal, where it is malformed. */
export function storedCell(text: string, rule: TextRule, { spot, findings }: TextPlace): string | null {
  const stored = mustBeText(text, rule);
  if (stored.ok) return stored.value;
  const { fault, limit } = stored.problem;
  const expected = limit === null ? expectedOfFault[fault] : `at most ${limit} characters`;
  findings.refuse('MALFORMED_TEXT', spot, { observed: excerpt(text), expected });
  return null;
}
