/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** An approval. */
export type ApproveDraftInput = {
  /** The department that is spoken for, of its part of the draft; null: as a steward, of the whole. */
  readonly department?: string | null | undefined;
  /** The digest of the content that was seen: submittedDigest of the draft. */
  readonly digest: string;
  /** The draft. */
  readonly draft: string;
  /** What there is to say of it. */
  readonly note?: string | null | undefined;
};

/** Whether a version may be in force from a moment that is past. */
export type Backdating =
  /** Yes, later than every sealed version: for replaying a known history. */
  | 'ALLOWED'
  /** No. */
  | 'REFUSED';

/** A way in which contacts come. */
export type ChannelInput = {
  /** What reasons and contacts name it by, such as SOCIAL_MEDIA. */
  readonly code: string;
  /** What people call it. */
  readonly labels: ReadonlyArray<LocalizedTextInput>;
};

/** What a code may look like. */
export type CodeFormat =
  /** Any text of 1 to 100 characters. */
  | 'ANY'
  /** Digits. */
  | 'NUMERIC'
  /** Slugs joined by slashes. */
  | 'PATH'
  /** Lower-case letters and digits with inner hyphens. */
  | 'SLUG'
  /** Upper-case letters, digits and underscores. */
  | 'UPPER_CASE';

/** What a new version owes to the codes of the one before. */
export type CompatibilityPolicy =
  /** Every old code translates to exactly one, no two to the same, and none counts something else. */
  | 'EXACT'
  /** Nothing. */
  | 'NONE'
  /** Every old code translates to at least one active reason. */
  | 'RESOLVABLE';

/** A reason to be created. */
export type CreateReasonInput = {
  /** The sibling to stand after, instead of place. */
  readonly afterSibling?: string | null | undefined;
  /** Its code. */
  readonly code: string;
  /** The draft. */
  readonly draft: string;
  /** The head of the draft that the edit was made on. */
  readonly expectedHead: number;
  /** Its preferred labels. */
  readonly labels: ReadonlyArray<LocalizedTextInput>;
  /** The reason to stand under; null: at the root. */
  readonly parent?: string | null | undefined;
  /** Where in the menu; LAST by default. */
  readonly place?: Place | null | undefined;
};

/** A taxonomy to be created. */
export type CreateTaxonomyInput = {
  /** Its channels; null takes the usual list. */
  readonly channels?: ReadonlyArray<ChannelInput> | null | undefined;
  /** What URLs and other systems name it by: 1 to 63 lower-case letters, digits and inner hyphens. */
  readonly key: string;
  /** The languages it is kept in; the first is the default. */
  readonly languages: ReadonlyArray<string>;
  /** Its name. */
  readonly name: ReadonlyArray<LocalizedTextInput>;
  /** Its policy; null takes the default. */
  readonly policy?: PolicyInput | null | undefined;
  /** The IANA time zone of its days. */
  readonly timeZone?: string;
};

/** Where a draft stands in its life. */
export type DraftState =
  /** It was given up. */
  | 'ABANDONED'
  /** Its content has the approvals it needs. */
  | 'APPROVED'
  /** It is being written. */
  | 'DRAFT'
  /** Its content is under review. */
  | 'IN_REVIEW'
  /** Its content is a version. */
  | 'PUBLISHED'
  /** Its content is sealed and will be in force. */
  | 'SCHEDULED';

