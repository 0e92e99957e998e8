import { Arg, Ctx, Field, FieldResolver, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import DataLoader from 'dataloader';
import { can } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import type { TaxonomyId } from '../../platform/ids';
import type { Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
  type ProblemType,
} from '../../platform/graphql/problem.type';
import { slice, StaleRevisionProblem, TaxonomyType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { setContactRateBands, setSegmentSizes } from '../commands/segment-commands';
import type { SegmentSize } from '../domain';
import type { FiguresReader, SegmentBands } from '../queries/figures-reader';
import { dayOf } from './figures.inputs';
import { SetContactRateBandsInputType, SetSegmentSizesInputType } from './segment.inputs';
import {
  BandsRefusedProblem,
  ContactRateBandsConnection,
  ContactRateBandsType,
  SegmentSizeConnection,
  SegmentSizesRefusedProblem,
  SegmentSizeType,
} from './segment.type';

@ObjectType('SetSegmentSizesPayload', { description: 'The sizes are kept.' })
class SetSegmentSizesPayload {
  @Field(() => TaxonomyType, {
    nullable: true,
    description: "The taxonomy; null where it is not the caller's to see.",
  })
  taxonomy!: TaxonomyType | null;

  @Field(() => Int, { description: 'How many are new, or other than was said before.' })
  changed!: number;
}

@ObjectType('SetContactRateBandsPayload', { description: 'The cut points are kept.' })
class SetContactRateBandsPayload {
  @Field(() => ContactRateBandsType, {
    nullable: true,
    description: 'The cut points as they are now; null where they cannot be read now.',
  })
  bands!: ContactRateBandsType | null;
}

const SizesResult = resultUnion('setSegmentSizes', SetSegmentSizesPayload, [
  ...[NotFoundProblem, MalformedTextProblem, SegmentSizesRefusedProblem],
]);
const BandsResult = resultUnion('setContactRateBands', SetContactRateBandsPayload, [
  ...[NotFoundProblem, MalformedTextProblem, StaleRevisionProblem, BandsRefusedProblem],
]);

/** What is said of the segments of the taxonomies of one request, each kind in one statement. */
class SegmentLoaders {
  constructor(private readonly reader: FiguresReader) {}

  readonly sizes = new DataLoader<TaxonomyId, readonly SegmentSize[]>(async (ids) => {
    const found = await this.reader.sizesOf(ids);
    return ids.map((id) => found.get(id) ?? []);
  });

  readonly bands = new DataLoader<TaxonomyId, readonly SegmentBands[]>(async (ids) => {
    const found = await this.reader.bandsOf(ids);
    return ids.map((id) => found.get(id) ?? []);
  });
}

@Resolver(() => TaxonomyType)
export class SegmentResolver {
  constructor(
    private readonly reader: FiguresReader,
    private readonly visible: VisibleTaxonomies,
  ) {}

  private readonly makeLoaders = (): SegmentLoaders => new SegmentLoaders(this.reader);

  @FieldResolver(() => SegmentSizeConnection, {
    nullable: true,
    description: 'How many customers its segments have, as known now; null where the caller sees no figures.',
  })
  async segmentSizes(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<SegmentSizeType> | null> {
    if (!can(context.actor, 'readFigures', { taxonomyId: record.id })) return null;
    const sizes = await context.loaders.get(this.makeLoaders).sizes.load(record.id);
    return slice(sizes, { first, after }, (size) => size);
  }

  @FieldResolver(() => ContactRateBandsConnection, {
    nullable: true,
    description: 'The cut points of contact rates that were set; null where the caller sees no figures.',
  })
  async contactRateBands(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ContactRateBandsType> | null> {
    if (!can(context.actor, 'readFigures', { taxonomyId: record.id })) return null;
    const found = await context.loaders.get(this.makeLoaders).bands.load(record.id);
    return slice(found, { first, after }, (bands) => bands);
  }

  @Mutation(() => SizesResult, {
    nullable: true,
    description: 'Says how many customers segments have from days on.',
  })
  async setSegmentSizes(
    @Arg('input', () => SetSegmentSizesInputType, { description: 'The sizes.' })
    input: SetSegmentSizesInputType,
    @Ctx() context: AccessContext,
  ): Promise<SetSegmentSizesPayload | ProblemType> {
    const { because } = input;
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const sizes = input.sizes.map(({ segment, from, customers }) => ({
      ...{ segment, customers, from: dayOf(from, 'from') },
    }));
    const outcome = await context.run(setSegmentSizes, { taxonomyId, sizes, because });
    if (!outcome.ok) return problemView(outcome.problem);
    const taxonomy = await this.visible.taxonomy(taxonomyId, context);
    const { changed } = outcome.value.value;
    return Object.assign(new SetSegmentSizesPayload(), { taxonomy, changed });
  }

  @Mutation(() => BandsResult, {
    nullable: true,
    description: 'Says from which contact rate on a segment is acceptable, and a concern.',
  })
  async setContactRateBands(
    @Arg('input', () => SetContactRateBandsInputType, { description: 'The cut points.' })
    input: SetContactRateBandsInputType,
    @Ctx() context: AccessContext,
  ): Promise<SetContactRateBandsPayload | ProblemType> {
    const { segment = null, optimalBelow, concernFrom, expectedRevision, because } = input;
    const taxonomyId = localId('Taxonomy', input.taxonomy, 'taxonomy');
    const outcome = await context.run(setContactRateBands, {
      ...{ taxonomyId, segment, optimalBelow, concernFrom, expectedRevision, because },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const kept = await this.reader.bands(taxonomyId);
    const bands = kept.find((one) => one.segment === outcome.value.value.segment) ?? null;
    return Object.assign(new SetContactRateBandsPayload(), { bands });
  }
}
