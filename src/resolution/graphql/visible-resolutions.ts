import DataLoader from 'dataloader';
import { mayRead, type Principal } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import type { NodeSource } from '../../platform/graphql/node-source';
import { LoadersByArgument } from '../../platform/graphql/loaders-by-argument';
import { PagesLoader } from '../../platform/graphql/pages-loader';
import type { TaxonomyId } from '../../platform/ids';
import type { Page, PageRequest } from '../../platform/paging';
import type { ResolutionId, ResolutionList, ResolutionRecord } from '../domain';
import type { ResolutionReader } from '../queries/resolution-reader';
import { ResolutionType } from './resolution.type';

/** The resolution codes that one request points to: each kind in one statement. */
class ResolutionLoaders {
  constructor(private readonly reader: ResolutionReader) {}

  readonly resolution = new DataLoader<ResolutionId, ResolutionRecord | null>(async (ids) => {
    const found = new Map((await this.reader.many(ids)).map((resolution) => [resolution.id, resolution]));
    return ids.map((id) => found.get(id) ?? null);
  });

  readonly list = new DataLoader<TaxonomyId, ResolutionList>(async (ids) => [
    ...(await this.reader.lists(ids)),
  ]);

  /** Pages of the codes of taxonomies, of those alone that may be given at a moment; null: of all. */
  readonly pages = new LoadersByArgument(
    (validAt: Date | null) =>
      new PagesLoader<TaxonomyId, ResolutionRecord>((ids, request) =>
        this.reader.pages(ids, validAt, request),
      ),
  );
}

/** What a caller may see of resolution codes: those of the taxonomies that they read. */
export class VisibleResolutions implements NodeSource<Principal> {
  readonly types = ['Resolution'];

  constructor(private readonly reader: ResolutionReader) {}

  readonly makeLoaders = (): ResolutionLoaders => new ResolutionLoaders(this.reader);

  async resolution(id: ResolutionId, context: AccessContext): Promise<ResolutionType | null> {
    const resolution = await context.loaders.get(this.makeLoaders).resolution.load(id);
    return resolution !== null && mayRead(context.actor, resolution) ? new ResolutionType(resolution) : null;
  }

  /** Of a taxonomy that the caller reads; null where it has no such code. */
  async byCode(taxonomyId: TaxonomyId, code: string, context: AccessContext): Promise<ResolutionType | null> {
    const list = await context.loaders.get(this.makeLoaders).list.load(taxonomyId);
    const resolution = list.get(code);
    return resolution === null ? null : new ResolutionType(resolution);
  }

  /** Of a taxonomy that the caller reads. */
  page(
    taxonomyId: TaxonomyId,
    { validAt, request }: { readonly validAt: Date | null; readonly request: PageRequest },
    context: AccessContext,
  ): Promise<Page<ResolutionRecord>> {
    return context.loaders.get(this.makeLoaders).pages.of(validAt).load(taxonomyId, request);
  }

  node({ id }: { readonly id: string }, context: AccessContext): Promise<ResolutionType | null> {
    return this.resolution(id as ResolutionId, context);
  }
}
