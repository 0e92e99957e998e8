import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { localId } from '../../platform/graphql/global-id';
import { CallerError } from '../../platform/caller-error';
import type { ReasonId } from '../../platform/ids';
import { releaseNotes } from '../../taxonomy/domain';
import {
  titleOfContent,
  VersionComparisonType,
  type ContentView,
  type VisibleTaxonomies,
} from '../../taxonomy/graphql';
import { ownersOfReason } from '../domain';
import type { VisibleOwnership } from './visible-ownership';

type Concerns = (reasonId: ReasonId) => boolean;

@Resolver(() => VersionComparisonType)
export class ReleaseNotesFields {
  constructor(
    private readonly visible: VisibleTaxonomies,
    private readonly ownership: VisibleOwnership,
  ) {}

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What became of the list for those who code with it, as Markdown; null where there is no such department for the caller.',
  })
  async releaseNotes(
    @Root() { diff, sides }: VersionComparisonType,
    @Ctx() context: AccessContext,
    @Arg('language', () => String, {
      nullable: true,
      description: "The language of labels and notes; null: the taxonomy's default.",
    })
    language?: string | null,
    @Arg('department', () => ID, {
      nullable: true,
      description:
        'Only what concerns the reasons that this department owns in any role, before or after; null: everything.',
    })
    department?: string | null,
  ): Promise<string | null> {
    const { languages, name } = sides.to.taxonomy;
    const [defaultLanguage = ''] = languages;
    const wanted = language ?? defaultLanguage;
    if (!languages.includes(wanted))
      throw new CallerError(
        'BAD_USER_INPUT',
        `language: expected one of ${languages.join(', ')}, but got ${JSON.stringify(wanted.slice(0, 20))}`,
      );
    const concerns = await this.concerns(department ?? null, [sides.from, sides.to], context);
    if (concerns === null) return null;
    const trees = { from: sides.from.tree, to: sides.to.tree, diff };
    const title = `${name[wanted] ?? name[defaultLanguage] ?? ''}: ${titleOfContent(sides.to)}`;
    return releaseNotes({ ...trees, title, language: wanted, defaultLanguage, concerns });
  }

  private async concerns(
    department: string | null,
    contents: readonly ContentView[],
    context: AccessContext,
  ): Promise<Concerns | null> {
    if (department === null) return () => true;
    const id = localId('Department', department, 'department');
    const known = await this.ownership.department(id, context);
    if (known === null || known.record.taxonomyId !== contents[0]?.taxonomy.id) return null;
    const loaders = this.visible.loaders(context);
    const sides = await Promise.all(
      contents.map(async (content) => ({
        tree: content.tree,
        held: await this.ownership.loaders(context).held(await loaders.ownersMoment(content, null)),
      })),
    );
    return (reasonId) =>
      sides.some(({ tree, held }) =>
        ownersOfReason(tree, held, reasonId).some(({ departmentId }) => departmentId === id),
      );
  }
}
