import { LRUCache } from 'lru-cache';
import type { Sql } from '../../platform/database/sql';
import {
  deriveCorrespondence,
  indexOf,
  readCorrespondence,
  type CorrespondenceIndex,
  type VersionRecord,
} from '../domain';
import { ContentStore } from './content-store';
import { CorrespondenceRepository, type CorrespondenceRecord } from './correspondence.repository';

const cachedEntries = 200_000;

/* Shared by all requests: what is sealed is named by its digest. */
const sealedIndexes = new LRUCache<string, CorrespondenceIndex>({
  maxSize: cachedEntries,
  sizeCalculation: ({ body }) => body.entries.length + body.begun.length + body.found.length + 1,
});

/** What leads from one version to another, and the record that says so; null for what was published before any was kept. */
export interface Leading {
  readonly from: VersionRecord;
  readonly to: VersionRecord;
  readonly record: CorrespondenceRecord | null;
}

/** Where correspondences come from: what is sealed, or for versions older than that what follows from the two contents. */
export class CorrespondenceStore {
  private readonly rows: CorrespondenceRepository;
  private readonly contents: ContentStore;

  constructor(sql: Sql) {
    this.rows = new CorrespondenceRepository(sql);
    this.contents = new ContentStore(sql);
  }

  /** In the order that was asked for. */
  async indexes(leading: readonly Leading[]): Promise<readonly CorrespondenceIndex[]> {
    const digests = leading.flatMap(({ record }) => record?.digest ?? []);
    const missing = digests.filter((digest) => !sealedIndexes.has(digest));
    const texts = await this.rows.bodies(missing);
    const unsealed = leading.filter(({ record }) => record === null);
    await this.contents.sealedOnes(
      unsealed.flatMap(({ from, to }) => [from.contentDigest, to.contentDigest]),
    );
    const made: CorrespondenceIndex[] = [];
    for (const one of leading) made.push(await this.indexFor(one, texts));
    return made;
  }

  private async indexFor(
    { from, to, record }: Leading,
    texts: ReadonlyMap<string, string>,
  ): Promise<CorrespondenceIndex> {
    if (record === null) {
      const trees = await this.contents.sealedOnes([from.contentDigest, to.contentDigest]);
      const [earlier, later] = [trees.get(from.contentDigest), trees.get(to.contentDigest)];
      if (earlier === undefined || later === undefined)
        throw new Error('the content of a version is not there');
      return indexOf(deriveCorrespondence(earlier, later));
    }
    const known = sealedIndexes.get(record.digest);
    if (known !== undefined) return known;
    const text = texts.get(record.digest) ?? (await this.rows.bodies([record.digest])).get(record.digest);
    if (text === undefined) throw new Error(`the correspondence ${record.digest} is not there`);
    const index = indexOf(readCorrespondence(text));
    sealedIndexes.set(record.digest, index);
    return index;
  }
}