/** A rule that every draft and version is looked at by. */
export type FindingRule =
  /** An active reason stands under a retired one. */
  | 'ACTIVE_CHILD_OF_RETIRED'
  /** A code is not of the format that the policy asks for. */
  | 'CODE_FORMAT'
  /** An exclusion points to a reason that is not active. */
  | 'DANGLING_EXCLUDES'
  /** An active leaf has no definition. */
  | 'DEFINITION_MISSING'
  /** A reason stands deeper than the policy allows. */
  | 'DEPTH'
  /** A reason was retired as AMBIGUOUS, and no evidence of that is linked. */
  | 'EVIDENCE_MISSING'
  /** An active leaf has no example. */
  | 'EXAMPLE_MISSING'
  /** A menu has more active choices than the policy allows. */
  | 'FAN_OUT'
  /** A preferred label is longer than the policy allows. */
  | 'LABEL_LENGTH'
  /** An active reason has no label at all. */
  | 'LABEL_MISSING'
  /** A label got narrower or wider, and nobody said whether the reason counts the same. */
  | 'LABEL_SCOPE'
  /** A label in one of the taxonomy's languages is missing. */
  | 'LANGUAGE_MISSING'
  /** Two labels are nearly the same. */
  | 'NEAR_DUPLICATE'
  /** An active leaf has no owner of the kind that the policy asks for. */
  | 'OWNER_MISSING'
  /** The content has more reasons than the policy allows. */
  | 'REASON_COUNT'
  /** A label sounds like a residual reason that is not declared as one. */
  | 'RESIDUAL_WORD'
  /** An active leaf has no resolution that is expected or allowed. */
  | 'RESOLUTION_MISSING'
  /** A retirement points to a reason that is not active. */
  | 'RETIRED_TARGET'
  /** Two active siblings have labels that are equal after case, space and compatibility folding. */
  | 'SIBLING_LABEL_CLASH'
  /** A menu has only one choice. */
  | 'SINGLE_CHILD'
  /** A reason, or a trigger of it, names a channel that the taxonomy does not have. */
  | 'UNKNOWN_CHANNEL'
  /** A trigger sends contacts to a department that is dissolved, or that the taxonomy does not have. */
  | 'UNKNOWN_DEPARTMENT'
  /** A reason is mapped to a resolution code that the taxonomy does not have, or that may not be given any more. */
  | 'UNKNOWN_RESOLUTION';

/** A text in one language. */
export type LocalizedTextInput = {
  /** The language tag, such as en. */
  readonly language: string;
  /** The text. */
  readonly text: string;
};

/** A draft to be opened. */
export type OpenDraftInput = {
  /** The taxonomy. */
  readonly taxonomy: string;
  /** What it is about. */
  readonly title: string;
};

/** What an active leaf needs to count as owned. */
export type OwnershipPolicy =
  /** Any department that is accountable or responsible. */
  | 'ANY_RESPONSIBLE'
  /** One accountable department. */
  | 'ONE_ACCOUNTABLE';

/** Where among its siblings a reason is to stand. */
export type Place =
  /** Before all others. */
  | 'FIRST'
  /** After all others. */
  | 'LAST';

/** A policy in part: what is left out stays as it is, or as the default has it. */
export type PolicyInput = {
  /** Approvals that a submission needs; 1 by default. */
  readonly approvals?: number | null | undefined;
  /** Whether a version may be in force from a past moment; REFUSED by default. */
  readonly backdating?: Backdating | null | undefined;
  /** What a code may look like; ANY by default. */
  readonly codeFormat?: CodeFormat | null | undefined;
  /** What a new version owes to old codes; NONE by default. */
  readonly compatibility?: CompatibilityPolicy | null | undefined;
  /** Levels below the root at most; 3 by default. */
  readonly maxDepth?: number | null | undefined;
  /** Active choices in one menu at most; 7 by default. */
  readonly maxFanOut?: number | null | undefined;
  /** Code points of a preferred label at most; 100 by default. */
  readonly maxLabelLength?: number | null | undefined;
  /** Reasons of a content at most, retired ones included; 20,000 by default. */
  readonly maxReasons?: number | null | undefined;
  /** What an active leaf needs to count as owned; ONE_ACCOUNTABLE by default. */
  readonly ownership?: OwnershipPolicy | null | undefined;
  /** What findings are to do, for the rules named. */
  readonly severities?: ReadonlyArray<RuleSeverityInput> | null | undefined;
  /** From which evidence on something is suggested, for the thresholds named. */
  readonly suggestions?: ReadonlyArray<SuggestionThresholdInput> | null | undefined;
};

