import { err, ok, type Result } from '../../../platform/result';
import { shown, type ContactFault } from '../contact-fault';
import type { ContactField, GivenContact, GivenValue } from '../given-contact';
import { mappingRefused, type IngestMapping, type MappedField, type MappingRefused } from './mapping';

/** A row of a file: a contact as it was given, or why it is none. */
export type ReadRow =
  | { readonly line: number; readonly contact: GivenContact }
  | { readonly line: number; readonly fault: ContactFault; readonly column: string | null };

/** A row as it came. It is read when it is needed, twice if need be: what it is read as takes several times as much to keep. */
export interface FileRow {
  readonly line: number;
  read(): ReadRow;
}

/** The column that a field is taken from, as a fault of it is told. */
export const columnOf = ({ fields }: IngestMapping, field: ContactField | null): string | null =>
  (field === null ? undefined : fields.get(field))?.columns.join(' > ') ?? null;

interface PlacedField {
  readonly from: MappedField;
  readonly places: readonly number[];
}

/** Reads rows of cells under a header. */
export class CellReader {
  private constructor(
    private readonly mapping: IngestMapping,
    private readonly width: number,
    private readonly placed: ReadonlyMap<ContactField, PlacedField>,
  ) {}

  /** Refused where a column is missing, stands twice, or is neither mapped nor ignored: nobody meant to send it. */
  static under(header: readonly string[], mapping: IngestMapping): Result<CellReader, MappingRefused> {
    const columns = header.map((column) => column.trim());
    const isWhole = (columns_: readonly string[]): boolean => columns_.every((one) => columns.includes(one));
    // A field that is only there by its own name may be left out of the file.
    const fields = [...mapping.fields].filter(
      ([field, { columns: own }]) => isWhole(own) || own.length > 1 || own[0] !== field || isNeeded(field),
    );
    const mapped = new Set(fields.flatMap(([, { columns: own }]) => own));
    const missing = [...mapped].filter((column) => !columns.includes(column));
    const strange = columns.filter((column) => !mapped.has(column) && mapping.ignored?.has(column) === false);
    const twice = columns.filter((column, at) => mapped.has(column) && columns.indexOf(column) !== at);
    const faults = [
      ...missing.map((column) => `expected the column ${quoted(column)}, but the file has none`),
      ...strange.map((column) => `the column ${quoted(column)} is neither mapped nor ignored`),
      ...twice.map((column) => `the column ${quoted(column)} stands twice`),
    ];
    if (faults.length > 0) return err(mappingRefused(faults.slice(0, 20)));
    const placed = fields.map(
      ([field, from]) =>
        [field, { from, places: from.columns.map((column) => columns.indexOf(column)) }] as const,
    );
    return ok(new CellReader(mapping, header.length, new Map(placed)));
  }

  read(cells: readonly string[], line: number): ReadRow {
    if (cells.length !== this.width) {
      const expected = `${this.width} cells, as the header has`;
      const observed = `${cells.length} cells`;
      return { line, column: null, fault: { field: null, code: 'WRONG_COLUMN_COUNT', observed, expected } };
    }
    return { line, contact: contactOf((field) => this.valueIn(cells, field), this.mapping) };
  }

  private valueIn(cells: readonly string[], field: ContactField): GivenValue | undefined {
    const placed = this.placed.get(field);
    if (placed === undefined) return undefined;
    const { from, places } = placed;
    if (from.isPath) return pathOf(places.map((place) => cells[place] ?? ''));
    return valueOf(from, cells[places[0] ?? 0] ?? '');
  }
}

/** Reads lines of JSON, each an object. */
export class ObjectReader {
  private readonly columns: ReadonlySet<string>;

  constructor(private readonly mapping: IngestMapping) {
    this.columns = new Set([...mapping.fields.values()].flatMap(({ columns }) => columns));
  }

  row(text: string, line: number): FileRow {
    return { line, read: () => this.read(text, line) };
  }

  read(text: string, line: number): ReadRow {
    const object = parsedObject(text);
    if (object === null)
      return malformed(line, {
        observed: `${text.length} characters`,
        expected: 'a JSON object on one line',
      });
    const strange = this.strangeIn(object);
    if (strange !== undefined) {
      const fault = { code: 'UNKNOWN_FIELD' as const, field: null, observed: shown(strange) };
      return {
        line,
        column: shown(strange),
        fault: { ...fault, expected: 'a key that is mapped or ignored' },
      };
    }
    for (const [field, { columns }] of this.mapping.fields)
      if (columns.some((column) => textOf(object[column]) === null))
        return malformed(line, { observed: field, expected: 'texts, numbers, true, false or null' });
    return { line, contact: contactOf((field) => this.valueIn(object, field), this.mapping) };
  }

  private strangeIn(object: JsonObject): string | undefined {
    const { ignored } = this.mapping;
    if (ignored === null) return undefined;
    return Object.keys(object).find((key) => !this.columns.has(key) && !ignored.has(key));
  }

  private valueIn(object: JsonObject, field: ContactField): GivenValue | undefined {
    const from = this.mapping.fields.get(field);
    if (from === undefined || from.columns.every((column) => object[column] === undefined)) return undefined;
    if (from.isPath) return pathOf(from.columns.map((column) => textOf(object[column]) ?? ''));
    return valueOf(from, textOf(object[from.columns[0] ?? '']) ?? '');
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

const isNeeded = (field: ContactField): boolean =>
  field === 'externalId' || field === 'occurredAt' || field === 'source';

const quoted = (column: string): string => JSON.stringify(shown(column));

const malformed = (
  line: number,
  { observed, expected }: { readonly observed: string; readonly expected: string },
): ReadRow => ({
  ...{ line, column: null },
  fault: { field: null, code: 'MALFORMED_LINE', observed: shown(observed), expected },
});

function parsedObject(text: string): JsonObject | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as JsonObject) : null;
  } catch {
    return null;
  }
}

/** Null for what is no single value. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function pathOf(cells: readonly string[]): GivenValue {
  const parts = cells.map((cell) => cell.trim()).filter((text) => text !== '');
  return parts.length === 0 ? null : parts;
}

/** A blank cell says that there is none. */
function valueOf({ values }: MappedField, cell: string): GivenValue {
  const text = cell.trim();
  if (text === '') return null;
  if (values === null) return text;
  return values.get(text) ?? { unlisted: text };
}

/** Named one by one: of millions of rows an object that grows key by key counts. What is undefined was not said. */
function contactOf(
  value: (field: ContactField) => GivenValue | undefined,
  { source }: IngestMapping,
): GivenContact {
  const plain = (field: ContactField): string | null => {
    const given = value(field);
    return typeof given === 'string' ? given : null;
  };
  return {
    source: source ?? plain('source'),
    externalId: plain('externalId'),
    occurredAt: plain('occurredAt'),
    channel: value('channel'),
    segment: value('segment'),
    cluster: value('cluster'),
    customer: value('customer'),
    department: value('department'),
    resolution: value('resolution'),
    priority: value('priority'),
    sentiment: value('sentiment'),
    handleSeconds: value('handleSeconds'),
    satisfaction: value('satisfaction'),
    firstContactResolved: value('firstContactResolved'),
    escalated: value('escalated'),
    coder: value('coder'),
    initialReason: value('initialReason'),
    reason: value('reason'),
    excerpt: plain('excerpt'),
  };
}
