import DataLoader from 'dataloader';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { can } from '../../access/domain';
import { ActorType, type AccessContext } from '../../access/graphql';
import { CoderType } from '../../contact/graphql';
import { ChangeSetType } from '../../history/graphql';
import { DepartmentType } from '../../ownership/graphql';
import type { ReasonId, TaxonomyId } from '../../platform/ids';
import { DraftType, RetirementType } from '../../taxonomy/graphql';
import { endedBy, wouldBreak, type SuggestionDecisionId, type TouchingDraft } from '../domain';
import { SuggestionDecisionType } from './decision.type';
import { SuggestionType, WouldBreakType } from './suggestion.type';
import type { VisibleSuggestions } from './visible-suggestions';

@Resolver(() => SuggestionType)
export class SuggestionFields {
  constructor(private readonly visible: VisibleSuggestions) {}

  private readonly makeDrafts = () =>
    new DataLoader<ReasonId, readonly TouchingDraft[]>(async (ids) => {
      const found = await this.visible.reader.draftsTouching(ids);
      return ids.map((id) => found.filter(({ reasonId }) => reasonId === id));
    });

  @FieldResolver(() => [WouldBreakType], {
    nullable: true,
    description:
      'What needs a reason that would be used no more; null where it is shown as it was when it was decided on. Systems that fetch the list are told to those alone who may read consumers.',
  })
  async wouldBreak(
    @Root() { proposal, now }: SuggestionType,
    @Ctx() context: AccessContext,
  ): Promise<WouldBreakType[] | null> {
    if (now === null) return null;
    const taxonomyId = now.taxonomyId as TaxonomyId;
    const loader = context.loaders.get(this.makeDrafts);
    const ended = endedBy(proposal);
    const drafts = await Promise.all(ended.map((id) => loader.load(id)));
    const consumers = ended.length > 0 ? await this.visible.consumers(taxonomyId, context) : [];
    const { tree, openSessions } = now.scene;
    const needs = wouldBreak(proposal, { tree, openSessions, drafts: drafts.flat(), consumers });
    return needs.map((one) => new WouldBreakType(one));
  }

  @FieldResolver(() => [CoderType], {
    nullable: true,
    description:
      'Who is to be coached, of COACH; empty for the other kinds, null where they cannot be read now.',
  })
  async coders(@Root() { proposal }: SuggestionType, @Ctx() context: AccessContext): Promise<CoderType[]> {
    if (proposal.kind !== 'COACH') return [];
    const { coder } = this.visible.to.contacts.loaders(context);
    const found = await Promise.all(proposal.coderIds.map((id) => coder.load(id)));
    return found.flatMap((record) => (record === null ? [] : [new CoderType(record)]));
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'Which department is to own it, of ASSIGN_OWNER; null for the other kinds.',
  })
  async department(
    @Root() { proposal }: SuggestionType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    if (proposal.kind !== 'ASSIGN_OWNER') return null;
    return this.visible.to.ownership.department(proposal.departmentId, context);
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description:
      'Which department owns it now, of ASSIGN_OWNER; null for the other kinds, and where none does.',
  })
  async fromDepartment(
    @Root() { proposal }: SuggestionType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    if (proposal.kind !== 'ASSIGN_OWNER' || proposal.fromDepartmentId === null) return null;
    return this.visible.to.ownership.department(proposal.fromDepartmentId, context);
  }
}

@Resolver(() => SuggestionDecisionType)
export class SuggestionDecisionFields {
  constructor(private readonly visible: VisibleSuggestions) {}

  @FieldResolver(() => DraftType, {
    nullable: true,
    description:
      'The draft that it was accepted into, as it is now; null where it changes no content, or cannot be read now.',
  })
  async draft(
    @Root() { record }: SuggestionDecisionType,
    @Ctx() context: AccessContext,
  ): Promise<DraftType | null> {
    return record.draftId === null ? null : this.visible.to.taxonomies.draft(record.draftId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who decided; null where that is not the caller's to see.",
  })
  async decidedBy(
    @Root() { record }: SuggestionDecisionType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return this.visible.to.taxonomies.actor(record.decidedBy, context);
  }
}

/** A retired reason says on which evidence it was retired. */
@Resolver(() => RetirementType)
export class RetirementSuggestions {
  constructor(private readonly visible: VisibleSuggestions) {}

  @FieldResolver(() => [SuggestionDecisionType], {
    nullable: true,
    description:
      'The accepted suggestions that it rests on, with their evidence; empty where none is linked, null where suggestions are not for the caller to read.',
  })
  async suggestions(
    @Root() { evidence }: RetirementType,
    @Ctx() context: AccessContext,
  ): Promise<SuggestionDecisionType[] | null> {
    const ids = evidence.flatMap(({ type, id }) => (type === 'Suggestion' ? [id] : []));
    const found = await Promise.all(
      ids.map((id) => this.visible.decision(id as SuggestionDecisionId, context)),
    );
    const seen = found.filter((decision) => decision !== null);
    return seen.length < ids.length ? null : seen;
  }
}

/** A change of the list shows the suggestions that it followed. */
@Resolver(() => ChangeSetType)
export class ChangeSetSuggestions {
  constructor(private readonly visible: VisibleSuggestions) {}

  @FieldResolver(() => [SuggestionDecisionType], {
    nullable: true,
    description:
      'The suggestions that it decided on, with their evidence; empty where there are none, null where suggestions are not for the caller to read.',
  })
  async suggestions(
    @Root() { record }: ChangeSetType,
    @Ctx() context: AccessContext,
  ): Promise<SuggestionDecisionType[] | null> {
    if (!can(context.actor, 'readSuggestions', { taxonomyId: record.taxonomyId })) return null;
    const decisions = await this.visible.loaders(context).ofChangeSet.load(record.id);
    return decisions.map((decision) => new SuggestionDecisionType(decision));
  }
}
