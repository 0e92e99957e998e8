import { textLimits } from '../../../platform/text';
import { excerpt, type FindingList } from '../import-finding';
import type { ImportEntry, ParentWish } from '../import-file';
import type { Language } from '../../../taxonomy/domain';
import { decodeText } from './decode-text';
import { maxRows, nothingRead, type FileReader } from './read-file';
import { storedCell } from './stored-cell';

interface Line {
  readonly number: number;
  readonly indent: string;
  readonly text: string;
}

/** An entry that lines below may stand under, and how far it is indented. */
interface Open {
  readonly width: number;
  readonly key: string;
}

/** A label, and at the end a code in brackets; a bracket or a backslash of the code has a backslash before it. */
const labelled = /^(.*?)\s*\[((?:\\[^]|[^\\[\]])+)\]$/u;

/**
 * Reads an indented list: a reason a line, its code in brackets behind it, what stands under it further in. Spaces or tabs,
 * as many as one likes, but not both; a line that is less indented meets a line above it. Refused with its line: an indent
 * that meets none, and tabs with spaces.
 *
 * @example readText(utf8('Billing [bill]\n  Refund [refund]\n'), options, findings)?.entries[1]?.parent
 * // { kind: 'ENTRY', key: '1' }
 */
export const readText: FileReader = (bytes, { encoding, language }, findings) => {
  const text = decodeText(bytes, encoding, findings);
  if (text === null) return null;
  const lines = linesOf(text);
  if (lines.length > maxRows) {
    findings.refuse(
      'TOO_MANY_ROWS',
      { line: null, column: null },
      { observed: 'more', expected: `at most ${maxRows} lines` },
    );
    return null;
  }
  const mark = lines.find(({ indent }) => indent !== '')?.indent.charAt(0) ?? ' ';
  const open: Open[] = [];
  const entries = lines.flatMap((line): readonly ImportEntry[] => {
    const parent = parentOf(line, open, { mark, findings });
    const entry = parent === null ? null : entryOf(line, parent, { language, findings });
    if (parent !== null) open.push({ width: line.indent.length, key: String(line.number) });
    return entry === null ? [] : [entry];
  });
  return { ...nothingRead, entries };
};

const linesOf = (text: string): readonly Line[] =>
  text.split(/\r\n|\r|\n/).flatMap((line, at) => {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    return line.trim() === '' ? [] : [{ number: at + 1, indent, text: line.slice(indent.length) }];
  });

/** Closes what stands beside the line or further in. Null, and a refusal, where the indent fits nothing above. */
function parentOf(
  { number, indent }: Line,
  open: Open[],
  { mark, findings }: { readonly mark: string; readonly findings: FindingList },
): ParentWish | null {
  const spot = { line: number, column: 1 };
  const isMixed = Array.from(indent).some((unit) => unit !== mark);
  if (isMixed) {
    const expected = mark === ' ' ? 'spaces, as further up' : 'tabs, as further up';
    findings.refuse('BAD_INDENT', spot, { observed: excerpt(indent), expected });
    return null;
  }
  const width = indent.length;
  let closed: Open | null = null;
  while ((open.at(-1)?.width ?? -1) >= width) closed = open.pop() ?? null;
  const above = open.at(-1);
  const isLost =
    (closed !== null && closed.width !== width) || (above === undefined && closed === null && width > 0);
  if (isLost) {
    const expected = closed === null ? 'the first line without an indent' : 'the indent of a line above';
    findings.refuse('BAD_INDENT', spot, { observed: `an indent of ${width}`, expected });
    return null;
  }
  return above === undefined ? { kind: 'ROOT' } : { kind: 'ENTRY', key: above.key };
}

function entryOf(
  { number, indent, text }: Line,
  parent: ParentWish,
  { language, findings }: { readonly language: Language; readonly findings: FindingList },
): ImportEntry | null {
  const place = { spot: { line: number, column: indent.length + 1 }, findings };
  const [, named, bracketed] = labelled.exec(text.trim()) ?? [];
  const written = bracketed?.replace(/\\([^])/gu, '$1') ?? null;
  const label = storedCell(named ?? text, { field: 'label', maxLength: textLimits.label }, place);
  const code =
    written === null ? null : storedCell(written, { field: 'code', maxLength: textLimits.code }, place);
  const isMalformed = label === null || (written !== null && code === null);
  if (isMalformed) return null;
  const key = String(number);
  return { key, line: number, id: null, code, parent, labels: { [language]: label }, content: null };
}
