import type { Role } from '../../src/access/domain';
import type { SpokenTo } from './graphql';

/** What an upload of contacts answers, as far as tests look at it. */
export interface UploadBody {
  readonly phase?: string;
  readonly job?: Readonly<Record<string, unknown>> & {
    readonly id: string;
    readonly rows: number;
    readonly rejections: string;
  };
  readonly problem?: {
    readonly code: string;
    readonly message: string;
    readonly line?: number | null;
    readonly faults?: readonly string[];
  };
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

export interface Uploading {
  readonly query?: Readonly<Record<string, string>>;
  readonly mapping?: object;
  readonly role?: Role;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a file of contacts as a client would; the last line of the answer is its body. */
export async function upload(
  service: SpokenTo,
  key: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  { query = {}, mapping, role = 'ANALYST', headers = {} }: Uploading = {},
) {
  const parameters = new URLSearchParams({
    ...query,
    ...(mapping === undefined ? {} : { mapping: JSON.stringify(mapping) }),
  });
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token(role)}`, 'content-type': 'text/csv', ...headers },
    body,
    duplex: 'half' as const,
  };
  const response = await fetch(`${service.url}/v1/taxonomies/${key}/contacts?${parameters.toString()}`, init);
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as UploadBody);
  return { status: response.status, body: lines.at(-1) ?? {}, lines };
}

/** The rejected rows of a job, as they are downloaded: the lines of the file under its header. */
export async function rejectionsOf(service: SpokenTo, path: string, role: Role = 'ANALYST') {
  const headers = { authorization: `Bearer ${service.token(role)}` };
  const response = await fetch(`${service.url}${path}`, { headers });
  const text = await response.text();
  return { status: response.status, rows: text.trim().split('\r\n').slice(1) };
}
