import type { ReasonId } from '../../../platform/ids';
import type { Language } from '../reason';
import type { OwnersOf } from '../reason-owners';
import type { ReasonTree } from '../reason-tree';
import type { FindingRule, Severity, TaxonomyPolicy } from '../taxonomy-policy';

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
}

/**
 * A rule gives its observations one by one, in the order of the tree: who takes only the first few pays for
 * those.
 */
export type Rule = (scene: FindingScene) => Iterable<Observation>;
