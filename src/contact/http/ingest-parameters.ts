import { z } from 'zod';
import { strictParameters } from '../../exchange';
import { CallerError } from '../../platform/caller-error';
import { err, type Result } from '../../platform/result';
import { mappingRefused, parseMapping, type IngestMapping, type MappingRefused } from '../domain';

const fewestRows = 100;
const mostRows = 50_000;
/** So many that a transaction is worth its while, and so few that little is done again after a cut. */
const usualRows = 10_000;

const parameters = {
  format: z.enum(['csv', 'ndjson'], 'expected csv or ndjson').default('csv'),
  file: z.string().max(500).optional(),
  source: z.string().max(500).optional(),
  mapping: z.string().max(30_000).optional(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 digest in hexadecimal')
    .optional(),
  commitEvery: z
    .string()
    .regex(/^\d{1,6}$/, 'expected a whole number')
    .transform(Number)
    .refine((rows) => rows >= fewestRows && rows <= mostRows, `expected ${fewestRows} to ${mostRows} rows`)
    .default(usualRows),
};

/** What the query string of an upload of contacts says. */
export interface IngestParameters {
  readonly format: 'csv' | 'ndjson';
  readonly file: string | null;
  /** SHA-256 of the file as it was before it was packed; with it an upload that was cut goes on. */
  readonly digest: string | null;
  readonly rowsPerCommit: number;
  readonly mapping: Result<IngestMapping, MappingRefused>;
}

export function ingestParameters(query: unknown): IngestParameters {
  const { format, file, source, mapping, digest, commitEvery } = strictParameters(parameters, query);
  if (file?.includes('\0') === true)
    throw new CallerError('BAD_USER_INPUT', 'file: expected a name without control characters');
  return {
    ...{ format, file: file ?? null, digest: digest ?? null, rowsPerCommit: commitEvery },
    mapping: mappingOf(mapping, source),
  };
}

/** A source that is named beside the mapping counts for all rows. */
function mappingOf(text: string | undefined, source: string | undefined) {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    if (isObject) return parseMapping({ ...parsed, ...(source === undefined ? {} : { source }) });
  } catch {
    // Told below, as for any other text that is no object.
  }
  return err(mappingRefused(['mapping: expected a JSON object']));
}
