import type {
  Language,
  LocalizedText,
  NoteKind,
  ReasonState,
  ResolutionMapping,
  Retirement,
  Synonym,
} from '../../taxonomy/domain';
import type { ReasonId } from '../../platform/ids';
import type { WordingOf } from './formats/wording';
import type { ImportFindingReport } from './import-finding';

/** Where an entry says that it stands. */
export type ParentWish =
  | { readonly kind: 'ROOT' }
  /** The file says nothing about it: a new reason stands at the root, a known one where it stands. */
  | { readonly kind: 'UNSAID' }
  /** Under another entry of the file, by its key. */
  | { readonly kind: 'ENTRY'; readonly key: string }
  /** Under the reason with this code, in the file or else in the taxonomy. */
  | { readonly kind: 'CODE'; readonly code: string };

export type Properties = Pick<
  ReasonState,
  'residual' | 'kind' | 'useCaseGroups' | 'priority' | 'target' | 'escalations' | 'channels' | 'articles'
>;

/** A mapping to a resolution as a file has it; what it does not say of it stays as it is, or is nothing. */
export type MappingWish = Pick<ResolutionMapping, 'code' | 'use'> &
  Partial<Pick<ResolutionMapping, 'isDefault' | 'followUpWithin'>>;

/** What an entry says of a reason besides its code, place and labels. */
export interface ContentWish {
  readonly synonyms: readonly Synonym[];
  readonly notes: Readonly<Partial<Record<NoteKind, LocalizedText>>>;
  readonly intent: LocalizedText;
  readonly properties: Partial<Properties>;
  /** Ids as the file has them; null where it says nothing. */
  readonly excludes: readonly ReasonId[] | null;
  readonly resolutions: readonly MappingWish[];
  /** With the keys of entries as targets; null where the reason is active. */
  readonly retirement: Retirement | null;
}

/** What a file says of one reason. */
export interface ImportEntry {
  /** Names the entry within its file. */
  readonly key: string;
  readonly line: number | null;
  /** The reason's identity, in our own format only. */
  readonly id: ReasonId | null;
  /** Null where the file gives none: one is derived from the labels. */
  readonly code: string | null;
  readonly parent: ParentWish;
  readonly labels: LocalizedText;
  /** Null where the file has nothing but place and labels. */
  readonly content: ContentWish | null;
}

/** The columns that findings of the plan point to; null where there is none. */
export interface EntryColumns {
  readonly code: number | null;
  readonly parent: number | null;
  readonly label: number | null;
}

/** A file as it was understood, before it meets a taxonomy. */
export interface ImportFile {
  readonly entries: readonly ImportEntry[];
  readonly columns: EntryColumns;
  /** The language in which labels are compared. */
  readonly language: Language;
  /** Whether an entry says all there is to say of its reason: what it leaves out is then empty, not untouched. */
  readonly isWhole: boolean;
  /** How an export in this format words codes and names, by which it is known again; null where it leaves them as they are. */
  readonly wording: WordingOf | null;
  readonly findings: ImportFindingReport;
}
