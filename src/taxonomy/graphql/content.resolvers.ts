import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root, type ClassType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { ActorType, type AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { pageOf, pageRequest, type PageArguments } from '../../platform/paging';
import { foldLabel } from '../../platform/text';
import type { DraftRecord, ReasonState, VersionRecord } from '../domain';
import { knownDiff } from '../queries/known-results';
import {
  changeView,
  ReasonChangeConnection,
  ReasonChangeType,
  VersionComparisonType,
} from './comparison.type';
import { findingsOfContent } from './content-findings';
import { differenceKinds } from './difference-kinds';
import { FindingReportType } from './finding.type';
import { ContentView, ReasonStateType } from './reason-state.type';
import type { VisibleTaxonomies } from './taxonomy.resolver';
import { TaxonomyType } from './taxonomy.type';
import { DraftType, ReasonStateConnection, TaxonomyVersionType, VersionStatusEnum } from './version.type';

/** Whatever holds a tree of reasons, and how its view is had. */
interface HoldsContent {
  readonly record: { readonly taxonomyId: VersionRecord['taxonomyId'] };
}

/** The fields that a version and a draft have alike: they are two holders of one kind of content. */
function contentFields<Holder extends HoldsContent>(
  type: ClassType<Holder & object>,
  viewOf: (holder: Holder, visible: VisibleTaxonomies, context: AccessContext) => Promise<ContentView>,
) {
  @Resolver(() => type)
  class ContentFields {
    constructor(private readonly visible: VisibleTaxonomies) {}

    @FieldResolver(() => TaxonomyType, {
      nullable: true,
      description: "The taxonomy it belongs to; null where that is not the caller's to see.",
    })
    async taxonomy(@Root() holder: Holder, @Ctx() context: AccessContext): Promise<TaxonomyType | null> {
      return this.visible.taxonomy(holder.record.taxonomyId, context);
    }

    @FieldResolver(() => [ReasonStateType], {
      description: 'All its reasons, parents before children; the policy bounds how many.',
    })
    async reasons(
      @Root() holder: Holder,
      @Ctx() context: AccessContext,
      @Arg('includeRetired', () => Boolean, {
        defaultValue: false,
        description: 'Whether retired ones are listed too.',
      })
      includeRetired: boolean,
    ): Promise<ReasonStateType[]> {
      const content = await viewOf(holder, this.visible, context);
      const listed = content.tree.depthFirst(includeRetired ? 'ALL' : 'ACTIVE');
      this.visible.loaders(context).spend(listed.length);
      return content.viewAll(listed);
    }

    @FieldResolver(() => ReasonStateConnection, {
      nullable: true,
      description: 'Its reasons page by page, parents before children; null where they cannot be read now.',
    })
    async reasonPage(
      @Root() holder: Holder,
      @Ctx() context: AccessContext,
      @Arg('matching', () => String, {
        nullable: true,
        description: 'Only those with this text in a code, a label or a synonym.',
      })
      matching?: string | null,
      @Arg('includeRetired', () => Boolean, {
        defaultValue: false,
        description: 'Whether retired ones are listed too.',
      })
      includeRetired?: boolean,
      @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
      first?: number | null,
      @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
      after?: string | null,
    ): Promise<Connection<ReasonStateType>> {
      const content = await viewOf(holder, this.visible, context);
      const all = content.tree.depthFirst(includeRetired === true ? 'ALL' : 'ACTIVE');
      this.visible.loaders(context).spend(all.length);
      const matched = matching === null || matching === undefined ? all : all.filter(matcher(matching));
      return slice(matched, { first, after }, (state) => content.view(state));
    }

    @FieldResolver(() => [ReasonStateType], { description: 'The choices at the root, in their order.' })
    async roots(
      @Root() holder: Holder,
      @Ctx() context: AccessContext,
      @Arg('includeRetired', () => Boolean, {
        defaultValue: false,
        description: 'Whether retired ones are listed too.',
      })
      includeRetired: boolean,
    ): Promise<ReasonStateType[]> {
      const content = await viewOf(holder, this.visible, context);
      return content.viewAll(content.tree.roots(includeRetired ? 'ALL' : 'ACTIVE'));
    }

    @FieldResolver(() => ReasonStateType, {
      nullable: true,
      description: 'One reason, by code or by id; null where it is not in this content.',
    })
    async reason(
      @Root() holder: Holder,
      @Ctx() context: AccessContext,
      @Arg('code', () => String, { nullable: true, description: 'Its code.' }) code?: string | null,
      @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
    ): Promise<ReasonStateType | null> {
      const content = await viewOf(holder, this.visible, context);
      if (id !== null && id !== undefined) return content.viewById(localId('Reason', id));
      const state = content.tree.holderOf(code ?? '');
      return state === undefined ? null : content.view(state);
    }

    @FieldResolver(() => FindingReportType, {
      nullable: true,
      description: 'What may be wrong with it under the present policy; null where that cannot be told now.',
    })
    async findings(@Root() holder: Holder, @Ctx() context: AccessContext): Promise<FindingReportType> {
      const content = await viewOf(holder, this.visible, context);
      return new FindingReportType(await findingsOfContent(content, this.visible.loaders(context)), content);
    }
  }
  return ContentFields;
}

function matcher(wanted: string): (state: ReasonState) => boolean {
  const folded = foldLabel(wanted);
  const has = (text: string) => foldLabel(text).includes(folded);
  return ({ code, labels, synonyms }) =>
    has(code) || Object.values(labels).some(has) || synonyms.some((synonym) => has(synonym.text));
}

/** A page of a list that is at hand; the place in it is the position. */
export function slice<Item, Node>(
  items: readonly Item[],
  asked: PageArguments,
  toNode: (item: Item) => Node,
): Connection<Node> {
  const request = pageRequest(asked, ['INTEGER']);
  const start = request.after === null ? 0 : Number(request.after[0]) + 1;
  const rows = items
    .slice(start, start + request.first + 1)
    .map((item, at) => ({ item, position: start + at }));
  return connectionOf(
    pageOf(rows, request),
    ({ position }) => [String(position)],
    ({ item }) => toNode(item),
  );
}

export const VersionContentFields = contentFields<TaxonomyVersionType>(
  TaxonomyVersionType,
  ({ record }, visible, context) => visible.loaders(context).contentOfVersion(record),
);

export const DraftContentFields = contentFields<DraftType>(DraftType, ({ record }, visible, context) =>
  visible.loaders(context).contentOfDraft(record),
);

@Resolver(() => TaxonomyVersionType)
export class VersionFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the next version takes over; null while none is sealed.',
  })
  async effectiveUntil(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<Date | null> {
    return this.visible.loaders(context).end.load(record.id);
  }

  @FieldResolver(() => VersionStatusEnum, {
    nullable: true,
    description: 'Where it stands in time; null where that cannot be told now.',
  })
  async status(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<keyof typeof VersionStatusEnum> {
    if (record.number < 0) return 'PILOT';
    if (record.withdrawnAt !== null) return 'WITHDRAWN';
    const inForce = await this.visible.loaders(context).inForce.load(record.taxonomyId);
    if (inForce?.id === record.id) return 'IN_FORCE';
    return inForce !== null && inForce.number > record.number ? 'SUPERSEDED' : 'SCHEDULED';
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version it was built on; null for the first.',
  })
  async base(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    return record.baseVersionId === null ? null : this.visible.version(record.baseVersionId, context);
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version whose words it mends; null where it is no erratum.',
  })
  async corrects(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    return record.correctsVersionId === null ? null : this.visible.version(record.correctsVersionId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who published it; null where that is not the caller's to see.",
  })
  async publishedBy(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return this.visible.actor(record.publishedBy, context);
  }
}

