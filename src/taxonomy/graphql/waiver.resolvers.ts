import { Arg, Ctx, Field, FieldResolver, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { can } from '../../access/domain';
import { ActorType, type AccessContext } from '../../access/graphql';
import type { Completed } from '../../platform/command/command';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId, optionalLocalId, parseGlobalId } from '../../platform/graphql/global-id';
import { mustBeMoment } from '../../platform/graphql/moment';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
  type ProblemType,
} from '../../platform/graphql/problem.type';
import { pageRequest } from '../../platform/paging';
import type { Problem } from '../../platform/problem';
import type { Result } from '../../platform/result';
import { grantWaiver, revokeWaiver, type WaivedContent, type WaiverOnly } from '../commands/waiver-commands';
import { ReasonType } from './reason.type';
import type { VisibleTaxonomies } from './visible-taxonomies';
import { TaxonomyType } from './taxonomy.type';
import { DraftType, TaxonomyVersionType } from './version.type';
import { GrantWaiverInputType, RevokeWaiverInputType } from './waiver.inputs';
import { WaiverConnection, WaiverRefusedProblem, WaiverType } from './waiver.type';

function waiverPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => WaiverType, {
      nullable: true,
      description: "The waiver as it is now; null where it is not the caller's to see.",
    })
    waiver!: WaiverType | null;
  }
  return Payload;
}

const GrantPayload = waiverPayload('GrantWaiverPayload', 'The findings are let pass.');
const RevokePayload = waiverPayload('RevokeWaiverPayload', 'The findings count again.');
const refusals = [NotFoundProblem, MalformedTextProblem];
const GrantResult = resultUnion('grantWaiver', GrantPayload, [...refusals, WaiverRefusedProblem]);
const RevokeResult = resultUnion('revokeWaiver', RevokePayload, refusals);

@Resolver()
export class WaiverMutations {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @Mutation(() => GrantResult, {
    nullable: true,
    description: 'Lets findings of a rule pass for a while: those that block stop no submission until then.',
  })
  async grantWaiver(
    @Arg('input', () => GrantWaiverInputType, { description: 'What, until when and why.' })
    input: GrantWaiverInputType,
    @Ctx() context: AccessContext,
  ): Promise<object> {
    const { rule, because, expiresAt } = input;
    mustBeMoment(expiresAt, 'expiresAt');
    const outcome = await context.run(grantWaiver, {
      taxonomyId: localId('Taxonomy', input.taxonomy, 'taxonomy'),
      of: contentOf(input.of),
      reasonId: optionalLocalId('Reason', input.reason, 'reason'),
      ...{ rule, because, expiresAt },
    });
    return this.answer(GrantPayload, outcome, context);
  }

  @Mutation(() => RevokeResult, {
    nullable: true,
    description: 'Ends a waiver before its time: what it covered counts again.',
  })
  async revokeWaiver(
    @Arg('input', () => RevokeWaiverInputType, { description: 'Which, and why.' })
    { waiver, because }: RevokeWaiverInputType,
    @Ctx() context: AccessContext,
  ): Promise<object> {
    const outcome = await context.run(revokeWaiver, {
      waiverId: localId('Waiver', waiver, 'waiver'),
      because,
    });
    return this.answer(RevokePayload, outcome, context);
  }

  private async answer(
    type: new () => { waiver: WaiverType | null },
    outcome: Result<Completed<WaiverOnly>, Problem>,
    context: AccessContext,
  ): Promise<object | ProblemType> {
    if (!outcome.ok) return problemView(outcome.problem);
    const waiver = await this.visible.waiver(outcome.value.value.waiverId, context);
    return Object.assign(new type(), { waiver });
  }
}

function contentOf(of: string | null | undefined): WaivedContent | null {
  if (of === null || of === undefined) return null;
  const isDraft = parseGlobalId(of)?.type === 'Draft';
  return isDraft
    ? { type: 'Draft', id: localId('Draft', of, 'of') }
    : { type: 'Version', id: localId('Version', of, 'of') };
}

@Resolver(() => WaiverType)
export class WaiverFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => TaxonomyType, {
    nullable: true,
    description: "The taxonomy; null where that is not the caller's to see.",
  })
  taxonomy(@Root() { record }: WaiverType, @Ctx() context: AccessContext): Promise<TaxonomyType | null> {
    return this.visible.taxonomy(record.taxonomyId, context);
  }

  @FieldResolver(() => DraftType, {
    nullable: true,
    description:
      'The draft whose findings it covers, and those of its version; null: of every draft and version.',
  })
  async draft(@Root() { record }: WaiverType, @Ctx() context: AccessContext): Promise<DraftType | null> {
    return record.draftId === null ? null : this.visible.draft(record.draftId, context);
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description:
      'The version whose findings it covers; null where none was made of its draft, or it has none.',
  })
  async version(
    @Root() { record }: WaiverType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    if (record.draftId === null) return null;
    const version = await this.visible.loaders(context).versionOfDraft.load(record.draftId);
    return version === null ? null : new TaxonomyVersionType(version);
  }

  @FieldResolver(() => ReasonType, {
    nullable: true,
    description:
      'Only findings about it, or about what stands under it, are covered; null: all of the content.',
  })
  reason(@Root() { record }: WaiverType): ReasonType | null {
    return record.reasonId === null ? null : new ReasonType(record.reasonId);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who granted it; null where that is not the caller's to see.",
  })
  grantedBy(@Root() { record }: WaiverType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.actor(record.grantedBy, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who ended it before its time; null where nobody did, or that is not the caller's to see.",
  })
  async revokedBy(@Root() { record }: WaiverType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return record.revokedBy === null ? null : this.visible.actor(record.revokedBy, context);
  }
}

@Resolver(() => TaxonomyType)
export class TaxonomyWaiverFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => WaiverConnection, {
    nullable: true,
    description: 'Its waivers, the newest first; null where the caller may not read drafts.',
  })
  async waivers(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
    @Arg('inForce', () => Boolean, {
      defaultValue: false,
      description: 'Whether only those are listed that cover something now.',
    })
    inForce: boolean,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<WaiverType> | null> {
    if (!can(context.actor, 'readDrafts', { taxonomyId: record.id })) return null;
    const pages = this.visible.loaders(context).waiverPages.of(inForce);
    const page = await pages.load(record.id, pageRequest({ first, after }, ['UUID']));
    return connectionOf(
      page,
      ({ id }) => [id],
      (waiver) => new WaiverType(waiver),
    );
  }
}
