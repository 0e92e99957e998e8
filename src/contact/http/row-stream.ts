import { pipeline, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { CellReader, ObjectReader, type FileRow, type IngestMapping, type ReadRow } from '../domain';
import { CsvText, type CsvRow } from './csv-text';
import { LineText } from './line-text';
import { malformedFile, UnreadableFile } from './unreadable-file';

export interface FileFormat {
  readonly format: 'csv' | 'ndjson';
  readonly isGzipped: boolean;
  readonly mapping: IngestMapping;
}

/** Takes the text of a file in parts, and answers the rows that are whole by then. */
interface RowText {
  push(part: string): readonly FileRow[];
  end(): readonly FileRow[];
}

const longestRow = 200_000;
const byteOrderMark = '\ufeff';

/** The rows of a file one after another, in parts of so many, in no more memory than a part takes. */
export async function* rowParts(
  body: Readable,
  file: FileFormat,
  rowsPerPart: number,
): AsyncGenerator<readonly FileRow[]> {
  let waiting: FileRow[] = [];
  try {
    for await (const rows of rowsOf(body, file)) {
      for (const row of rows) waiting.push(row);
      for (; waiting.length >= rowsPerPart; waiting = waiting.slice(rowsPerPart))
        yield waiting.slice(0, rowsPerPart);
    }
  } catch (fault) {
    // What stood before the place that cannot be read is taken.
    if (waiting.length > 0) yield waiting;
    throw explained(fault);
  }
  if (waiting.length > 0) yield waiting;
}

async function* rowsOf(body: Readable, file: FileFormat): AsyncGenerator<readonly FileRow[]> {
  const bytes = file.isGzipped ? pipeline(body, createGunzip(), () => undefined) : body;
  const text: RowText = file.format === 'csv' ? new CsvRows(file.mapping) : new JsonRows(file.mapping);
  const decoder = new StringDecoder('utf8');
  let isFirst = true;
  for await (const part of bytes as AsyncIterable<Buffer>) {
    const decoded = decoder.write(part);
    if (decoded === '') continue;
    yield text.push(isFirst && decoded.startsWith(byteOrderMark) ? decoded.slice(1) : decoded);
    isFirst = false;
  }
  const last = decoder.end();
  if (last !== '') yield text.push(last);
  yield text.end();
}

class CsvRows implements RowText {
  private readonly text: CsvText;
  private reader: CellReader | null = null;

  constructor(private readonly mapping: IngestMapping) {
    this.text = new CsvText(mapping.delimiter, longestRow);
  }

  push(part: string): readonly FileRow[] {
    return this.read(this.text.push(part));
  }

  end(): readonly FileRow[] {
    const rows = this.read(this.text.end());
    if (this.reader !== null) return rows;
    throw malformedFile('expected a header and rows, but the file is empty', null);
  }

  private read(rows: readonly CsvRow[]): readonly FileRow[] {
    const [first, ...others] = rows;
    if (first === undefined) return [];
    if (this.reader !== null) return this.under(this.reader, rows);
    const header = CellReader.under(this.text.cellsOf(first.text).cells, this.mapping);
    if (!header.ok) throw new UnreadableFile(header.problem);
    this.reader = header.value;
    return this.under(header.value, others);
  }

  private under(reader: CellReader, rows: readonly CsvRow[]): readonly FileRow[] {
    return rows.map(({ line, text }) => new CsvFileRow(line, text, { csv: this.text, reader }));
  }
}

class CsvFileRow implements FileRow {
  constructor(
    readonly line: number,
    private readonly text: string,
    private readonly file: { readonly csv: CsvText; readonly reader: CellReader },
  ) {}

  read(): ReadRow {
    const { csv, reader } = this.file;
    const { cells, areSound } = csv.cellsOf(this.text);
    return areSound ? reader.read(cells, this.line) : unsound(this.line);
  }
}

const unsound = (line: number): ReadRow => {
  const expected = 'quotes around a whole cell, and doubled within';
  return { line, column: null, fault: { field: null, code: 'MALFORMED_LINE', observed: null, expected } };
};

class JsonRows implements RowText {
  private readonly text = new LineText(longestRow);
  private readonly reader: ObjectReader;

  constructor(mapping: IngestMapping) {
    this.reader = new ObjectReader(mapping);
  }

  push(part: string): readonly FileRow[] {
    return this.read(this.text.push(part));
  }

  end(): readonly FileRow[] {
    return this.read(this.text.end());
  }

  private read(lines: ReturnType<LineText['push']>): readonly FileRow[] {
    return lines.flatMap(({ line, text }) => (text.trim() === '' ? [] : [this.reader.row(text, line)]));
  }
}

/** What the sender can mend is told as such; a cut of the connection, and what is ours, is thrown on. */
function explained(fault: unknown): unknown {
  const code = (fault as { readonly code?: unknown }).code;
  const isZipFault = code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR';
  return isZipFault ? malformedFile('expected gzip, but it cannot be unpacked to its end', null) : fault;
}
