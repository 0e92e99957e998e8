import { readFile } from 'node:fs/promises';
import { importFormats, type ImportFormat } from '../../../src/exchange/domain';
import { GraphqlClient } from '../../support/graphql';
import { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { commandLine, sendImport, type CommandLine } from './exchanging';

jest.setTimeout(120_000);

const bank = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix : <https://example.org/bank/> .
:bank a skos:ConceptScheme .
:billing a skos:Concept ; skos:prefLabel "Billing"@en, "Rekeningen"@nl ; skos:definition "All about bills."@en .
:refund a skos:Concept ; skos:broader :billing ; skos:prefLabel "Refund :: back"@en ; skos:altLabel "=cmd()"@en .
:late-fee a skos:Concept ; skos:broader :billing ; skos:prefLabel "Late fee"@en ; skos:definition "A fee."@en .
:credit a skos:Concept ; skos:broader :billing ; skos:prefLabel "Credit"@en ; owl:deprecated true ; dcterms:isReplacedBy :refund .
`;

interface LossBody {
  readonly total: number;
  readonly losses: readonly {
    readonly kind: string;
    readonly reason: string;
    readonly count: number;
    readonly examples: readonly string[];
  }[];
}

let service: TestService;
let cli: CommandLine;
let scenario: Scenario;
beforeAll(async () => {
  service = await startService();
  cli = await commandLine(service, ['EDITOR', 'STEWARD']);
  scenario = await Scenario.create(service, { languages: ['en', 'nl'], policy: { approvals: 0 } });
  const file = await cli.file('bank.ttl', bank);
  const { exitCode, output } = await cli.run('import', file, '--taxonomy', scenario.key, '--publish');
  expect([exitCode, output]).toEqual([0, expect.stringMatching(/4 created[^]*Published version 1/)]);
});
afterAll(async () => {
  await cli.close();
  await service.close();
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${service.url}/v1/taxonomies/${scenario.key}/${path}`, {
    headers: { authorization: `Bearer ${service.token('EDITOR')}`, ...headers },
  });

const lossesOver = async (query: string): Promise<LossBody> =>
  (await (await get(`exports/losses?${query}`)).json()) as LossBody;

