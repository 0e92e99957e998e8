import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import DataLoader from 'dataloader';
import type { AccessContext } from '../../access/graphql';
import type { VersionRecord } from '../domain';
import type { ShownCorrespondence } from '../queries/correspondence-reader';
import type { VisibleCorrespondences } from './correspondence.resolvers';
import { CorrespondenceType } from './correspondence.type';
import { TaxonomyVersionType } from './version.type';

@ObjectType('SourceFile', { description: 'A file that a version was imported from, kept by its digest.' })
class SourceFileType {
  @Field(() => String, { description: 'SHA-256 of its bytes.' })
  digest!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The options it was read with; null where there were none.',
  })
  readAs!: unknown;
}

@Resolver(() => TaxonomyVersionType)
export class VersionCorrespondenceFields {
  constructor(private readonly correspondences: VisibleCorrespondences) {}

  private readonly makeSources = () =>
    new DataLoader<VersionRecord, readonly SourceFileType[]>(async (versions) => {
      const sources = await this.correspondences.reader.sourcesOf(versions);
      return versions.map(({ draftId }) =>
        (sources.get(draftId) ?? []).map(({ fileDigest, readAs }) => ({ digest: fileDigest, readAs })),
      );
    });

  private readonly makeLeading = () =>
    new DataLoader<VersionRecord, ShownCorrespondence | null>(async (versions) => {
      const shown = await this.correspondences.reader.intoEach(versions);
      return versions.map(({ id }) => shown.get(id) ?? null);
    });

  @FieldResolver(() => CorrespondenceType, {
    nullable: true,
    description: 'What became in it of the reasons of the version before; null for the first.',
  })
  async correspondence(
    @Root() version: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<CorrespondenceType | null> {
    const shown = await context.loaders.get(this.makeLeading).load(version.record);
    return shown === null ? null : this.correspondences.view(shown, context);
  }

  @FieldResolver(() => [SourceFileType], {
    description: 'The files it was imported from; empty where it was written by hand.',
  })
  async sourceFiles(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<readonly SourceFileType[]> {
    return context.loaders.get(this.makeSources).load(record);
  }
}
