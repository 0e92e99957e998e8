import { unreachable } from '../../platform/result';
import type { ReasonId } from '../../platform/ids';
import type { DiffEntry, VersionDiff } from './diff/diff-entries';
import { triggersInWords } from './escalation/trigger';
import type { Language, ReasonState, Retirement } from './reason';
import type { ReasonTree } from './reason-tree';

/** Two contents, their difference, and for whom it is told. */
export interface ReleaseNotesInput {
  readonly title: string;
  readonly from: ReasonTree;
  readonly to: ReasonTree;
  readonly diff: VersionDiff;
  /** Labels and notes are told in this language; a reason without a label in it goes by one in the default language. */
  readonly language: Language;
  readonly defaultLanguage: Language;
  /** Which reasons are told of. */
  readonly concerns: (reasonId: ReasonId) => boolean;
}

const sections = [
  'New reasons',
  'No longer used',
  'Used again',
  'Other successors',
  'Other codes',
  'Other places',
  'Other labels',
  'Counts something else',
  'Guidelines',
  'Settings',
] as const;
type Section = (typeof sections)[number];

const longestQuote = 300;

/**
 * What became of a list, for those who code with it, as Markdown: a section for each kind of change, a line for each
 * reason in it, by label and code; first how grave it is for whoever reads codes.
 *
 * A change of words in another language than the one asked for is not told. Without anything to tell the notes say so.
 *
 * @example releaseNotes({ title: 'Version 2', from, to, diff, language: 'en', defaultLanguage: 'en', concerns: () => true })
 * // '# Version 2\n\nMINOR: ...\n\n## New reasons\n\n- **Refund** (`refund`), under Billing\n'
 */
