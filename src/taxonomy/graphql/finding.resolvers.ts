import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import type { Connection } from '../../platform/graphql/connection.type';
import { parseGlobalId } from '../../platform/graphql/global-id';
import type { DraftId, VersionId } from '../../platform/ids';
import type { Finding, FindingRule } from '../domain';
import { findingsOfContent } from './content-findings';
import { slice } from './content.resolvers';
import { FindingRuleEnum, SeverityEnum } from './enums';
import { FindingConnection, FindingReportType, FindingType } from './finding.type';
import type { ContentView } from './reason-state.type';
import type { VisibleTaxonomies } from './visible-taxonomies';
import { WaiverType } from './waiver.type';

@Resolver()
export class LintQueries {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @Query(() => FindingReportType, {
    nullable: true,
    description:
      'What may be wrong with a version or a draft under the present policy; null where there is none for the caller.',
  })
  async lint(
    @Arg('of', () => ID, { description: 'The id of a version or of a draft.' }) of: string,
    @Ctx() context: AccessContext,
  ): Promise<FindingReportType | null> {
    const content = await this.contentOf(of, context);
    if (content === null) return null;
    return new FindingReportType(await findingsOfContent(content, this.visible.loaders(context)), content);
  }

  private async contentOf(of: string, context: AccessContext): Promise<ContentView | null> {
    const parsed = parseGlobalId(of);
    const loaders = this.visible.loaders(context);
    if (parsed?.type === 'Draft') {
      const draft = await this.visible.draft(parsed.id as DraftId, context);
      return draft === null ? null : loaders.contentOfDraft(draft.record);
    }
    if (parsed?.type !== 'Version') {
      const came = JSON.stringify(of.slice(0, 100));
      throw new CallerError(
        'BAD_USER_INPUT',
        `of: expected the id of a version or of a draft, but got ${came}`,
      );
    }
    const version = await this.visible.version(parsed.id as VersionId, context);
    return version === null ? null : loaders.contentOfVersion(version.record);
  }
}

@Resolver(() => FindingReportType)
export class FindingReportFields {
  @FieldResolver(() => FindingConnection, {
    nullable: true,
    description:
      'The findings page by page, by rule and then in the order of the tree, 5,000 of a rule at most; null where they cannot be read now.',
  })
  findingPage(
    @Root() { report, content }: FindingReportType,
    @Arg('rules', () => [FindingRuleEnum], { nullable: true, description: 'Only of these rules; null: all.' })
    rules?: FindingRule[] | null,
    @Arg('severity', () => SeverityEnum, {
      nullable: true,
      description: 'Only those of this severity; null: all.',
    })
    severity?: keyof typeof SeverityEnum | null,
    @Arg('waived', () => Boolean, {
      nullable: true,
      description: 'Only those that a waiver lets pass, or only those that none does; null: both.',
    })
    waived?: boolean | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<FindingType> {
    const isWanted = (finding: Finding): boolean =>
      (rules?.includes(finding.rule) ?? true) &&
      (severity ?? finding.severity) === finding.severity &&
      (waived ?? finding.waiverId !== null) === (finding.waiverId !== null);
    return slice(
      report.findings.filter(isWanted),
      { first, after },
      (finding) => new FindingType(finding, content),
    );
  }
}

@Resolver(() => FindingType)
export class FindingFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => WaiverType, {
    nullable: true,
    description: "The waiver that lets it pass; null where none does, or that is not the caller's to see.",
  })
  async waiver(@Root() { waiverId }: FindingType, @Ctx() context: AccessContext): Promise<WaiverType | null> {
    return waiverId === null ? null : this.visible.waiver(waiverId, context);
  }
}
