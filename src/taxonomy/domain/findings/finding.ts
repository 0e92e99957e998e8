import type { ReasonId } from '../../../platform/ids';
import type { Nameable } from '../../../platform/nearest';
import type { Language } from '../reason';
import type { OwnersOf } from '../reason-owners';
import type { ReasonTree } from '../reason-tree';
import type { FindingRule, Severity, TaxonomyPolicy } from '../taxonomy-policy';
import type { Waiver, WaiverId } from './waiver';

/** What a rule has to say about a content: where, what it saw and what it expected. */
export interface Observation {
  /** Whom it is about, the first one foremost; empty where it is about the root or the whole. */
  readonly reasonIds: readonly ReasonId[];
  /** Null where it is about no language in particular. */
  readonly language: Language | null;
  readonly observed: string | number;
  /** Null where the rule has no measure. */
  readonly limit: string | number | null;
  readonly message: string;
}

export interface Finding extends Observation {
  readonly rule: FindingRule;
  readonly severity: Exclude<Severity, 'OFF'>;
  /** The waiver by which it is let pass; null: it counts. */
  readonly waiverId: WaiverId | null;
}

/** The resolution codes of a taxonomy, as they stand at a moment. */
export interface ResolutionCodes {
  /** That may be given then or later. */
  readonly usable: ReadonlySet<string>;
  /** That may not be given any more. */
  readonly ended: ReadonlySet<string>;
}

/** The departments of a taxonomy, as they stand at a moment. */
export interface DepartmentCodes {
  readonly standing: readonly Nameable[];
  /** The codes of those that are dissolved. */
  readonly dissolved: ReadonlySet<string>;
}

/** The content that a draft is built on, and the reasons of whose labels it was declared what the edit does. */
export interface EarlierContent {
  readonly tree: ReasonTree;
  readonly declared: ReadonlySet<ReasonId>;
}

/** What the rules look at. */
export interface FindingScene {
  readonly tree: ReasonTree;
  readonly policy: TaxonomyPolicy;
  readonly languages: readonly Language[];
  /** The codes of the taxonomy's channels; null where it keeps none, and then every channel passes. */
  readonly channels: readonly string[] | null;
  /** What it is built on; left out or null where it is compared with nothing. */
  readonly before?: EarlierContent | null;
  /** Who answers for its reasons; null where that is not asked, and then nobody is missed. */
  readonly owners: OwnersOf | null;
  /** Its resolution codes now; left out or null where that is not asked, and then every code passes. */
  readonly resolutions?: ResolutionCodes | null;
  /** Its departments now; left out or null where that is not asked, and then every department passes. */
  readonly departments?: DepartmentCodes | null;
  /** Those in force that can cover findings of this content; left out: none. */
  readonly waivers?: readonly Waiver[];
}

/**
 * A rule gives its observations one by one, in the order of the tree: who takes only the first few pays for
 * those.
 */
export type Rule = (scene: FindingScene) => Iterable<Observation>;
