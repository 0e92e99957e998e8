import {
  noteKinds,
  type Language,
  type NoteKind,
  type ReasonState,
  type ResolutionUse,
  type SealableContent,
} from '../../../taxonomy/domain';
import { delimiters, type Delimiter } from '../import-options';
import { neutralCell } from '../neutral-cell';
import { plainWording, spelledWording, type Speller } from '../formats/wording';
import { encodeWindows1252, spellWindows1252 } from '../windows-1252';
import type { FileWriter } from './export-content';
import { joinTexts } from '../read/text-list';

interface OutColumn {
  readonly name: string;
  readonly cell: (reason: ReasonState, path: readonly ReasonState[]) => string;
}

/**
 * The active reasons of a content as a spreadsheet shows them, depth-first: code, the parent's code, labels per language,
 * what else is filled anywhere, and at the end a column per level to read by. Retired reasons are left out, and so are
 * resolution targets, follow-ups, escalations, articles and references between reasons: the JSON form has them. What a spreadsheet
 * would run is neutralised. With a byte order mark, without which spreadsheets take it for Windows-1252; lines end in CRLF.
 *
 * @example exportCsv(content) // '\ufeffcode,parent,label.en,Level 1\r\nbill,,Bill,Bill\r\n'
 */
export const exportCsv = (content: SealableContent, delimiter: Delimiter = 'comma'): string =>
  `\ufeff${tableOf(content, delimiter, null)}`;

/** Spelled before it is neutralised: what stands for a character is nothing that a spreadsheet would run. */
function tableOf({ tree, languages }: SealableContent, delimiter: Delimiter, spell: Speller | null): string {
  const between = delimiters[delimiter];
  const reasons = tree.depthFirst();
  const [language = 'en'] = languages;
  const wording = spell === null ? plainWording : spelledWording(plainWording, spell);
  const { code } = wording(tree, language);
  const columns = columnsFor(
    { reasons, languages, codeOf: (reason) => code(reason).text },
    Math.max(1, ...new Set(reasons.map(({ id }) => tree.depth(id)))),
  );
  const lines = reasons.map((reason) => {
    const path = tree.path(reason.id);
    const cells = columns.map(({ cell }) => cell(reason, path));
    return cells.map((text) => quotedCell(spell === null ? text : spell(text))).join(between);
  });
  const header = columns.map(({ name }) => quotedCell(name)).join(between);
  return `${[header, ...lines].join('\r\n')}\r\n`;
}

/** The same in the bytes that were asked for: Windows-1252 has no byte order mark, and a question mark for what it lacks. */
export const writeCsv: FileWriter = (content, { delimiter, encoding }) => {
  if (encoding !== 'windows-1252') return exportCsv(content, delimiter);
  return encodeWindows1252(tableOf(content, delimiter, spellWindows1252));
};

interface Listed {
  readonly reasons: readonly ReasonState[];
  readonly languages: readonly Language[];
  readonly codeOf: (reason: ReasonState) => string;
}

function columnsFor({ reasons, languages, codeOf }: Listed, depth: number): readonly OutColumn[] {
  const [first = 'en'] = languages;
  const perLanguage = (
    name: string,
    text: (reason: ReasonState, language: Language) => string,
  ): readonly OutColumn[] =>
    languages.map((language) => ({ name: `${name}.${language}`, cell: (reason) => text(reason, language) }));
  const optional = [
    ...perLanguage('synonym', (reason, language) => synonymsOf(reason, language, false)),
    ...perLanguage('hiddenSynonym', (reason, language) => synonymsOf(reason, language, true)),
    ...noteKinds.flatMap((note) =>
      perLanguage(nameOfNote(note), ({ notes }, language) => notes[note]?.[language] ?? ''),
    ),
    ...perLanguage('intent', ({ intent }, language) => intent[language] ?? ''),
    ...plainColumns,
  ];
  const filled = optional.filter(({ cell }) => reasons.some((reason) => cell(reason, []) !== ''));
  const levels = Array.from({ length: depth }, (_, at): OutColumn => ({
    name: `Level ${at + 1}`,
    cell: (_reason, path) => path[at]?.labels[first] ?? path[at]?.code ?? '',
  }));
  return [
    { name: 'code', cell: codeOf },
    { name: 'parent', cell: (_, path) => path.slice(-2, -1).map(codeOf).join('') },
    ...perLanguage('label', (reason, language) => labelOf(reason, language, first)),
    ...filled,
    ...levels,
  ];
}

const plainColumns: readonly OutColumn[] = [
  { name: 'residual', cell: ({ residual }) => (residual ? 'true' : '') },
  { name: 'kind', cell: ({ kind }) => kind ?? '' },
  { name: 'useCaseGroups', cell: ({ useCaseGroups }) => joinTexts(useCaseGroups) },
  { name: 'priority', cell: ({ priority }) => priority ?? '' },
  { name: 'channels', cell: ({ channels }) => joinTexts(channels ?? []) },
  { name: 'expectedResolutions', cell: (reason) => joinTexts(codesFor(reason, 'EXPECTED')) },
  { name: 'allowedResolutions', cell: (reason) => joinTexts(codesFor(reason, 'ALLOWED')) },
  { name: 'forbiddenResolutions', cell: (reason) => joinTexts(codesFor(reason, 'FORBIDDEN')) },
  {
    name: 'defaultResolution',
    cell: ({ resolutions }) =>
      joinTexts(resolutions.filter(({ isDefault }) => isDefault).map(({ code }) => code)),
  },
];

/** A row without any label would be no row of a list: the code stands in for it. */
const labelOf = ({ labels, code }: ReasonState, language: Language, first: Language): string =>
  labels[language] ?? (language === first && Object.keys(labels).length === 0 ? code : '');

const codesFor = ({ resolutions }: ReasonState, use: ResolutionUse): readonly string[] =>
  resolutions.filter((mapping) => mapping.use === use).map(({ code }) => code);

const nameOfNote = (note: NoteKind): string =>
  note.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const synonymsOf = ({ synonyms }: ReasonState, language: Language, hidden: boolean): string =>
  joinTexts(
    synonyms.filter((each) => each.language === language && each.hidden === hidden).map(({ text }) => text),
  );

function quotedCell(text: string): string {
  const cell = neutralCell(text);
  return /["\r\n,;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
