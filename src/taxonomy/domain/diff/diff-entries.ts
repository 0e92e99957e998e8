import type { ReasonId } from '../../../platform/ids';
import type { ScopeDeclaration } from '../operation';
import type { Language, NoteKind, ReasonState, Retirement, Synonym } from '../reason';

/** The fields that are compared as a whole. */
export const diffProperties = [
  'residual',
  'kind',
  'useCaseGroups',
  'intent',
  'priority',
  'target',
  'escalations',
  'channels',
  'articles',
  'resolutions',
] as const;
export type DiffProperty = (typeof diffProperties)[number];

/**
 * A reason's place, and the reason at the root (primary category) above it: itself for one that stands there.
 */
export interface ReasonPlace {
  readonly parentId: ReasonId | null;
  readonly rank: string;
  readonly primaryId: ReasonId;
}

interface Of<Kind extends string> {
  readonly kind: Kind;
  readonly reasonId: ReasonId;
}

interface FromTo<Value> {
  readonly before: Value;
  readonly after: Value;
}

type PropertyChange<Property extends DiffProperty> = Of<'PropertyChanged'> &
  FromTo<ReasonState[Property]> & { readonly property: Property };

type AnyPropertyChange = { readonly [Property in DiffProperty]: PropertyChange<Property> }[DiffProperty];

export type DiffEntry =
  | (Of<'ReasonAdded'> & { readonly state: ReasonState })
  /**
   * Between two versions never: a reason that was published stays. Seen when a difference is read the other
   * way round.
   */
  | (Of<'ReasonRemoved'> & { readonly state: ReasonState })
  | (Of<'ReasonRetired'> & { readonly after: Retirement })
  | (Of<'ReasonReactivated'> & { readonly before: Retirement })
  | (Of<'RetirementRevised'> & FromTo<Retirement>)
  | (Of<'LabelChanged'> & FromTo<string | null> & { readonly language: Language })
  | (Of<'CodeChanged'> & FromTo<string>)
  | (Of<'ReasonMoved'> & FromTo<ReasonPlace>)
  | (Of<'SynonymsChanged'> & { readonly added: readonly Synonym[]; readonly removed: readonly Synonym[] })
  | (Of<'NoteChanged'> &
      FromTo<string | null> & {
        readonly note: NoteKind;
        readonly language: Language;
        readonly scope: ScopeDeclaration;
      })
  | (Of<'ExcludesChanged'> & { readonly added: readonly ReasonId[]; readonly removed: readonly ReasonId[] })
  /** What the reason counts was declared changed: its scope revision before and after. */
  | (Of<'ScopeChanged'> & FromTo<number>)
  | AnyPropertyChange;

export type DiffEntryKind = DiffEntry['kind'];

export interface SiblingsReordered {
  readonly kind: 'SiblingsReordered';
  readonly parentId: ReasonId | null;
  readonly ranks: readonly ({ readonly reasonId: ReasonId } & FromTo<string>)[];
}

/**
 * GSIM's classes of change between classification versions: RC1 deletion, RC2 creation, RC3.1 merger (into a
 * new reason), RC3.2 take-over (by one that was there), RC4.1 breakdown, RC5 transfer, VC1 change of code,
 * VC2 change of name. (RC4.2, a split-off that leaves its source in use, takes an operation of its own.)
 */
export type ChangeClass = 'RC1' | 'RC2' | 'RC3.1' | 'RC3.2' | 'RC4.1' | 'RC4.2' | 'RC5' | 'VC1' | 'VC2';

export interface EntryByReason {
  readonly reasonId: ReasonId;
  readonly entries: readonly DiffEntry[];
}

/** An entry with its change class; null where GSIM has none (a note, a synonym, a priority). */
export type ClassifiedEntry = DiffEntry & { readonly changeClass: ChangeClass | null };

/** How many reasons (menus, for `reordered`) have a change of a kind. One reason may count in several. */
export interface DiffSummary {
  readonly added: number;
  readonly removed: number;
  readonly retired: number;
  readonly reactivated: number;
  readonly retirementRevised: number;
  readonly renamed: number;
  readonly recoded: number;
  readonly moved: number;
  readonly scopeChanged: number;
  readonly synonymsChanged: number;
  readonly notesChanged: number;
  readonly propertiesChanged: number;
  readonly reordered: number;
}

/** How far a reader of the earlier version is served by the later one; null when nothing differs. */
export const compatibilities = ['PATCH', 'MINOR', 'MAJOR'] as const;
export type Compatibility = (typeof compatibilities)[number];

export interface VersionDiff {
  readonly reasons: readonly { readonly reasonId: ReasonId; readonly entries: readonly ClassifiedEntry[] }[];
  readonly reordered: readonly SiblingsReordered[];
  readonly summary: DiffSummary;
  readonly compatibility: Compatibility | null;
}
