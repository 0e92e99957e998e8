import { acceptedFormat, fileFormats } from '../domain';
import type { ExportedVersions, FoundVersion } from '../queries/exported-versions';

/** Sealed versions as SKOS, for whoever fetches them by media type. */
export const linkedDataOf = (exported: ExportedVersions) => ({
  mediaType: fileFormats.jsonld.mediaTypes[0],
  isWanted: (accept: string | undefined): boolean => acceptedFormat(accept, ['json', 'jsonld']) === 'jsonld',
  bytes: async (found: FoundVersion): Promise<Uint8Array> => (await exported.fileIn('jsonld', found)).bytes,
});
