import { parse } from 'csv-parse/sync';
import { ServiceClient } from '../client';
import { demoFile, demoKey, mutate, reasonIds, say } from './demo-call';

/** A contact of the file, and what each coder makes of it: a code, `?` for cannot code, `-` for none fits. */
type Row = Readonly<Record<string, string>>;

interface People {
  readonly admin: ServiceClient;
  readonly analyst: ServiceClient;
}

interface Coder {
  readonly id: string;
  readonly name: string;
  readonly client: ServiceClient;
}

/** Four coders code the same sixteen contacts, each alone; then the codes are revealed. */
export async function calibrate({ admin, analyst }: People, taxonomy: string): Promise<void> {
  const rows = parse<Row>(demoFile('contacts.csv'), { columns: true });
  const names = Object.keys(rows[0] ?? {}).slice(3);
  const contacts = await recordContacts(analyst, taxonomy, rows);
  const coders: Coder[] = [];
  for (const name of names) coders.push(await makeCoder({ admin, analyst }, taxonomy, name));
  const session = await openSession(analyst, taxonomy, { contacts, coders: coders.map(({ id }) => id) });
  const reasons = await reasonIds(analyst);
  for (const coder of coders) await codeAlone(coder, session.items, { rows, reasons });
  const reveal = { session: session.id, expectedRevision: session.revision, because: 'all is coded' };
  await mutate(analyst, { name: 'revealSession', input: reveal, fields: 'session { state }' });
  say(`Revealed a calibration session of ${coders.length} coders and ${rows.length} contacts: ${session.id}`);
}

async function recordContacts(
  analyst: ServiceClient,
  taxonomy: string,
  rows: readonly Row[],
): Promise<readonly string[]> {
  const contacts = rows.map(({ id, channel, text }) => ({
    ...{ source: 'demo', externalId: id, channel, excerpt: text },
    occurredAt: '2026-03-02T10:00:00Z',
  }));
  const { contacts: recorded } = await mutate<{ contacts: { id: string }[] }>(analyst, {
    ...{ name: 'addContacts', input: { taxonomy, contacts }, fields: 'contacts { id }' },
  });
  return recorded.map(({ id }) => id);
}

/** Somebody with a key and a role of their own: nobody codes for another. */
async function makeCoder({ admin, analyst }: People, taxonomy: string, name: string): Promise<Coder> {
  const shown = name.charAt(0).toUpperCase() + name.slice(1);
  const { actor } = await mutate<{ actor: { id: string } }>(admin, {
    ...{ name: 'createActor', input: { kind: 'PERSON', name: shown }, fields: 'actor { id }' },
  });
  const role = { actor: actor.id, role: 'CODER', taxonomy };
  await mutate(admin, { name: 'grantRole', input: role, fields: 'actor { id }' });
  const key = { actor: actor.id, label: 'example', taxonomy };
  const { token } = await mutate<{ token: string }>(admin, {
    name: 'issueApiKey',
    input: key,
    fields: 'token',
  });
  const input = { taxonomy, externalId: name, kind: 'AGENT', name: shown, actor: actor.id };
  const { coder } = await mutate<{ coder: { id: string } }>(analyst, {
    ...{ name: 'registerCoder', input, fields: 'coder { id }' },
  });
  return { id: coder.id, name, client: new ServiceClient(analyst.url, token) };
}

interface OpenSession {
  readonly id: string;
  readonly revision: number;
  readonly items: readonly { readonly id: string; readonly label: string }[];
}

async function openSession(
  analyst: ServiceClient,
  taxonomy: string,
  who: { readonly contacts: readonly string[]; readonly coders: readonly string[] },
): Promise<OpenSession> {
  const { currentTaxonomy } = await analyst.graphql<{ currentTaxonomy: { id: string } }>(
    'query($key: String!) { currentTaxonomy(key: $key) { id } }',
    { key: demoKey },
  );
  const contents = [{ version: currentTaxonomy.id }];
  const input = { taxonomy, title: 'First calibration', contents, seed: 1, ...who };
  const { session } = await mutate<{ session: { id: string; revision: number } }>(analyst, {
    ...{ name: 'planSession', input, fields: 'session { id revision }' },
  });
  const opened = await mutate<{ session: OpenSession & { items: { nodes: OpenSession['items'] } } }>(
    analyst,
    {
      name: 'openSession',
      input: { session: session.id, expectedRevision: session.revision },
      fields: 'session { id revision items(first: 100) { nodes { id label } } }',
    },
  );
  const { id, revision, items } = opened.session;
  return { id, revision, items: items.nodes };
}

async function codeAlone(
  { name, client }: Coder,
  items: OpenSession['items'],
  { rows, reasons }: { readonly rows: readonly Row[]; readonly reasons: ReadonlyMap<string, string> },
): Promise<void> {
  for (const { id: item, label } of items) {
    const said = rows.find(({ id }) => id === label)?.[name] ?? '?';
    const outcome = said === '?' ? 'CANNOT_CODE' : said === '-' ? 'NO_REASON_FITS' : 'REASON';
    const input = { item, outcome, reason: reasons.get(said) ?? null };
    await mutate(client, { name: 'codeItem', input, fields: 'item { id }' });
  }
}
