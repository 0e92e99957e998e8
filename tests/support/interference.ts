import type { Twin, Twins } from './twin-services';

/** Whoever asks, by what they are to the secret. */
export interface Asker {
  readonly name: string;
  readonly token: string;
}

/** What is sent to both services alike. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'HEAD';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An ask that was answered in two ways although nothing differs but what one coder answered. */
export interface Interference {
  readonly asker: string;
  readonly ask: string;
  readonly one: string;
  readonly other: string;
}

/** What may differ all the same, each with why. */
export const masks: readonly { readonly why: string; readonly pattern: RegExp; readonly shown: string }[] = [
  {
    why: 'a commitment is salted: it tells nothing before the salt is disclosed',
    pattern: /commitment:[0-9a-f]{64}/g,
    shown: 'a commitment',
  },
  {
    why: 'the digest of a change set is one over its commitments',
    pattern: /"payloadDigest":"[0-9a-f]{64}"/g,
    shown: '"payloadDigest":"over commitments"',
  },
  {
    why: 'two services have two clocks, and a key notes when it was used',
    pattern: /"lastUsedAt":"[^"]+"/g,
    shown: '"lastUsedAt":"a moment"',
  },
  {
    why: 'two services have two clocks, and a list notes when a system fetched it',
    pattern: /"lastFetchedAt":"[^"]+"/g,
    shown: '"lastFetchedAt":"a moment"',
  },
  {
    why: 'two services have two clocks, and what is suggested without naming a moment is suggested as of now',
    pattern: /"asOf":"[^"]+"/g,
    shown: '"asOf":"a moment"',
  },
];

const unmaskedHeaders = ['date', 'connection', 'keep-alive'];

export const query = (document: string): Ask => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: document }),
});

/** Asks both services the same, one ask after another, and answers where they differ. */
export class Interferences {
  private count = 0;
  /** As they came, before anything is masked. */
  readonly unmasked: Interference[] = [];
  readonly heard: string[] = [];

  constructor(private readonly twins: Twins) {}

  async between(asker: Asker, asks: readonly Ask[]): Promise<readonly Interference[]> {
    const found: Interference[] = [];
    for (const ask of asks) {
      this.count += 1;
      const requestId = `ask-${String(this.count).padStart(8, '0')}`;
      const { one, other } = this.twins;
      const [mine, theirs] = await Promise.all([
        hear(one, asker, { ask, requestId }),
        hear(other, asker, { ask, requestId }),
      ]);
      this.heard.push(mine);
      if (mine === theirs) continue;
      const named = { asker: asker.name, ask: ask.body ?? `${ask.method} ${ask.path}` };
      this.unmasked.push({ ...named, one: mine, other: theirs });
      if (masked(mine) !== masked(theirs)) found.push({ ...named, ...around(masked(mine), masked(theirs)) });
    }
    return found;
  }
}

async function hear(
  { service }: Twin,
  { token }: Asker,
  { ask, requestId }: { readonly ask: Ask; readonly requestId: string },
): Promise<string> {
  const response = await fetch(`${service.url}${ask.path}`, {
    method: ask.method,
    headers: { ...ask.headers, authorization: `Bearer ${token}`, 'x-request-id': requestId },
    redirect: 'manual',
    ...(ask.body === undefined ? {} : { body: ask.body }),
  });
  const headers = [...response.headers].filter(([name]) => !unmaskedHeaders.includes(name)).toSorted();
  return [response.status, JSON.stringify(headers), inOrder(await response.text())].join('\n');
}

/** Errors of fields that are resolved side by side come in the order of chance. */
function inOrder(body: string): string {
  if (!body.startsWith('{"')) return body;
  const answer = JSON.parse(body) as { readonly errors?: readonly unknown[] };
  if (answer.errors === undefined) return body;
  return JSON.stringify({
    ...answer,
    errors: answer.errors.map((error) => JSON.stringify(error)).toSorted(),
  });
}

export const masked = (text: string): string =>
  masks.reduce((known, { pattern, shown }) => known.replace(pattern, shown), text);

/** Where two texts part, with what stands around. */
function around(one: string, other: string): Pick<Interference, 'one' | 'other'> {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const from = Math.max(0, at - 150);
  return { one: one.slice(from, at + 150), other: other.slice(from, at + 150) };
}

/** The lines that only one of two logs has, but for what clocks and sockets put there. */
export function differingLines(one: readonly string[], other: readonly string[]): readonly string[] {
  const lines = (log: readonly string[]): string[] => log.map(withoutClock).toSorted();
  const [left, right] = [lines(one), lines(other)];
  return [...left.filter((line) => !right.includes(line)), ...right.filter((line) => !left.includes(line))];
}

const withoutClock = (line: string): string =>
  masked(line)
    .replace(/"(time|responseTime)":[\d.e-]+/g, '"$1":0')
    .replace(/"(host|remotePort|msg)":"?[^",}]*(127\.0\.0\.1:)?\d{4,5}"?/g, '"$1":0');
