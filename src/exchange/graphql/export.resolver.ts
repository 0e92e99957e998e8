import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import type { PublishedVersions } from '../../distribution';
import { exportOptions, faultOfExport, type ImportFormat } from '../domain';
import type { ExportedVersions } from '../queries/exported-versions';
import { ExportFormatEnum, ExportLossReportType } from './export.types';

@Resolver()
export class ExportResolver {
  constructor(
    private readonly exported: ExportedVersions,
    private readonly published: PublishedVersions,
  ) {}

  @Query(() => ExportLossReportType, {
    nullable: true,
    description:
      'What a file of a version does not carry in a format; null where there is no such version for the caller.',
  })
  async exportLosses(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('format', () => ExportFormatEnum, { description: 'What the file is written in.' })
    name: keyof typeof ExportFormatEnum,
    @Arg('version', () => Int, {
      nullable: true,
      description: 'The number of the version; null: the one in force.',
    })
    number: number | null,
    @Arg('language', () => String, {
      nullable: true,
      description: "Of formats that have one language; null: the taxonomy's default.",
    })
    language: string | null,
    @Ctx() { actor }: AccessContext,
  ): Promise<ExportLossReportType | null> {
    const found = await this.published.find(actor, key, number ?? null);
    if (found === null) return null;
    const { languages } = found.taxonomy;
    const wish = { format: name.toLowerCase() as ImportFormat, language: language ?? undefined };
    const fault = faultOfExport(wish, languages);
    if (fault !== null) throw new CallerError('BAD_USER_INPUT', fault);
    const report = await this.exported.losses(found, exportOptions(wish, languages));
    return Object.assign(new ExportLossReportType(), report);
  }
}
