import { err, ok, type Result } from './result';

export const textFaults = ['BLANK', 'CONTROL_CHARACTER', 'UNPAIRED_SURROGATE', 'TOO_LONG'] as const;
export type TextFault = (typeof textFaults)[number];

/** A text that cannot be stored or shown, whatever a policy says. */
export interface TextProblem {
  readonly code: 'MALFORMED_TEXT';
  readonly message: string;
  readonly field: string;
  readonly fault: TextFault;
  /** Where it is wrong (index of the first bad character), or how long the text is. */
  readonly observed: number;
  /** Code points at most, with TOO_LONG. */
  readonly limit: number | null;
}

export interface TextRule {
  readonly field: string;
  /** In code points, after trimming and NFC. */
  readonly maxLength: number;
  /** Whether line breaks and tabs belong in it. */
  readonly multiline?: boolean;
}

/**
 * What is wrong with a text, for where the field is named beside it.
 *
 * @example faultOf({ field: 'title', message: 'title: expected ...' }) // 'expected ...'
 */
export const faultOf = ({ field, message }: Pick<TextProblem, 'field' | 'message'>): string =>
  message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;

/** Hard caps in code points. What a policy asks of a label is shorter, and a finding. */
export const textLimits = {
  label: 1_000,
  code: 100,
  synonym: 500,
  note: 20_000,
  name: 500,
  url: 2_000,
} as const;

const unpairedSurrogate = /\p{Surrogate}/u;
const controlCharacter = /[\p{Cc}\u2028\u2029]/u;
const controlCharacterOfNotes = /[^\P{Cc}\n\t]/u;
const nothingVisible = /^[\s\p{Z}\p{Default_Ignorable_Code_Point}]*$/u;

/**
 * Answers the text as it is stored: NFC, without space at either end, line breaks as LF. Refuses text that is
 * empty or shows nothing, that holds a control character (NUL among them; a line break or tab counts as one
 * unless `multiline`) or half of a surrogate pair, or that is longer than the cap. Right-to-left marks, emoji
 * and look-alike letters are text.
 *
 * @example mustBeText(' Cafe\u0301 ', { field: 'label', maxLength: 500 }) // ok('Café')
 */
export function mustBeText(value: string, rule: TextRule): Result<string, TextProblem> {
  // A code point is at most two units and NFC makes text at most three times as long: far beyond the cap, no
  // more is read.
  if (value.length > rule.maxLength * 6 + 1_000) return tooLong(value.length, rule);
  const surrogateAt = value.search(unpairedSurrogate);
  if (surrogateAt >= 0) return fault('UNPAIRED_SURROGATE', surrogateAt, rule);

  const multiline = rule.multiline ?? false;
  const stored = (multiline ? value.replace(/\r\n?/g, '\n') : value).normalize('NFC').trim();
  const controlAt = stored.search(multiline ? controlCharacterOfNotes : controlCharacter);
  if (controlAt >= 0) return fault('CONTROL_CHARACTER', controlAt, rule);
  if (nothingVisible.test(stored)) return fault('BLANK', 0, rule);

  const length = lengthInCodePoints(stored);
  return length > rule.maxLength ? tooLong(length, rule) : ok(stored);
}

/** Words of ASCII with one blank between them: what most labels are, and folded by their case alone. */
const plainLabel = /^[!-~]+(?: [!-~]+)*$/;

/**
 * The form in which labels are compared: NFKC, lower case (with `ß` as `ss` and the final sigma as the other
 * one), each run of space as one blank, characters that show nothing left out. For comparison only, never
 * stored or shown.
 *
 * @example foldLabel('  Consumer\u00a0LOAN ') === foldLabel('Consumer loan') // true
 */
export function foldLabel(label: string): string {
  if (plainLabel.test(label)) return label.toLowerCase();
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The number of code points of a text: what a person would count, for most scripts.
 *
 * @example lengthInCodePoints('a😀') // 2
 */
export function lengthInCodePoints(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/**
 * Orders two texts by their UTF-16 units: the same on every machine, whatever its language.
 *
 * @example ['b', 'B', 'a'].sort(byCodeUnits) // ['B', 'a', 'b']
 */
export const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const expectations: Readonly<Record<Exclude<TextFault, 'TOO_LONG'>, string>> = {
  BLANK: 'expected text that shows something, but got only space or nothing',
  CONTROL_CHARACTER: 'expected text without control characters, but got one',
  UNPAIRED_SURROGATE: 'expected well-formed Unicode text, but got half of a surrogate pair',
};

function fault(kind: Exclude<TextFault, 'TOO_LONG'>, at: number, rule: TextRule): Result<never, TextProblem> {
  const where = kind === 'BLANK' ? '' : ` at index ${at}`;
  const message = `${rule.field}: ${expectations[kind]}${where}`;
  return err({ code: 'MALFORMED_TEXT', message, field: rule.field, fault: kind, observed: at, limit: null });
}

function tooLong(length: number, rule: TextRule): Result<never, TextProblem> {
  const { field, maxLength } = rule;
  const message = `${field}: expected at most ${maxLength} characters, but got ${length}`;
  return err({
    code: 'MALFORMED_TEXT',
    message,
    field,
    fault: 'TOO_LONG',
    observed: length,
    limit: maxLength,
  });
}
