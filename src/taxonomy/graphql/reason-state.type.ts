import { Arg, Field, Float, Int, ObjectType } from 'type-graphql';
import type { Later } from '../../platform/graphql/later';
import type { ReasonId } from '../../platform/ids';
import {
  isActive,
  type DraftRecord,
  type Evidence,
  type NoteKind,
  type ReasonState,
  type ReasonTree,
  type TaxonomyRecord,
  type VersionRecord,
} from '../domain';
import {
  AssociationKindEnum,
  ContactKindEnum,
  NoteKindEnum,
  PriorityEnum,
  RetirementReasonEnum,
  UseCaseGroupEnum,
} from './enums';
import {
  LocalizedTextType,
  localizedTexts,
  textIn,
  SynonymType,
  NoteType,
  ResolutionTargetType,
  ResolutionMappingType,
  EscalationTriggerType,
  KnowledgeArticleType,
} from './reason-parts.type';
import { ReasonType } from './reason.type';

@ObjectType('RetirementAssociation', { description: 'From a retired reason to another.' })
export class RetirementAssociationType {
  @Field(() => AssociationKindEnum, { description: 'How the target stands to the retired reason.' })
  kind!: keyof typeof AssociationKindEnum;

  @Field(() => ReasonType, { description: 'The target.' })
  reason!: ReasonType;

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The target as it stands in the same content; null where it belongs to another taxonomy.',
  })
  target!: Later<ReasonStateType> | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The part (0 to 1) of the contacts that goes there; null: not known.',
  })
  share!: number | null;
}

@ObjectType('Retirement', { description: 'Why a reason is no longer used and what stands in its place.' })
export class RetirementType {
  @Field(() => RetirementReasonEnum, { description: 'Why.' })
  reason!: keyof typeof RetirementReasonEnum;

  @Field(() => [RetirementAssociationType], { description: 'What stands in its place.' })
  associations!: RetirementAssociationType[];

  @Field(() => String, {
    nullable: true,
    description: 'Why there is no successor; null where none was asked for.',
  })
  justification!: string | null;

  /** Shown as the sessions that they are by the module that keeps those. */
  evidence!: readonly Evidence[];
}

/** Whose content it is. */
export type ContentHolder =
  | { readonly version: VersionRecord; readonly draft?: never }
  | { readonly draft: DraftRecord; readonly version?: never }
  /** A content that was sealed for a session: neither of the two may have it any more. */
  | { readonly draft?: never; readonly version?: never };

/** The tree of one version or draft, and a view of each reason in it: one object per reason and request. */
export class ContentView {
  private readonly views = new Map<ReasonId, ReasonStateType>();

  constructor(
    readonly taxonomy: TaxonomyRecord,
    readonly tree: ReasonTree,
    readonly holder: ContentHolder,
  ) {}

  view(state: ReasonState): ReasonStateType {
    const known = this.views.get(state.id);
    if (known !== undefined) return known;
    const made = new ReasonStateType(this, state);
    this.views.set(state.id, made);
    return made;
  }

  viewAll(states: readonly ReasonState[]): ReasonStateType[] {
    return states.map((state) => this.view(state));
  }

  viewById(id: ReasonId): ReasonStateType | null {
    const state = this.tree.get(id);
    return state === undefined ? null : this.view(state);
  }

  /** The label in a language; without one asked for, in the default language or else in the first there is. */
  labelOf(state: ReasonState, language: string | null | undefined): string | null {
    if (language !== null && language !== undefined) return textIn(state.labels, language);
    const inDefault = state.labels[this.taxonomy.languages[0] ?? ''];
    return inDefault ?? Object.values(state.labels)[0] ?? null;
  }
}

/** "Version 3, Summer", or "Draft, Autumn" for what is not published yet. */
export function titleOfContent({ holder: { version, draft } }: ContentView): string {
  if (draft !== undefined) return `Draft, ${draft.title}`;
  if (version === undefined) return 'Nothing yet';
  return [`Version ${version.number}`, version.title].filter((text) => text !== '').join(', ');
}

@ObjectType('ReasonState', {
  description: 'A reason as it stands in one content: a version, or a draft at its head.',
})
export class ReasonStateType {
  constructor(
    readonly content: ContentView,
    readonly state: ReasonState,
  ) {}

  @Field(() => ReasonType, { description: 'Which reason this is the state of.' })
  get reason(): ReasonType {
    return new ReasonType(this.state.id);
  }

