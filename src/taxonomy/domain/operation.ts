import type { ReasonId } from '../../platform/ids';
import type {
  ContactKind,
  GivenTrigger,
  KnowledgeArticle,
  Language,
  LocalizedText,
  NoteKind,
  Priority,
  ReasonState,
  ResolutionMapping,
  ResolutionTarget,
  Retirement,
  UseCaseGroup,
} from './reason';

/** Whether an edit leaves what the reason counts as it was (a typo mended) or changes it. */
export type ScopeDeclaration = 'EDITORIAL' | 'SCOPE_CHANGE';

/** Fields of a reason with the values they had. */
export type RestoredFields = Partial<Omit<ReasonState, 'id'>>;

/**
 * The closed set of changes of a draft. A draft is its base and a list of these: nothing else ever changes a
 * reason. An operation is complete in itself (ids and ranks are in it), so that applying the list again gives
 * the same content.
 */
export type Operation = SimpleOperation | CompositeOperation;

/** What is done as one and is told as one: its parts are carried out in their order, all of them or none. */
export type CompositeOperation =
  | {
      readonly kind: 'MergeReasons';
      /** What the others go into. */
      readonly reasonId: ReasonId;
      readonly sources: readonly ReasonId[];
      readonly parts: readonly SimpleOperation[];
    }
  | {
      readonly kind: 'SplitReason';
      /** What is divided. */
      readonly reasonId: ReasonId;
      readonly targets: readonly ReasonId[];
      /** Whether it goes on, with less in it. */
      readonly keepsSource: boolean;
      /**
       * Of a reason that goes on: the part of it that each target takes, in their order; null where that is not known. Left out
       * where it is retired, since its retirement says them.
       */
      readonly shares?: readonly (number | null)[];
      readonly parts: readonly SimpleOperation[];
    };

export type SimpleOperation =
  | {
      readonly kind: 'CreateReason';
      readonly reasonId: ReasonId;
      readonly code: string;
      readonly parentId: ReasonId | null;
      readonly rank: string;
      readonly labels: LocalizedText;
    }
  | {
      readonly kind: 'SetLabel';
      readonly reasonId: ReasonId;
      readonly language: Language;
      readonly label: string | null;
      /** Whether the reason counts something else under its new label; left out where nobody said. */
      readonly scope?: ScopeDeclaration;
    }
  | {
      readonly kind: 'AddSynonym';
      readonly reasonId: ReasonId;
      readonly language: Language;
      readonly text: string;
      readonly hidden: boolean;
    }
  | {
      readonly kind: 'RemoveSynonym';
      readonly reasonId: ReasonId;
      readonly language: Language;
      readonly text: string;
    }
  /** The synonym becomes the preferred label, and the label that stood there becomes a synonym. */
  | {
      readonly kind: 'PromoteSynonym';
      readonly reasonId: ReasonId;
      readonly language: Language;
      readonly text: string;
    }
  | { readonly kind: 'SetCode'; readonly reasonId: ReasonId; readonly code: string }
  | {
      readonly kind: 'SetNote';
      readonly reasonId: ReasonId;
      readonly note: NoteKind;
      readonly language: Language;
      readonly text: string | null;
      /** With EXCLUDES only: the reasons it points to; null leaves them as they are. */
      readonly excludes: readonly ReasonId[] | null;
      readonly scope: ScopeDeclaration;
    }
  | { readonly kind: 'SetResidual'; readonly reasonId: ReasonId; readonly residual: boolean }
  | { readonly kind: 'SetKind'; readonly reasonId: ReasonId; readonly contactKind: ContactKind | null }
  | {
      readonly kind: 'SetUseCaseGroups';
      readonly reasonId: ReasonId;
      readonly useCaseGroups: readonly UseCaseGroup[];
    }
  | {
      readonly kind: 'SetIntent';
      readonly reasonId: ReasonId;
      readonly language: Language;
      readonly text: string | null;
    }
  | { readonly kind: 'SetPriority'; readonly reasonId: ReasonId; readonly priority: Priority | null }
  | { readonly kind: 'SetTarget'; readonly reasonId: ReasonId; readonly target: ResolutionTarget | null }
  | {
      readonly kind: 'SetEscalation';
      readonly reasonId: ReasonId;
      readonly escalations: readonly GivenTrigger[];
    }
  | { readonly kind: 'SetChannels'; readonly reasonId: ReasonId; readonly channels: readonly string[] | null }
  | {
      readonly kind: 'SetArticles';
      readonly reasonId: ReasonId;
      readonly articles: readonly KnowledgeArticle[];
    }
  /** A default takes that place from whatever was the default before. */
  | ({
      readonly kind: 'MapResolution';
      readonly reasonId: ReasonId;
      readonly resolution: string;
    } & Omit<ResolutionMapping, 'code'>)
  | { readonly kind: 'UnmapResolution'; readonly reasonId: ReasonId; readonly resolution: string }
  | {
      readonly kind: 'MoveReason';
      readonly reasonId: ReasonId;
      readonly parentId: ReasonId | null;
      readonly rank: string;
    }
  | {
      readonly kind: 'ReorderSiblings';
      readonly parentId: ReasonId | null;
      readonly ranks: readonly { readonly reasonId: ReasonId; readonly rank: string }[];
    }
  | { readonly kind: 'RetireReason'; readonly reasonId: ReasonId; readonly retirement: Retirement }
  | { readonly kind: 'ReviseRetirement'; readonly reasonId: ReasonId; readonly retirement: Retirement }
  /** Back in use, at the place it had when it was retired. */
  | { readonly kind: 'ReactivateReason'; readonly reasonId: ReasonId }
  /** Takes back a reason that no version has ever held, as if it had not been created. */
  | { readonly kind: 'DiscardReason'; readonly reasonId: ReasonId }
  /**
   * Made by undo and never taken from a caller: gives fields back their earlier values, or a discarded reason
   * all of them.
   */
  | { readonly kind: 'RestoreReason'; readonly reasonId: ReasonId; readonly fields: RestoredFields };

export type OperationKind = Operation['kind'];

export type OperationOf<Kind extends OperationKind> = Extract<Operation, { readonly kind: Kind }>;

export const isComposite = (operation: Operation): operation is CompositeOperation => 'parts' in operation;

/**
 * The operations that a list comes to, composites taken apart.
 *
 * @example simpleOperations([merge, setLabel]) // [...merge.parts, setLabel]
 */
export const simpleOperations = (operations: readonly Operation[]): readonly SimpleOperation[] =>
  operations.flatMap((operation) => (isComposite(operation) ? operation.parts : [operation]));