/** A draft to be sealed as the next version. */
export type PublishVersionInput = {
  /** Why. */
  readonly because: string;
  /** The draft. */
  readonly draft: string;
  /** From when it is in force; null: now. Later: it is scheduled. In the past only where the policy allows backdating. */
  readonly effectiveFrom?: string | null | undefined;
  /** Whether it mends labels and notes of the newest version, and nothing else. */
  readonly erratum?: boolean;
};

/** What a finding of one rule is to do. */
export type RuleSeverityInput = {
  /** The rule. */
  readonly rule: FindingRule;
  /** What a finding of it is to do. */
  readonly severity: Severity;
};

/** What a finding does to a draft. */
export type Severity =
  /** The draft cannot be submitted. */
  | 'BLOCKING'
  /** The rule is not looked at. */
  | 'OFF'
  /** It is shown and stops nothing. */
  | 'WARNING';

/** A draft to be put up for review. */
export type SubmitDraftInput = {
  /** The draft. */
  readonly draft: string;
  /** The head that is meant. */
  readonly expectedHead: number;
};

/** From which evidence on something is suggested about reasons. Shares are 0 to 1. */
export type SuggestionThreshold =
  /** MAP_RESOLUTION: the share from which on a resolution is allowed; 0.05 by default. */
  | 'ALLOWED_FROM'
  /** MERGE, CLARIFY, COACH: what the lower limit of a confusion is above; 0.25 by default. */
  | 'CONFUSION_FROM'
  /** RETIRE: months with contacts that are a whole business cycle; 12 by default. */
  | 'CYCLE_MONTHS'
  /** MERGE: bits that the difference of the resolutions stays below; 0.05 by default. */
  | 'DIVERGENCE_BELOW'
  /** MAP_RESOLUTION: the share from which on a resolution is expected; 0.5 by default. */
  | 'EXPECTED_FROM'
  /** ASSIGN_OWNER: the share of its contacts that one department handles; 0.5 by default. */
  | 'HANDLED_FROM'
  /** MERGE: coders who must have coded the two; 4 by default. */
  | 'MERGE_CODERS'
  /** PROMOTE_FROM_OTHER: contacts that must have been adjudicated; 20 by default. */
  | 'MIN_ADJUDICATED'
  /** Codings by pairs of coders below which nothing is said of a reason; 20 by default. */
  | 'MIN_CODINGS'
  /** Contacts with a resolution, or a department, that a reason must have; 30 by default. */
  | 'MIN_RESOLVED'
  /** PROMOTE_FROM_OTHER: the share of adjudicated contacts that fit no reason; 0.3 by default. */
  | 'MISSING_FROM'
  /** By how much more evidence a dismissed suggestion returns; 0.5 (half as much) by default. */
  | 'NEW_EVIDENCE'
  /** PROMOTE_FROM_OTHER: the share of its menu a residual reason may have; 0.1 by default. */
  | 'RESIDUAL_UP_TO'
  /** RETIRE: what the upper limit of the share of contacts stays below; 0.001 by default. */
  | 'RETIRE_BELOW'
  /** SPLIT: what the lower limit of the agreement on the reason reaches; 0.6 by default. */
  | 'SPLIT_AGREEMENT'
  /** SPLIT: the part of the leaves, by volume, that are looked at; 0.1 by default. */
  | 'SPLIT_VOLUME'
  /** Whole months whose contacts are looked at; 12 by default. */
  | 'WINDOW_MONTHS';

/** A threshold of suggestions and what it is to be. */
export type SuggestionThresholdInput = {
  /** The threshold. */
  readonly threshold: SuggestionThreshold;
  /** What it is to be. */
  readonly value: number;
};

export type OpenDraftMutationVariables = Exact<{
  input: OpenDraftInput;
}>;