export function releaseNotes(input: ReleaseNotesInput): string {
  const names = new Names(input);
  const lines = new Map<Section, string[]>();
  for (const { reasonId, entries } of input.diff.reasons) {
    if (!input.concerns(reasonId)) continue;
    for (const entry of entries) {
      const told = tell(entry, { input, names });
      if (told === null) continue;
      const { section, line } = told;
      lines.set(section, [...(lines.get(section) ?? []), `- ${names.of(reasonId)}${line}`]);
    }
  }
  const menus = input.diff.reordered.filter(
    ({ parentId, ranks }) =>
      (parentId !== null && input.concerns(parentId)) ||
      ranks.some(({ reasonId }) => input.concerns(reasonId)),
  );
  const parts = [
    `# ${escaped(input.title)}`,
    gravity(input.diff, lines.size + menus.length),
    ...sections.flatMap((section) => {
      const told = lines.get(section);
      return told === undefined ? [] : [`## ${section}`, told.toSorted().join('\n')];
    }),
    ...(menus.length === 0
      ? []
      : [
          '## Order of choices',
          menus
            .map(({ parentId }) => `- ${names.menu(parentId)}`)
            .toSorted()
            .join('\n'),
        ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const gravities = {
  PATCH: 'PATCH: words and order only; what each code counts is as it was.',
  MINOR: 'MINOR: codes that were there count what they counted.',
  MAJOR: 'MAJOR: what some code counts has changed, or a code is no longer used.',
} as const;

/** Of the whole difference, also where little of it concerns the reader: they read codes of the whole list. */
function gravity({ compatibility }: VersionDiff, told: number): string {
  if (compatibility === null) return 'Nothing differs.';
  return told === 0
    ? `${gravities[compatibility]} Nothing of it is to be told here.`
    : gravities[compatibility];
}

interface Telling {
  readonly input: ReleaseNotesInput;
  readonly names: Names;
}

interface Told {
  readonly section: Section;
  /** What follows the name of the reason. */
  readonly line: string;
}

function tell(entry: DiffEntry, { input, names }: Telling): Told | null {
  switch (entry.kind) {
    case 'ReasonAdded':
      return entry.state.retirement === null
        ? { section: 'New reasons', line: `, ${names.place(entry.state)}` }
        : {
            section: 'No longer used',
            line: `, which came in between${names.successors(entry.state.retirement)}`,
          };
    case 'ReasonRemoved':
      return { section: 'No longer used', line: ' is not there' };
    case 'ReasonRetired':
      return { section: 'No longer used', line: names.successors(entry.after) };
    case 'ReasonReactivated':
      return { section: 'Used again', line: '' };
    case 'RetirementRevised':
      return { section: 'Other successors', line: names.successors(entry.after) };
    case 'CodeChanged':
      return { section: 'Other codes', line: `: was ${code(entry.before)}` };
    case 'ReasonMoved':
      return {
        section: 'Other places',
        line: `: from ${names.menu(entry.before.parentId)} to ${names.menu(entry.after.parentId)}`,
      };
    case 'LabelChanged':
      if (entry.language !== input.language) return null;
      return {
        section: 'Other labels',
        line: `: was ${entry.before === null ? 'not labelled' : quoted(entry.before)}`,
      };
    case 'ScopeChanged':
      return { section: 'Counts something else', line: '' };
    case 'NoteChanged':
      if (entry.language !== input.language) return null;
      return {
        section: 'Guidelines',
        line: `, ${words(entry.note)}: ${entry.after === null ? 'taken away' : quoted(entry.after)}`,
      };
    case 'ExcludesChanged':
      return { section: 'Guidelines', line: `, excludes: ${names.sentTo(entry)}` };
    case 'SynonymsChanged':
      return { section: 'Guidelines', line: `, synonyms: ${synonyms(entry)}` };
    case 'PropertyChanged':
      return { section: 'Settings', line: `, ${words(entry.property)}${triggers(entry)}` };
    default:
      return unreachable(entry);
  }
}

/** Of triggers it is told what they are now; of another property that it is another one. */
const triggers = (entry: Extract<DiffEntry, { readonly kind: 'PropertyChanged' }>): string =>
  entry.property === 'escalations' ? `: ${escaped(triggersInWords(entry.after) ?? 'none any more')}` : '';

const synonyms = ({ added, removed }: Extract<DiffEntry, { readonly kind: 'SynonymsChanged' }>): string =>
  [
    ...added.filter(({ hidden }) => !hidden).map(({ text }) => `${quoted(text)} came`),
    ...removed.filter(({ hidden }) => !hidden).map(({ text }) => `${quoted(text)} went`),
    ...([...added, ...removed].some(({ hidden }) => hidden)
      ? ['words that only search and import know']
      : []),
  ].join(', ');

/** What reasons are called in the later content, or in the earlier one where they are gone. */
class Names {
  constructor(private readonly input: ReleaseNotesInput) {}

  of(id: ReasonId): string {
    const state = this.state(id);
    return state === undefined ? 'a reason' : `**${this.label(state)}** (${code(state.code)})`;
  }

  menu(parentId: ReasonId | null): string {
    if (parentId === null) return 'the root';
    const state = this.state(parentId);
    return state === undefined ? 'a reason' : this.label(state);
  }

  place({ parentId }: ReasonState): string {
    return parentId === null ? 'at the root' : `under ${this.menu(parentId)}`;
  }

  successors(retirement: Retirement): string {
    const shown = (retirement.evidence ?? []).length;
    const rests =
      shown === 0
        ? ''
        : `, as ${shown === 1 ? 'a calibration session' : `${shown} calibration sessions`} showed`;
    return `${this.leads(retirement)}${rests}`;
  }

  private leads({ associations, justification }: Retirement): string {
    if (associations.length === 0)
      return justification === null ? ': no successor' : `: no successor, ${quoted(justification)}`;
    const targets = associations.map(({ targetId, share }) =>
      share === null ? this.of(targetId) : `${this.of(targetId)} for ${Math.round(100 * share)} %`,
    );
    return `: use ${targets.join(' or ')}`;
  }

  sentTo({ added, removed }: Extract<DiffEntry, { readonly kind: 'ExcludesChanged' }>): string {
    return [
      ...added.map((id) => `now sent to ${this.of(id)}`),
      ...removed.map((id) => `no longer to ${this.of(id)}`),
    ].join(', ');
  }

  private state(id: ReasonId): ReasonState | undefined {
    return this.input.to.get(id) ?? this.input.from.get(id);
  }

  private label({ labels, code: own }: ReasonState): string {
    const { language, defaultLanguage } = this.input;
    return escaped(labels[language] ?? labels[defaultLanguage] ?? Object.values(labels)[0] ?? own);
  }
}

const code = (text: string): string => `\`${text}\``;

const quoted = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return `"${escaped(line.length > longestQuote ? `${line.slice(0, longestQuote)}...` : line)}"`;
};

/** What Markdown would take for its own. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_[\]<>#|]/g, String.raw`\$&`);

/** `useCaseGroups`, `EDGE_CASES`: "use case groups", "edge cases". */
const words = (name: string): string =>
  (name === name.toUpperCase() ? name : name.replaceAll(/[A-Z]/g, ' $&')).toLowerCase().replaceAll('_', ' ');
