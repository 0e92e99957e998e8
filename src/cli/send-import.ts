import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { CliError, type ServiceClient } from './client';
import { importProgress, type ImportProgress } from './import-progress';
import type { ImportResult } from './import-report';
import { linesOfAnswer } from './lines-of-answer';

/** Sends a file to be imported, as a stream, and waits for the result. */
export async function sendImport(client: ServiceClient, file: string, path: string): Promise<ImportResult> {
  const progress = importProgress(process.stderr, sizeOf(file));
  try {
    const response = await client.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', accept: 'application/x-ndjson' },
      body: Readable.from(partsOf(file, progress)),
    });
    return await resultOf(response, progress);
  } finally {
    progress.stop();
  }
}

/** A listener would set the file flowing before anybody takes it; here each part is counted when it is asked for. */
async function* partsOf(file: string, progress: ImportProgress): AsyncGenerator<Buffer> {
  for await (const part of createReadStream(file) as AsyncIterable<Buffer>) {
    progress.uploaded(part.length);
    yield part;
  }
}

function sizeOf(file: string): number {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (facts?.isFile() === true) return facts.size;
  throw new CliError(`expected a file that can be read, but got ${file}`);
}

/** Reads the lines of a streamed answer as they come; the last one is the result. An answer in one piece is the result. */
async function resultOf(response: Response, progress: ImportProgress): Promise<ImportResult> {
  let last: ImportResult = {};
  for await (const line of linesOfAnswer(response)) {
    last = JSON.parse(line) as ImportResult;
    if (last.phase === 'planning') progress.planning(last.total ?? 0);
  }
  const [error] = last.errors ?? [];
  if (error !== undefined) throw new CliError(`${error.extensions?.code ?? 'ERROR'}: ${error.message}`);
  return last;
}
