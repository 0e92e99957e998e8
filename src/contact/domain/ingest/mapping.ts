import { z } from 'zod';
import { canonicalJson } from '../../../platform/canonical-json';
import { sha256Hex } from '../../../platform/digest';
import type { Problem } from '../../../platform/problem';
import { err, ok, type Result } from '../../../platform/result';
import { contactFields, factFields, type ContactField, type FactField } from '../given-contact';

/** What is to become of a value that means nothing here. */
export const otherwises = ['REJECT', 'UNMAPPED'] as const;
export type Otherwise = (typeof otherwises)[number];

/** Where a field of contacts comes from: a column, or several that are the parts of a path. */
export interface MappedField {
  readonly columns: readonly string[];
  readonly isPath: boolean;
  /** What its values stand for; null: they are taken as they are. One that is not among them stands for nothing. */
  readonly values: ReadonlyMap<string, string> | null;
  readonly otherwise: Otherwise;
}

export interface IngestMapping {
  /** The system that all contacts come from; null where a column says it. */
  readonly source: string | null;
  readonly delimiter: string;
  readonly fields: ReadonlyMap<ContactField, MappedField>;
  /** Columns that are left aside; null: all that are not mapped. */
  readonly ignored: ReadonlySet<string> | null;
  /** The same mapping has the same digest, and another one another. */
  readonly digest: string;
}

export interface MappingRefused extends Problem {
  readonly code: 'MAPPING_REFUSED';
  readonly faults: readonly string[];
}

const name = z.string().min(1).max(500);
const otherwise = z.enum(otherwises).optional();
const field = z.union([
  name,
  z.strictObject({ column: name, values: z.record(z.string(), z.string()).optional(), otherwise }),
  z.strictObject({ path: z.array(name).min(1).max(20), otherwise }),
]);
const shape = z.strictObject({
  source: z.union([name, z.strictObject({ column: name })]).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  columns: z.partialRecord(z.enum(contactFields), field).optional(),
  ignore: z.union([z.literal('*'), z.array(name).max(1_000)]).optional(),
});
type GivenField = z.infer<typeof field>;

export const mappingRefused = (faults: readonly string[]): MappingRefused => ({
  code: 'MAPPING_REFUSED',
  faults,
  message: faults.join('; '),
});

/** What can be kept as unmapped is a code: not a number, nor the text of a customer. */
const canBeUnmapped: ReadonlySet<ContactField> = new Set<FactField>([
  ...(['channel', 'segment', 'department', 'resolution', 'priority', 'sentiment', 'coder'] as const),
  ...(['initialReason', 'reason'] as const),
]);
const canBePath: ReadonlySet<ContactField> = new Set<FactField>(['initialReason', 'reason']);

/**
 * The mapping of a file as it is written down, or everything that is wrong with it. Without columns each field is taken
 * from the column of its name; what was said in contacts is taken only from a column that the mapping names for it.
 *
 * @example parseMapping({ source: 'desk', columns: { externalId: 'id', occurredAt: 'opened', reason: { path: ['l1', 'l2'] } } })
 */
export function parseMapping(given: unknown): Result<IngestMapping, MappingRefused> {
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'mapping'}: ${message}`,
    );
    return err(mappingRefused(faults.slice(0, 20)));
  }
  const { source, delimiter = ',', columns, ignore = [] } = parsed.data;
  const entries = Object.entries(columns ?? ownNames) as [ContactField, GivenField][];
  const fields = new Map(entries.map(([key, from]) => [key, mappedField(from)]));
  if (typeof source === 'object') fields.set('source', mappedField(source));
  if (typeof source === 'string') fields.delete('source');
  const faults = [...fields].flatMap(([key, from]) => fieldFaults(key, from));
  for (const needed of ['externalId', 'occurredAt'] as const)
    if (!fields.has(needed)) faults.push(`columns: expected a column for ${needed}, but got none`);
  if (typeof source !== 'string' && !fields.has('source'))
    faults.push('source: expected the system that the contacts come from, but got none');
  if (faults.length > 0) return err(mappingRefused(faults));
  return ok({
    ...{ source: typeof source === 'string' ? source : null, delimiter, fields },
    ignored: ignore === '*' ? null : new Set(ignore),
    digest: sha256Hex(canonicalJson(parsed.data)),
  });
}

const ownNames = Object.fromEntries(
  contactFields.filter((key) => key !== 'excerpt').map((key) => [key, key]),
);

function mappedField(from: GivenField): MappedField {
  const plain = { isPath: false, values: null, otherwise: 'REJECT' as const };
  if (typeof from === 'string') return { ...plain, columns: [from] };
  if ('path' in from)
    return { ...plain, columns: from.path, isPath: true, otherwise: from.otherwise ?? 'REJECT' };
  const values = from.values === undefined ? null : new Map(Object.entries(from.values));
  return { ...plain, columns: [from.column], values, otherwise: from.otherwise ?? 'REJECT' };
}

function fieldFaults(key: ContactField, { isPath, values, otherwise: what }: MappedField): readonly string[] {
  return [
    ...(isPath && !canBePath.has(key)
      ? [`columns.${key}: expected one column, since only reasons have paths`]
      : []),
    ...(what === 'UNMAPPED' && !canBeUnmapped.has(key)
      ? [`columns.${key}: expected REJECT, since what it holds is no code`]
      : []),
    ...(values !== null && !(factFields as readonly string[]).includes(key)
      ? [`columns.${key}: expected no values, since each contact has its own`]
      : []),
  ];
}

/** The fields whose unknown values are kept as unmapped. */
export const fieldsKeptUnknown = ({ fields }: IngestMapping): ReadonlySet<FactField> =>
  new Set(factFields.filter((key) => fields.get(key)?.otherwise === 'UNMAPPED'));
