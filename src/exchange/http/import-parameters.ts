import { z } from 'zod';
import { retirementReasons } from '../../taxonomy/domain';
import { CallerError } from '../../platform/caller-error';
import {
  delimiters,
  encodings,
  formatOfMediaType,
  hierarchies,
  importFormats,
  parseColumnMap,
  type Delimiter,
  type ImportFormat,
  type ImportWish,
} from '../domain';

const delimiterNames = Object.keys(delimiters) as [Delimiter, ...Delimiter[]];
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');
const count = z
  .string()
  .regex(/^\d{1,9}$/, 'expected a whole number')
  .transform(Number);

const schema = z.strictObject({
  format: z.enum(importFormats).optional(),
  dryRun: flag.optional(),
  title: z.string().max(2_000).optional(),
  file: z.string().max(2_000).optional(),
  base: count.optional(),
  map: z.string().max(10_000).transform(columnsOf).optional(),
  hierarchy: z.enum(hierarchies).optional(),
  language: z.string().max(40).optional(),
  skipRows: count.optional(),
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiterNames).optional(),
  blankLevel: z.enum(['refuse', 'skip']).optional(),
  missingId: z.enum(['refuse', 'skip']).optional(),
  selfParent: z.enum(['refuse', 'root']).optional(),
  duplicateId: z.enum(['refuse', 'first']).optional(),
  retired: z.enum(['keep', 'reactivate']).optional(),
  retireAs: z.enum(retirementReasons).optional(),
  because: z.string().max(50_000).optional(),
});

/** What the query string of an import says. */
export interface ImportParameters {
  readonly dryRun: boolean;
  readonly title: string;
  readonly baseVersion: number | null;
  readonly wish: ImportWish;
}

/** The parameters of an import, or BAD_USER_INPUT with everything that is wrong with them, each by its name. */
export function importParameters(query: unknown, contentType: string | null = null): ImportParameters {
  const parsed = schema.safeParse(query, { reportInput: true });
  if (!parsed.success) throw new CallerError('BAD_USER_INPUT', faultsOf(parsed.error));
  const { dryRun = false, title, file, base = null, map, retireAs, because, ...wish } = parsed.data;
  if ((retireAs === undefined) !== (because === undefined)) {
    throw new CallerError('BAD_USER_INPUT', 'retireAs, because: expected both or neither, but got one');
  }
  const retireMissing =
    retireAs === undefined || because === undefined ? null : { reason: retireAs, because };
  return {
    dryRun,
    title: title ?? (file === undefined ? 'Import' : `Import of ${file}`),
    baseVersion: base,
    wish: { ...wish, format: wish.format ?? formatSaid(contentType), columns: map, retireMissing },
  };
}

/** Where the query string does not say it, the type of the body may. */
function formatSaid(contentType: string | null): ImportFormat {
  const format = formatOfMediaType(contentType?.split(';')[0] ?? '');
  if (format !== null) return format;
  const expected = `format: expected one of ${importFormats.join(', ')}, or a body with a media type of one of them`;
  throw new CallerError('BAD_USER_INPUT', expected);
}

/** Parameters of a route that knows only these. */
export function strictParameters<Shape extends z.ZodRawShape>(shape: Shape, query: unknown) {
  const parsed = z.strictObject(shape).safeParse(query, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new CallerError('BAD_USER_INPUT', faultsOf(parsed.error));
}

function columnsOf(text: string, context: z.RefinementCtx): Readonly<Record<string, string>> {
  const columns = parseColumnMap(text);
  if (columns !== null) return columns;
  context.addIssue({ code: 'custom', message: 'expected field=column entries with commas between them' });
  return z.NEVER;
}

const faultsOf = ({ issues }: z.ZodError): string =>
  issues
    .map((issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')}: expected a parameter of this path, but got an unknown one`
        : `${issue.path.join('.')}: ${expectedOf(issue)}, but got ${cameAs(issue.input)}`,
    )
    .join('; ');

/** In the words of this service, where the schema has none of its own. */
function expectedOf(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('expected')) return issue.message;
  switch (issue.code) {
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'too_small':
      return `expected ${Number(issue.minimum) === 1 ? 'a text' : `at least ${issue.minimum} characters`}`;
    case 'too_big':
      return `expected at most ${issue.maximum} characters`;
    default:
      return 'expected one text';
  }
}

function cameAs(input: unknown): string {
  if (input === undefined) return 'nothing';
  if (typeof input !== 'string') return 'several';
  return input.length > 60 ? `${input.length} characters` : JSON.stringify(input);
}
