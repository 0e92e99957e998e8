import type { SpokenTo } from './graphql';

const everyFormat = ['csv', 'tsv', 'text', 'json', 'turtle', 'jsonld', 'zendesk', 'salesforce', 'genesys'];

interface Asked {
  readonly session: string;
  readonly audit: string;
  /** The days that the page of figures is about. */
  readonly from: string;
  readonly until: string;
  /** Of exports; all of them where it is not said. */
  readonly formats?: readonly string[];
}

/** Whatever of a taxonomy goes out as a page or a file, as text. */
export async function everythingThatGoesOut(
  service: SpokenTo,
  taxonomy: string,
  { session, audit, from, until, formats = everyFormat }: Asked,
): Promise<readonly string[]> {
  const key = `/v1/taxonomies/${taxonomy}`;
  const paths = [
    ...[`/v1/sessions/${session}/report`, `/v1/audits/${audit}/report`, `${key}/suggestions/report`],
    `${key}/figures/report?from=${from}&until=${until}`,
    ...['csv', 'ndjson'].map((format) => `${key}/corrections?format=${format}`),
    ...formats.map((format) => `${key}/exports?format=${format}`),
    `${key}/current`,
  ];
  const headers = { authorization: `Bearer ${service.token('ANALYST')}` };
  const texts: string[] = [];
  for (const path of paths) {
    const answer = await fetch(`${service.url}${path}`, { headers });
    if (answer.status !== 200) throw new Error(`expected ${path} to be told, but got ${answer.status}`);
    texts.push(await answer.text());
  }
  return texts;
}
