import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { can, mayRead } from '../../access/domain';
import { mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { localId } from '../../platform/graphql/global-id';
import { NotFoundProblem, problemView, resultUnion } from '../../platform/graphql/problem.type';
import { notFound } from '../../platform/problem';
import type { TaxonomyReader } from '../../taxonomy';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import { operationProblems, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { ImportSource } from '../commands/import-source';
import { importTaxonomy } from '../commands/import-taxonomy';
import { importOptions } from '../domain';
import { previewImport } from '../queries/import-preview';
import { ImportTaxonomyInput, PreviewImportInput, wishOf } from './import.inputs';
import {
  ImportRefusedProblem,
  ImportTaxonomyPayload,
  PreviewImportPayload,
  StaleBaseProblem,
} from './import.types';

const ImportTaxonomyResult = resultUnion('importTaxonomy', ImportTaxonomyPayload, [
  ImportRefusedProblem,
  StaleBaseProblem,
  ...operationProblems,
]);
const PreviewImportResult = resultUnion('previewImport', PreviewImportPayload, [
  ImportRefusedProblem,
  StaleBaseProblem,
  NotFoundProblem,
]);

@Resolver()
export class ImportResolver {
  constructor(
    private readonly reader: TaxonomyReader,
    private readonly visible: VisibleTaxonomies,
  ) {}

  @Mutation(() => ImportTaxonomyResult, {
    nullable: true,
    description: 'Brings a small file into a draft of its own: the same operations as by hand, all or none.',
  })
  async importTaxonomy(
    @Arg('input', () => ImportTaxonomyInput, { description: 'The file.' }) input: ImportTaxonomyInput,
    @Ctx() context: AccessContext,
  ): Promise<typeof ImportTaxonomyResult> {
    const taxonomy = await this.taxonomyFor(input.taxonomy, context);
    if (taxonomy === null) return problemView(notFound('taxonomy', input.taxonomy));
    const { source, options, baseVersion } = await sourceOf(input, taxonomy);
    const { title } = input;
    const outcome = await context.run(importTaxonomy, {
      taxonomyId: taxonomy.id,
      title,
      baseVersion,
      source,
      options,
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const { draft: made, summary, findings } = outcome.value.value;
    const { draft } =
      made === null ? { draft: null } : await this.visible.draftAfterEdit(made.draftId, null, context);
    return Object.assign(new ImportTaxonomyPayload(), { draft, summary, findings });
  }

  @Query(() => PreviewImportResult, {
    nullable: true,
    description: 'What an import of a file would do. It writes nothing.',
  })
  async previewImport(
    @Arg('input', () => PreviewImportInput, { description: 'The file.' }) input: PreviewImportInput,
    @Ctx() context: AccessContext,
  ): Promise<typeof PreviewImportResult> {
    const taxonomy = await this.taxonomyFor(input.taxonomy, context);
    if (taxonomy === null) return problemView(notFound('taxonomy', input.taxonomy));
    const { source, options, baseVersion } = await sourceOf(input, taxonomy);
    const preview = await previewImport(this.reader, taxonomy, { baseVersion, file: source.file, options });
    if (!preview.ok) return problemView(preview.problem);
    const { outlook, ...rest } = preview.value;
    const draftFindings = outlook.findings.map(({ rule, message }) => `${rule}: ${message}`);
    return Object.assign(new PreviewImportPayload(), { ...rest, blocking: outlook.blocking, draftFindings });
  }

  /** The taxonomy as far as the caller may import into it, before a text is read for them. */
  private async taxonomyFor(id: string, context: AccessContext): Promise<TaxonomyRecord | null> {
    mustHoldAnywhere(context.actor, 'proposeChange');
    const taxonomyId = localId('Taxonomy', id, 'taxonomy');
    const taxonomy = await this.visible.loaders(context).taxonomy.load(taxonomyId);
    if (taxonomy === null || !mayRead(context.actor, { taxonomyId })) return null;
    if (can(context.actor, 'proposeChange', { taxonomyId })) return taxonomy;
    throw new CallerError('FORBIDDEN', 'expected a role that may proposeChange, but you hold none here');
  }
}

async function sourceOf(input: ImportTaxonomyInput | PreviewImportInput, { languages }: TaxonomyRecord) {
  const options = importOptions(wishOf(input), languages);
  const source = await ImportSource.read(new TextEncoder().encode(input.content), options);
  return { source, options, baseVersion: input.baseVersion ?? null };
}
