import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SingleBar } from 'cli-progress';
import { createGunzip } from 'node:zlib';
import { CliError, type ServiceClient } from './client';
import { linesOfAnswer } from './lines-of-answer';

/** How far a file has come, as the service tells it. */
export interface SentJob {
  readonly id: string;
  readonly state: string;
  readonly rows: number;
  readonly added: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly unmapped: number;
  readonly rejections: string;
}

export interface SentContacts {
  readonly phase?: string;
  readonly job?: SentJob;
  readonly problem?: { readonly code: string; readonly message: string; readonly line?: number | null };
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export interface ContactsFile {
  readonly file: string;
  readonly isGzipped: boolean;
  /** The path of the service, with its query. */
  readonly path: string;
}

/** SHA-256 of what a file holds, packed or not: by it an upload that was cut is found again. */
export async function digestOfFile(file: string, isGzipped: boolean): Promise<string> {
  const hash = createHash('sha256');
  const read = createReadStream(file);
  try {
    await (isGzipped ? pipeline(read, createGunzip(), hash) : pipeline(read, hash));
  } catch (fault) {
    throw new CliError(`expected a file that can be read, but got: ${(fault as Error).message}`);
  }
  return hash.digest('hex');
}

/** Sends a file of contacts as a stream, with a bar at a terminal, and waits for what became of it. */
export async function sendContacts(
  client: ServiceClient,
  { file, isGzipped, path }: ContactsFile,
): Promise<SentContacts> {
  const bar = barAt(process.stderr, statSync(file).size);
  try {
    const response = await client.request(path, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/octet-stream', accept: 'application/x-ndjson' },
        ...(isGzipped ? { 'content-encoding': 'gzip' } : {}),
      },
      body: Readable.from(partsOf(file, bar)),
    });
    let last: SentContacts = {};
    for await (const line of linesOfAnswer(response)) {
      last = JSON.parse(line) as SentContacts;
      bar?.update({ rows: last.job?.rows ?? 0, rejected: last.job?.rejected ?? 0 });
    }
    return last;
  } finally {
    bar?.stop();
  }
}

function barAt(stream: NodeJS.WriteStream, bytes: number): SingleBar | null {
  if (!stream.isTTY) return null;
  const format = '{bar} {percentage}% {rows} rows, {rejected} rejected';
  const bar = new SingleBar({ stream, format, clearOnComplete: true, hideCursor: true });
  bar.start(bytes, 0, { rows: 0, rejected: 0 });
  return bar;
}

/** Each part is counted when it is asked for, which is when the service takes it. */
async function* partsOf(file: string, bar: SingleBar | null): AsyncGenerator<Buffer> {
  for await (const part of createReadStream(file) as AsyncIterable<Buffer>) {
    bar?.increment(part.length);
    yield part;
  }
}