@Resolver(() => DraftType)
export class DraftFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version it is built on; null for a first version.',
  })
  async base(
    @Root() { record }: DraftType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    return record.baseVersionId === null ? null : this.visible.version(record.baseVersionId, context);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether a version was published since it was opened or rebased: it can then not be submitted before rebaseDraft; null where that cannot be told now.',
  })
  async behind(@Root() { record }: DraftType, @Ctx() context: AccessContext): Promise<boolean> {
    return isBehind(record, await this.visible.loaders(context).newest.load(record.taxonomyId));
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'With behind, the version that it is to be rebased onto; null where it is not behind.',
  })
  async rebaseOnto(
    @Root() { record }: DraftType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    const newest = await this.visible.loaders(context).newest.load(record.taxonomyId);
    return newest !== null && isBehind(record, newest) ? new TaxonomyVersionType(newest) : null;
  }

  @FieldResolver(() => VersionComparisonType, {
    nullable: true,
    description: 'What it changes of its base; null where that cannot be told now.',
  })
  async comparison(
    @Root() { record }: DraftType,
    @Ctx() context: AccessContext,
  ): Promise<VersionComparisonType> {
    const loaders = this.visible.loaders(context);
    const sides = {
      from: await loaders.baseContentOfDraft(record),
      to: await loaders.contentOfDraft(record),
    };
    return new VersionComparisonType(await knownDiff(sides.from.tree, sides.to.tree), sides);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who opened it; null where that is not the caller's to see.",
  })
  async createdBy(@Root() { record }: DraftType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.actor(record.createdBy, context);
  }
}

export const isBehind = (draft: DraftRecord, newest: VersionRecord | null): boolean =>
  draft.state !== 'PUBLISHED' && draft.state !== 'SCHEDULED' && draft.baseVersionId !== (newest?.id ?? null);

@Resolver(() => VersionComparisonType)
export class ComparisonFields {
  @FieldResolver(() => ReasonChangeConnection, {
    nullable: true,
    description: 'The differences page by page, grouped by reason; null where they cannot be read now.',
  })
  changes(
    @Root() { diff, sides }: VersionComparisonType,
    @Arg('kinds', () => [String], { nullable: true, description: 'Only those of these kinds; null: all.' })
    kinds?: string[] | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<ReasonChangeType> {
    const entries = diff.reasons.flatMap((reason) => reason.entries);
    const asked = differenceKinds(kinds ?? null);
    const wanted = asked === null ? entries : entries.filter((entry) => asked.has(entry.kind));
    return slice(wanted, { first, after }, (entry) => changeView(entry, sides));
  }
}
