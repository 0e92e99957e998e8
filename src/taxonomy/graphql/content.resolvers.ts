import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root, type ClassType } from 'type-graphql';
import { type AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { pageOf, pageRequest, type PageArguments } from '../../platform/paging';
import { foldLabel } from '../../platform/text';
import type { ReasonState, VersionRecord } from '../domain';
import { ReasonChangeConnection, VersionComparisonType } from './comparison.type';
import { changeView, ReasonChangeType } from './reason-change.type';
import { findingsOfContent } from './content-findings';
import { differenceKinds } from './difference-kinds';
import { FindingReportType } from './finding.type';
import { ContentView, ReasonStateType } from './reason-state.type';
import type { VisibleTaxonomies } from './visible-taxonomies';
import { TaxonomyType } from './taxonomy.type';
import { DraftType, ReasonStateConnection, TaxonomyVersionType } from './version.type';

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
