import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BinaryRows } from './binary-rows';
import type { Sql } from './sql';

/** A value of a row that is copied: what it is in the text format of COPY, or null. */
export type CopiedValue = string | number | boolean | Date | null;

export interface CopyTarget<Row> {
  readonly table: string;
  readonly columns: readonly string[];
  /** The values of a row, in the order of the columns. */
  readonly valuesOf: (row: Row) => readonly CopiedValue[];
}

const rowsPerPart = 500;
const sliceSize = 262_144;

/**
 * Writes rows by COPY, within the transaction of the manager: a stream of text that is made as it is taken, so that a
 * million rows need no more memory than a few hundred.
 */
export async function copyRows<Row>(sql: Sql, into: CopyTarget<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await copied(sql, into, partsOf(rows, into.valuesOf));
}

/** Writes rows that are put together already, likewise, and once. */
export async function copyBinaryRows(
  sql: Sql,
  into: Pick<CopyTarget<never>, 'table' | 'columns'>,
  rows: BinaryRows,
): Promise<void> {
  if (rows.count === 0) return;
  await copied(sql, { ...into, format: 'BINARY' }, slicesOf(rows.whole()));
  rows.release();
}

async function copied(
  sql: Sql,
  {
    table,
    columns,
    format = 'TEXT',
  }: Pick<CopyTarget<never>, 'table' | 'columns'> & { readonly format?: string },
  parts: Iterable<Buffer>,
): Promise<void> {
  const { queryRunner } = sql;
  if (queryRunner === undefined) throw new Error('expected a transaction to copy rows in');
  const client = (await queryRunner.connect()) as ClientBase;
  const sink = client.query(
    copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN WITH (FORMAT ${format})`),
  );
  await pipeline(Readable.from(parts, { objectMode: false }), sink);
}

/** No message to the database is as long as the longest part may be. */
function* slicesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += sliceSize) yield bytes.subarray(at, at + sliceSize);
}

function* partsOf<Row>(
  rows: readonly Row[],
  valuesOf: (row: Row) => readonly CopiedValue[],
): Generator<Buffer> {
  for (let at = 0; at < rows.length; at += rowsPerPart) {
    const lines = rows.slice(at, at + rowsPerPart).map((row) => lineOf(valuesOf(row)));
    yield Buffer.from(lines.join(''), 'utf8');
  }
}

/** Put together value by value: of millions of rows each array counts. */
function lineOf(values: readonly CopiedValue[]): string {
  let line = '';
  for (const value of values) line += `${textOf(value)}\t`;
  return `${line.slice(0, -1)}\n`;
}

const special = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function textOf(value: CopiedValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string')
    return special.test(value) ? value.replace(/[\\\n\r\t]/g, (found) => escapes[found] ?? found) : value;
  return value instanceof Date ? value.toISOString() : String(value);
}
