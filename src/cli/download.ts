import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CliError } from './client';

interface ErrorAnswer {
  readonly problem?: { readonly code: string; readonly message: string };
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** The body of an answer as it comes in. */
export const bodyOf = (response: Response): Readable =>
  Readable.from((response.body ?? []) as AsyncIterable<Uint8Array>);

/** Half a file never bears the name that was asked for. */
export async function writeWhole(response: Response, output: string): Promise<void> {
  const unfinished = `${output}.part`;
  try {
    await pipeline(bodyOf(response), createWriteStream(unfinished));
    await rename(unfinished, output);
  } catch (fault) {
    await rm(unfinished, { force: true });
    throw new CliError(
      `expected a place that can be written, but got ${output} (${(fault as Error).message})`,
    );
  }
}

/** What the service says where it sends no file. */
export async function refusal(response: Response): Promise<CliError> {
  const { problem, errors = [] } = (await response.json().catch(() => ({}))) as ErrorAnswer;
  const [error] = errors;
  const code = problem?.code ?? error?.extensions?.code ?? String(response.status);
  return new CliError(`${code}: ${problem?.message ?? error?.message ?? response.statusText}`);
}