export type OpenDraftMutation = { readonly openDraft:
    | { readonly __typename: 'MalformedTextProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'OpenDraftPayload', readonly draft: { readonly id: string, readonly head: number } | null }
   | null };

export type CreateReasonMutationVariables = Exact<{
  input: CreateReasonInput;
}>;


export type CreateReasonMutation = { readonly createReason:
    | { readonly __typename: 'CodeConflictProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'CreateReasonPayload', readonly draft: { readonly id: string, readonly head: number } | null, readonly reason: { readonly reason: { readonly id: string } } | null }
    | { readonly __typename: 'CycleProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'DraftBlockedProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'InvalidValueProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'MalformedConditionProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'MalformedTextProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'ReasonStateProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'RetirementProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'StaleHeadProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'UnknownNameProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'UnknownReasonProblem', readonly code: string, readonly message: string }
   | null };

export type SubmitDraftMutationVariables = Exact<{
  input: SubmitDraftInput;
}>;


export type SubmitDraftMutation = { readonly submitDraft:
    | { readonly __typename: 'DraftBlockedProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'StaleHeadProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'SubmitDraftPayload', readonly draft: { readonly state: DraftState, readonly submittedDigest: string | null } | null }
   | null };

export type ApproveDraftMutationVariables = Exact<{
  input: ApproveDraftInput;
}>;


export type ApproveDraftMutation = { readonly approveDraft:
    | { readonly __typename: 'ApproveDraftPayload', readonly draft: { readonly state: DraftState } | null }
    | { readonly __typename: 'DraftBlockedProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'MalformedTextProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly code: string, readonly message: string }
   | null };

export type PublishVersionMutationVariables = Exact<{
  input: PublishVersionInput;
}>;


export type PublishVersionMutation = { readonly publishVersion:
    | { readonly __typename: 'DraftBlockedProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'MalformedTextProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'PublishVersionPayload', readonly version: { readonly number: number, readonly digest: string } | null }
   | null };

export type RefusalsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type RefusalsQuery = { readonly refusals: { readonly nodes: ReadonlyArray<{ readonly command: string, readonly code: string, readonly actor: { readonly name: string } | null }> } | null };

export type CreateTaxonomyMutationVariables = Exact<{
  input: CreateTaxonomyInput;
}>;


export type CreateTaxonomyMutation = { readonly createTaxonomy:
    | { readonly __typename: 'CreateTaxonomyPayload', readonly taxonomy: { readonly id: string } | null }
    | { readonly __typename: 'InvalidSettingsProblem', readonly code: string, readonly message: string }
    | { readonly __typename: 'KeyProblem', readonly code: string, readonly message: string }
   | null };

export type TreeInForceQueryVariables = Exact<{
  key: string;
}>;


export type TreeInForceQuery = { readonly currentTaxonomy: { readonly digest: string, readonly roots: ReadonlyArray<{ readonly code: string, readonly children: ReadonlyArray<{ readonly code: string, readonly label: string | null, readonly path: ReadonlyArray<string> }> }> } | null };


export const OpenDraftDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"OpenDraft"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OpenDraftInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"openDraft"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenDraftPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"draft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"head"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<OpenDraftMutation, OpenDraftMutationVariables>;
export const CreateReasonDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateReason"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateReasonInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createReason"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateReasonPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"draft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"head"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CreateReasonMutation, CreateReasonMutationVariables>;
export const SubmitDraftDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitDraft"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitDraftInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitDraft"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitDraftPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"draft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"submittedDigest"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SubmitDraftMutation, SubmitDraftMutationVariables>;
export const ApproveDraftDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApproveDraft"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ApproveDraftInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"approveDraft"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ApproveDraftPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"draft"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<ApproveDraftMutation, ApproveDraftMutationVariables>;
export const PublishVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PublishVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PublishVersionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"publishVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PublishVersionPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"digest"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<PublishVersionMutation, PublishVersionMutationVariables>;
export const RefusalsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Refusals"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"refusals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"command"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RefusalsQuery, RefusalsQueryVariables>;
export const CreateTaxonomyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateTaxonomy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTaxonomyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createTaxonomy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTaxonomyPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"taxonomy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CreateTaxonomyMutation, CreateTaxonomyMutationVariables>;
export const TreeInForceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TreeInForce"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentTaxonomy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"digest"}},{"kind":"Field","name":{"kind":"Name","value":"roots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"children"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"StringValue","value":"nl","block":false}}]},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TreeInForceQuery, TreeInForceQueryVariables>;