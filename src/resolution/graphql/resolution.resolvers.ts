import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { mustBeMoment } from '../../platform/graphql/moment';
import { pageRequest } from '../../platform/paging';
import type { ReasonState, ResolutionMapping } from '../../taxonomy/domain';
import type { TaxonomyReader } from '../../taxonomy';
import {
  ResolutionMappingType,
  TaxonomyType,
  TaxonomyVersionType,
  type ReasonType,
  type VisibleTaxonomies,
} from '../../taxonomy/graphql';
import { isValidAt } from '../domain';
import { ResolutionAnswerType } from './resolution-answer.type';
import { ResolutionConnection, ResolutionType } from './resolution.type';
import type { VisibleResolutions } from './visible-resolutions';

@Resolver(() => ResolutionType)
export class ResolutionFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => TaxonomyType, {
    nullable: true,
    description: "The taxonomy it belongs to; null where that is not the caller's to see.",
  })
  taxonomy(@Root() { record }: ResolutionType, @Ctx() context: AccessContext): Promise<TaxonomyType | null> {
    return this.visible.taxonomy(record.taxonomyId, context);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it may be given at a moment.' })
  isValid(
    @Root() { record }: ResolutionType,
    @Arg('at', () => GraphQLDateTime, { nullable: true, description: 'The moment; null: now.' })
    at?: Date | null,
  ): boolean {
    return isValidAt(record, mustBeMoment(at, 'at') ?? new Date());
  }
}

@Resolver(() => ResolutionMappingType)
export class ResolutionMappingFields {
  constructor(private readonly resolutions: VisibleResolutions) {}

  @FieldResolver(() => ResolutionType, {
    nullable: true,
    description: 'The resolution; null where the taxonomy has none with this code.',
  })
  resolution(
    @Root() { taxonomyId, code }: ResolutionMappingType,
    @Ctx() context: AccessContext,
  ): Promise<ResolutionType | null> {
    return this.resolutions.byCode(taxonomyId, code, context);
  }
}

@Resolver(() => TaxonomyType)
export class TaxonomyResolutionFields {
  constructor(private readonly visibleResolutions: VisibleResolutions) {}

  @FieldResolver(() => ResolutionConnection, {
    nullable: true,
    description: 'Its resolution codes, by code; null where they cannot be read now.',
  })
  async resolutions(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
    @Arg('validAt', () => GraphQLDateTime, {
      nullable: true,
      description: 'Only those that may be given at this moment; null: all of them.',
    })
    validAt?: Date | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ResolutionType>> {
    const request = pageRequest({ first, after }, ['TEXT']);
    const asked = { validAt: mustBeMoment(validAt, 'validAt'), request };
    const page = await this.visibleResolutions.page(record.id, asked, context);
    return connectionOf(
      page,
      ({ code }) => [code],
      (resolution) => new ResolutionType(resolution),
    );
  }

  @FieldResolver(() => ResolutionType, {
    nullable: true,
    description: 'A resolution by its code; null where there is none.',
  })
  resolution(
    @Root() { record }: TaxonomyType,
    @Arg('code', () => String, { description: 'Its code, exactly.' }) code: string,
    @Ctx() context: AccessContext,
  ): Promise<ResolutionType | null> {
    return this.visibleResolutions.byCode(record.id, code, context);
  }
}

@Resolver()
export class ResolutionQueries {
  constructor(
    private readonly taxonomies: TaxonomyReader,
    private readonly visible: VisibleTaxonomies,
  ) {}

  @Query(() => ResolutionAnswerType, {
    nullable: true,
    description:
      'What contacts with a reason are to end with at a moment; null where there is no such reason for the caller, or it is in no version in force then.',
  })
  async resolutionFor(
    @Arg('reason', () => ID, { description: 'The reason.' }) id: string,
    @Ctx() context: AccessContext,
    @Arg('at', () => GraphQLDateTime, { nullable: true, description: 'The moment; null: now.' })
    at?: Date | null,
  ): Promise<ResolutionAnswerType | null> {
    const moment = mustBeMoment(at, 'at');
    const reason = await this.visible.reason(localId('Reason', id, 'reason'), context);
    return reason === null ? null : this.answerAt(reason, moment);
  }

  private async answerAt(reason: ReasonType, at: Date | null): Promise<ResolutionAnswerType | null> {
    const taxonomyId = await this.taxonomies.taxonomyOfReason(reason.localId);
    if (taxonomyId === null) return null;
    const [record] = await this.taxonomies.versionsInForce([taxonomyId], at);
    if (record === undefined) return null;
    const state = (await this.taxonomies.contentOfVersion(record)).get(reason.localId);
    if (state === undefined) return null;
    const view = (mapping: ResolutionMapping) => new ResolutionMappingType(taxonomyId, mapping);
    const version = new TaxonomyVersionType(record);
    return Object.assign(new ResolutionAnswerType(), { reason, version, ...sortedOut(state, view) });
  }
}

function sortedOut(
  { resolutions }: ReasonState,
  view: (mapping: ResolutionMapping) => ResolutionMappingType,
): Pick<ResolutionAnswerType, 'default' | 'expected' | 'allowed' | 'forbidden'> {
  const used = (use: ResolutionMapping['use']) =>
    resolutions.filter((mapping) => mapping.use === use).map(view);
  const usual = resolutions.find(({ isDefault }) => isDefault);
  return {
    default: usual === undefined ? null : view(usual),
    expected: used('EXPECTED'),
    allowed: used('ALLOWED'),
    forbidden: used('FORBIDDEN'),
  };
}
