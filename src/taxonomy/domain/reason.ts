import type { ReasonId } from '../../platform/ids';

/** A BCP 47 language tag in lower case, such as `en` or `nl`; a taxonomy lists the ones it keeps. */
export type Language = string;

/** One text per language; a language without a text has no key. */
export type LocalizedText = Readonly<Record<Language, string>>;

/** Another word for the same reason. A hidden one serves search and import only and is never shown. */
export interface Synonym {
  readonly language: Language;
  readonly text: string;
  readonly hidden: boolean;
}

export const noteKinds = [
  'DEFINITION',
  'INCLUDES',
  'EXCLUDES',
  'EXAMPLES',
  'EDGE_CASES',
  'ESCALATION_PROCEDURE',
  'CUSTOMER_WORDING',
] as const;
export type NoteKind = (typeof noteKinds)[number];

/** The notes that say what a code counts: editing one of them is declared EDITORIAL or SCOPE_CHANGE. */
export const scopeNotes: readonly NoteKind[] = ['DEFINITION', 'INCLUDES', 'EXCLUDES'];

export const contactKinds = ['QUESTION', 'REQUEST', 'COMPLAINT', 'REPORT', 'ORDER'] as const;
export type ContactKind = (typeof contactKinds)[number];

export const useCaseGroups = [
  'TECHNICAL',
  'BILLING',
  'SALES',
  'COMPLAINT',
  'REGULATORY',
  'EMERGENCY',
  'SELF_SERVICE',
  'PRODUCT_FEEDBACK',
  'TRAINING',
  'PARTNERSHIP',
] as const;
export type UseCaseGroup = (typeof useCaseGroups)[number];

export const priorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
export type Priority = (typeof priorities)[number];

export const sentiments = ['VERY_NEGATIVE', 'NEGATIVE', 'NEUTRAL', 'POSITIVE', 'VERY_POSITIVE'] as const;
export type Sentiment = (typeof sentiments)[number];

export const targetUnits = ['MINUTE', 'HOUR', 'DAY'] as const;
export const targetClocks = ['CALENDAR', 'WORKING'] as const;

/** How soon a contact with this reason is to be resolved: `amount` units of calendar or of working time. */
export interface ResolutionTarget {
  readonly amount: number;
  readonly unit: (typeof targetUnits)[number];
  readonly clock: (typeof targetClocks)[number];
}

export const resolutionUses = ['EXPECTED', 'ALLOWED', 'FORBIDDEN'] as const;
export type ResolutionUse = (typeof resolutionUses)[number];

/** What a resolution code is to contacts with a reason. Of the mappings of a reason at most one is the default. */
export interface ResolutionMapping {
  /** The code of a resolution of the taxonomy. */
  readonly code: string;
  readonly use: ResolutionUse;
  /** Whether it is what a contact is resolved with unless something else is said. */
  readonly isDefault: boolean;
  /** How soon after it somebody looks at the contact again; null: nobody needs to. */
  readonly followUpWithin: ResolutionTarget | null;
}

/** Conditions of which all that are given must hold; null, and no keywords, ask nothing. */
export interface PlainConditions {
  readonly sentimentAtMost: Sentiment | null;
  readonly priorityAtLeast: Priority | null;
  readonly repeatCountAtLeast: number | null;
  readonly keywords: readonly string[];
}

/** The plainest form of a trigger: some conditions, and minutes of calendar time. */
export interface PlainTrigger extends PlainConditions {
  readonly department: string;
  readonly deadlineMinutes: number;
}

/** A trigger whose condition is written in the language of conditions. */
export interface WrittenTrigger {
  readonly when: string;
  readonly department: string;
  readonly deadline: ResolutionTarget;
}

/**
 * When its condition holds, the contact goes to the department within the deadline. It is kept in the plain form wherever that
 * says it (see `keptTrigger`).
 */
export type EscalationTrigger = PlainTrigger | WrittenTrigger;

/** A trigger as it may be given: plain conditions go with either deadline. */
export type GivenTrigger = EscalationTrigger | (PlainConditions & Omit<WrittenTrigger, 'when'>);

export interface KnowledgeArticle {
  readonly title: string;
  readonly url: string;
}

export const retirementReasons = [
  'DUPLICATE',
  'MERGED',
  'SPLIT',
  'AMBIGUOUS',
  'ERRONEOUS',
  'OUTDATED',
  'LOW_VOLUME',
  'NON_CONFORMANT',
  'MOVED_ELSEWHERE',
  'MEANING_UNKNOWN',
] as const;
export type RetirementReason = (typeof retirementReasons)[number];

export const associationKinds = [
  'SAME_AS',
  'REPLACED_BY',
  'PARTIALLY_EQUIVALENT_TO',
  'POSSIBLY_EQUIVALENT_TO',
  'POSSIBLY_REPLACED_BY',
  'ALTERNATIVE',
] as const;
export type AssociationKind = (typeof associationKinds)[number];

/** From a retired reason to where its contacts go now; `share` (0..1) is null where it is not known. */
export interface Association {
  readonly kind: AssociationKind;
  readonly targetId: ReasonId;
  readonly share: number | null;
}

/** What can show what is to become of a reason: a calibration session, an audit, or a suggestion that was accepted. */
export const evidenceTypes = ['Session', 'Audit', 'Suggestion'] as const;
export type EvidenceType = (typeof evidenceTypes)[number];

export interface Evidence {
  readonly type: EvidenceType;
  readonly id: string;
}

export interface Retirement {
  readonly reason: RetirementReason;
  readonly associations: readonly Association[];
  /** Why no successor is named, where the retirement reason asks for it. */
  readonly justification: string | null;
  /** On what it rests, by id; left out where nothing is linked. */
  readonly evidence?: readonly Evidence[];
}

/** One reason as it stands in one content: a version, or a draft at one of its heads. */
export interface ReasonState {
  readonly id: ReasonId;
  readonly code: string;
  readonly parentId: ReasonId | null;
  /** Fractional key: siblings are ordered by it, then by id. */
  readonly rank: string;
  readonly labels: LocalizedText;
  readonly synonyms: readonly Synonym[];
  readonly notes: Readonly<Partial<Record<NoteKind, LocalizedText>>>;
  /** The reasons that the EXCLUDES note sends the coder to. */
  readonly excludes: readonly ReasonId[];
  /** One more with every edit that was declared a SCOPE_CHANGE. */
  readonly scopeRevision: number;
  readonly residual: boolean;
  readonly kind: ContactKind | null;
  readonly useCaseGroups: readonly UseCaseGroup[];
  readonly intent: LocalizedText;
  readonly priority: Priority | null;
  readonly target: ResolutionTarget | null;
  readonly escalations: readonly EscalationTrigger[];
  /** Codes of the taxonomy's channels in which the reason may be chosen; null means all of them. */
  readonly channels: readonly string[] | null;
  readonly articles: readonly KnowledgeArticle[];
  /** One for each resolution code that is mapped, by code. */
  readonly resolutions: readonly ResolutionMapping[];
  readonly retirement: Retirement | null;
}
