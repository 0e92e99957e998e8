import { LRUCache } from 'lru-cache';
import type { TaxonomyReader } from '../../taxonomy';
import type { TaxonomyRecord, VersionRecord } from '../../taxonomy/domain';
import {
  exportOptions,
  lossesOf,
  writeFile,
  type ExportContent,
  type ExportOptions,
  type ImportFormat,
  type LossReport,
  type WrittenFile,
} from '../domain';

/** A sealed version that somebody may see. */
export interface FoundVersion {
  readonly taxonomy: TaxonomyRecord;
  readonly version: VersionRecord;
}

const keptBytes = 64 * 1024 * 1024;

/** Sealed versions as files. What is written of one never changes, so that the files that are asked for again are kept. */
export class ExportedVersions {
  private readonly kept = new LRUCache<string, WrittenFile>({
    maxSize: keptBytes,
    sizeCalculation: ({ bytes }) => bytes.length + 1,
  });

  constructor(private readonly reader: TaxonomyReader) {}

  async file(found: FoundVersion, options: ExportOptions): Promise<WrittenFile> {
    const key = `${found.version.id} ${JSON.stringify(options)}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const file = writeFile(await this.content(found), options);
    this.kept.set(key, file);
    return file;
  }

  /** In the language that the taxonomy names first, and UTF-8. */
  fileIn(format: ImportFormat, found: FoundVersion): Promise<WrittenFile> {
    return this.file(found, exportOptions({ format }, found.taxonomy.languages));
  }

  async losses(found: FoundVersion, options: ExportOptions): Promise<LossReport> {
    return lossesOf(await this.content(found), options);
  }

  private async content({ taxonomy, version }: FoundVersion): Promise<ExportContent> {
    const tree = await this.reader.contentOfVersion(version);
    const { id: taxonomyId, key: taxonomyKey, languages } = taxonomy;
    return { taxonomyId, taxonomyKey, languages, version: version.number, tree };
  }
}
