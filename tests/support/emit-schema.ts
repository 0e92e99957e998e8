import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGraph } from '../../src/graph';

export const schemaFile = join(__dirname, '..', '..', 'schema', 'schema.graphql');

/** The schema as the code has it, sorted by name, so that a file of it changes only where the schema does. */
export function schemaText(): string {
  const graph = buildGraph({} as never);
  return `${printSchema(lexicographicSortSchema(graph))}\n`;
}

/** The schema as it is committed; empty where it was never written. */
export function committedSchema(): string {
  try {
    return readFileSync(schemaFile, 'utf8');
  } catch {
    return '';
  }
}

/** Writes the file, or with `--check` says whether it would change. */
function main(argument: string | undefined): void {
  if (argument !== '--check') return writeFileSync(schemaFile, schemaText());
  if (committedSchema() === schemaText()) return;
  process.stderr.write('schema/schema.graphql is not what the code says: run npm run schema and commit it\n');
  process.exitCode = 1;
}

if (require.main === module) main(process.argv[2]);