  @Field(() => String, {
    description: 'What tools and reports carry; unique in the content and bound to the reason for ever.',
  })
  get code(): string {
    return this.state.code;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The preferred label; null where there is none in that language.',
  })
  label(
    @Arg('language', () => String, {
      nullable: true,
      description: "The language; null takes the taxonomy's default, or the first language there is.",
    })
    language?: string | null,
  ): string | null {
    return this.content.labelOf(this.state, language);
  }

  @Field(() => [LocalizedTextType], { description: 'The preferred label per language.' })
  get labels(): LocalizedTextType[] {
    return localizedTexts(this.state.labels);
  }

  @Field(() => [SynonymType], { description: 'Other words for it, the hidden ones too.' })
  get synonyms(): readonly SynonymType[] {
    return this.state.synonyms;
  }

  @Field(() => Boolean, {
    description: 'Whether it is in use; a retired one stays in the content with its retirement.',
  })
  get active(): boolean {
    return isActive(this.state);
  }

  @Field(() => Boolean, {
    description: 'Whether contacts are coded with it: active and without active children.',
  })
  get leaf(): boolean {
    return this.active && this.content.tree.children(this.state.id).length === 0;
  }

  @Field(() => Int, { description: 'The level it stands on, 1 below the root.' })
  get depth(): number {
    return this.content.tree.depth(this.state.id);
  }

  @Field(() => [String], {
    description: 'The labels from the root down to itself, each in the language or as label() gives it.',
  })
  path(
    @Arg('language', () => String, { nullable: true, description: 'As for label.' }) language?: string | null,
  ): string[] {
    return this.content.tree
      .path(this.state.id)
      .map((state) => this.content.labelOf(state, language) ?? state.code);
  }

  @Field(() => ReasonStateType, { nullable: true, description: 'The one it stands under; null at the root.' })
  get parent(): Later<ReasonStateType> | null {
    const parent = this.content.tree.parent(this.state.id);
    return parent === undefined ? null : this.content.view(parent);
  }

  @Field(() => [ReasonStateType], { description: 'From the root down, without itself.' })
  get ancestors(): ReasonStateType[] {
    return this.content.viewAll(this.content.tree.ancestors(this.state.id));
  }

  @Field(() => [ReasonStateType], { description: 'The choices below it, in their order.' })
  children(
    @Arg('includeRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether retired ones are listed too.',
    })
    includeRetired: boolean,
  ): ReasonStateType[] {
    return this.content.viewAll(this.content.tree.children(this.state.id, includeRetired ? 'ALL' : 'ACTIVE'));
  }

  @Field(() => [NoteType], {
    description: 'The guideline: definition, what it includes and excludes, examples and the rest.',
  })
  get notes(): NoteType[] {
    return Object.entries(this.state.notes).map(([kind, texts]) => ({
      kind: kind as NoteKind,
      texts: localizedTexts(texts),
    }));
  }

  @Field(() => Float, {
    description: 'The share (0 to 1) of the seven kinds of note that are written in some language.',
  })
  get guidelineCompleteness(): number {
    const written = Object.values(this.state.notes).filter((texts) => Object.keys(texts).length > 0);
    return written.length / Object.keys(NoteKindEnum).length;
  }

  @Field(() => [ReasonStateType], { description: 'Where the EXCLUDES note sends the coder.' })
  get excludes(): ReasonStateType[] {
    return this.state.excludes.flatMap((id) => this.content.viewById(id) ?? []);
  }

  @Field(() => Int, {
    description: 'One more with every edit that was declared to change what the reason counts.',
  })
  get scopeRevision(): number {
    return this.state.scopeRevision;
  }

  @Field(() => Boolean, { description: 'Whether it is declared a residual reason, such as Other.' })
  get residual(): boolean {
    return this.state.residual;
  }

  @Field(() => ContactKindEnum, { nullable: true, description: 'What a contact with it is; null: not said.' })
  get kind(): keyof typeof ContactKindEnum | null {
    return this.state.kind;
  }

  @Field(() => [UseCaseGroupEnum], { description: 'Which parts of the business it concerns.' })
  get useCaseGroups(): readonly (keyof typeof UseCaseGroupEnum)[] {
    return this.state.useCaseGroups;
  }

  @Field(() => [LocalizedTextType], { description: 'The outcome that the customer wants, per language.' })
  get intent(): LocalizedTextType[] {
    return localizedTexts(this.state.intent);
  }

  @Field(() => PriorityEnum, { nullable: true, description: 'How urgent it is; null: not said.' })
  get priority(): keyof typeof PriorityEnum | null {
    return this.state.priority;
  }

  @Field(() => ResolutionTargetType, {
    nullable: true,
    description: 'How soon it is to be resolved; null: not said.',
  })
  get target(): ResolutionTargetType | null {
    return this.state.target;
  }

  @Field(() => [EscalationTriggerType], { description: 'When a contact goes to another department.' })
  get escalations(): EscalationTriggerType[] {
    return this.state.escalations.map((trigger) => new EscalationTriggerType(trigger));
  }

  @Field(() => [String], {
    nullable: true,
    description: 'The codes of the channels it is offered in; null: all of them.',
  })
  get channels(): readonly string[] | null {
    return this.state.channels;
  }

  @Field(() => [KnowledgeArticleType], { description: 'Where an agent reads on.' })
  get articles(): readonly KnowledgeArticleType[] {
    return this.state.articles;
  }

  @Field(() => [ResolutionMappingType], { description: 'The resolution codes it is mapped to, by code.' })
  get resolutions(): ResolutionMappingType[] {
    const { taxonomy } = this.content;
    return this.state.resolutions.map((mapping) => new ResolutionMappingType(taxonomy.id, mapping));
  }

  @Field(() => RetirementType, {
    nullable: true,
    description: 'Why it is no longer used; null while it is active.',
  })
  get retirement(): RetirementType | null {
    const { retirement } = this.state;
    if (retirement === null) return null;
    const associations = retirement.associations.map(({ kind, targetId, share }) => ({
      kind,
      reason: new ReasonType(targetId),
      target: this.content.viewById(targetId),
      share,
    }));
    const { reason, justification, evidence = [] } = retirement;
    return { reason, associations, justification, evidence };
  }
}