describe('a published version', () => {
  test.each(importFormats)(
    'goes out as %s the same twice, and is nothing to do when it comes back',
    async (format) => {
      const response = await get(`exports?format=${format}`);
      const body = new Uint8Array(await response.arrayBuffer());
      expect(response.status).toBe(200);
      expect(new Uint8Array(await (await get(`exports?format=${format}&version=1`)).arrayBuffer())).toEqual(
        body,
      );
      const back = await sendImport(service, scenario.key, body, { query: `format=${format}&dryRun=true` });
      expect([back.status, back.body.operationCount]).toEqual([200, 0]);
      const { total } = await lossesOver(`format=${format}`);
      expect(response.headers.get('export-losses')).toBe(String(total));
      expect(response.headers.get('link')).toContain('/exports/losses?format=');
      expect(total === 0).toBe(['json', 'turtle', 'jsonld'].includes(format));
    },
  );

  it('has losses over HTTP and in the graph alike, with counts and examples', async () => {
    const text = `query($key: String!) { exportLosses(taxonomy: $key, format: ZENDESK, version: 1) {
      total losses { kind reason count examples } } }`;
    const { exportLosses } = await new GraphqlClient(service, 'EDITOR').ask<
      { exportLosses: LossBody },
      object
    >(text, { key: scenario.key });
    const overHttp = await lossesOver('format=zendesk');
    expect(
      overHttp.losses.map(({ kind, reason, count, examples }) => ({ kind, reason, count, examples })),
    ).toEqual(exportLosses.losses);
    expect(
      exportLosses.losses.map(({ kind, reason, examples }) => `${kind} ${reason} ${examples.join()}`),
    ).toEqual([
      'REASON RETIRED credit',
      'CODE LEVEL_ONLY billing',
      'LABEL CHARACTERS refund',
      'LABEL OTHER_LANGUAGE billing',
      'SYNONYM NO_PLACE refund',
      'DEFINITION LEVEL_ONLY billing',
      'DEFINITION NO_PLACE late-fee',
    ]);
  });

  it('goes out by media type, and says which there are where that tells nothing', async () => {
    const turtle = await get('exports', { accept: 'application/ld+json;q=0.5, text/turtle' });
    expect([turtle.headers.get('content-type'), turtle.headers.get('content-disposition')]).toEqual([
      'text/turtle; charset=utf-8',
      `attachment; filename="${scenario.key}-v1.ttl"`,
    ]);
    for (const [query, said] of [
      ['', /format: expected one of csv/],
      ['?format=turtle&encoding=windows-1252', /encoding: expected none with the format turtle/],
      ['?format=text&language=fr', /language: expected one of en, nl, but got ..fr/],
      ['?format=xls', /format: /],
    ] as const) {
      const refused = await get(`exports${query}`);
      expect([query, refused.status, await refused.text()]).toEqual([
        query,
        400,
        expect.stringMatching(said),
      ]);
    }
  });

  it('is fetched as JSON-LD under a tag of its own, and has not changed since', async () => {
    const accept = 'application/ld+json';
    const response = await get('current', { accept });
    const tag = response.headers.get('etag') ?? '';
    expect(response.headers.get('content-type')).toContain(accept);
    expect(await response.text()).toBe(await (await get('exports?format=jsonld')).text());
    expect((await get('versions/1', { accept, 'if-none-match': tag })).status).toBe(304);
    const json = await get('current');
    expect([json.headers.get('content-type'), tag]).toEqual([
      expect.stringContaining('application/json'),
      json.headers.get('etag')?.replace(/"$/, '-ld"'),
    ]);
    expect((await get('current', { 'if-none-match': tag })).status).toBe(200);
  });
});

describe('a file that comes in', () => {
  it.each<readonly [ImportFormat, string, string]>([
    ['turtle', '@prefix : <x> .\n:a :b', 'MALFORMED_RDF@2'],
    ['jsonld', '{"@context": "http://127.0.0.1:1/c"}', 'MALFORMED_RDF@null'],
    ['salesforce', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'MALFORMED_XML@1'],
    ['zendesk', '{"ticket_field": []}', 'MALFORMED_CONTENT@null'],
    ['genesys', '{"entities": [\n{"name": 5}]}', 'MALFORMED_CONTENT@2'],
    ['text', 'A\n    B\n  C\n', 'BAD_INDENT@3'],
  ])('as %s is refused with the place of its fault', async (format, content, place) => {
    const { status, body } = await sendImport(service, scenario.key, content, { query: `format=${format}` });
    const faults = body.problem?.faults?.map(({ code, line }) => `${code}@${line}`);
    expect([status, faults]).toEqual([422, [place]]);
  });

  it('is read by the type of its body, or by the graph, as a proposal', async () => {
    const added = await sendImport(
      service,
      scenario.key,
      'id,parent,name\nmove,,Moving\nabroad,move,Abroad\n',
      {
        query: 'dryRun=true',
        headers: { 'content-type': 'text/csv; charset=utf-8' },
      },
    );
    expect(added.body.summary).toMatchObject({ created: 2, retired: 0 });
    const unknown = await sendImport(service, scenario.key, 'x', {
      query: '',
      headers: { 'content-type': 'image/png' },
    });
    expect([unknown.status, unknown.body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    const input = { taxonomy: scenario.taxonomyId, format: 'TEXT', content: 'Moving [move]' };
    const text = `mutation($input: ImportTaxonomyInput!) { importTaxonomy(input: $input) {
      ... on ImportTaxonomyPayload { summary { created } draft { state } } } }`;
    const { importTaxonomy } = await new GraphqlClient(service, 'EDITOR').ask<
      { importTaxonomy: object },
      object
    >(text, { input });
    expect(importTaxonomy).toEqual({ summary: { created: 1 }, draft: { state: 'DRAFT' } });
  });
});

describe('concordance export', () => {
  it('names a file so that it is known again, and tells what it does not carry', async () => {
    const output = await cli.file('bank.globalValueSet-meta.xml', '');
    const written = await cli.run('export', scenario.key, '--format', 'salesforce', '--output', output);
    expect([written.exitCode, written.errors]).toEqual([
      0,
      expect.stringMatching(
        /PLACE of 3: The format is a list without levels[.] [(]refund, late-fee, credit[)]/,
      ),
    ]);
    expect(await readFile(output, 'utf8')).toContain('<fullName>refund</fullName>');
    const back = await cli.run('import', output, '--taxonomy', scenario.key);
    expect([back.exitCode, back.output]).toEqual([0, expect.stringContaining('Nothing to do')]);
    const told = await cli.run('export', scenario.key, '--format', 'json', '--losses');
    expect(told).toMatchObject({ exitCode: 0, output: 'The file carries everything.\n' });
  });
});
