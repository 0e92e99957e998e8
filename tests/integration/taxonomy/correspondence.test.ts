import { GraphqlClient } from '../../support/graphql';
import { historyFaults } from '../../support/history-faults';
import { mutation, Scenario, type DraftRef } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';
import type { Role } from '../../../src/access/domain';

jest.setTimeout(120_000);

let service: TestService;
let scenario: Scenario;
const reasons = new Map<string, string>();
const idOf = (code: string): string => reasons.get(code) ?? '';

/*
 * Version 1: billing > refund, invoice, fax. Version 2 splits refund in two (a quarter and three quarters) and retires fax.
 * Version 3 merges one part into invoice, changes a code and adds a reason.
 */
beforeAll(async () => {
  service = await startService();
  scenario = await Scenario.create(service, { policy: { approvals: 0 } });
  let draft = await created(await scenario.openDraft('First', 'STEWARD'), ['billing']);
  draft = await created(draft, ['refund', 'invoice', 'fax'], 'billing');
  await publish(draft);
  draft = await created(await scenario.openDraft('Second', 'STEWARD'), ['card', 'transfer'], 'billing');
  draft = await scenario.edit(draft, 'retireReason', {
    ...{ reason: idOf('refund'), retirementReason: 'SPLIT' },
    associations: [
      { kind: 'PARTIALLY_EQUIVALENT_TO', target: idOf('card'), share: 0.25 },
      { kind: 'PARTIALLY_EQUIVALENT_TO', target: idOf('transfer'), share: 0.75 },
    ],
  });
  const gone = { retirementReason: 'OUTDATED', justification: 'Nobody has one.' };
  await publish(await scenario.edit(draft, 'retireReason', { reason: idOf('fax'), ...gone }));
  draft = await created(await scenario.openDraft('Third', 'STEWARD'), ['dispute'], 'billing');
  const parts = [
    { kind: 'PARTIALLY_EQUIVALENT_TO', target: idOf('invoice'), share: 0.25 },
    { kind: 'PARTIALLY_EQUIVALENT_TO', target: idOf('transfer'), share: 0.75 },
  ];
  const split = { reason: idOf('refund'), retirementReason: 'SPLIT', associations: parts };
  draft = await scenario.edit(draft, 'reviseRetirement', split);
  const into = [{ kind: 'REPLACED_BY', target: idOf('invoice') }];
  const merged = { reason: idOf('card'), retirementReason: 'MERGED', associations: into };
  draft = await scenario.edit(draft, 'retireReason', merged);
  await publish(await scenario.edit(draft, 'setCode', { reason: idOf('transfer'), code: 'bank' }));
});
afterAll(async () => {
  await service.close();
});

async function created(draft: DraftRef, codes: readonly string[], parent?: string): Promise<DraftRef> {
  let next = draft;
  for (const code of codes) {
    const made = await scenario.createReason(
      next,
      { code, label: code, parent: parent === undefined ? null : idOf(parent) },
      'EDITOR',
    );
    reasons.set(code, made.reason);
    next = made.draft;
  }
  return next;
}

const publish = (draft: DraftRef) => scenario.publish(draft);

async function ask<Data>(
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
  role: Role = 'MACHINE',
): Promise<Data> {
  return new GraphqlClient(service, role).ask<Data, object>(text, { key: scenario.key, ...variables });
}

interface Shown {
  readonly revision: number | null;
  readonly origin: string;
  readonly digest: string | null;
  readonly path: readonly { readonly number: number }[];
  readonly associations: {
    readonly nodes: readonly {
      readonly sources: readonly { readonly code: string }[];
      readonly targets: readonly { readonly code: string }[];
      readonly relationship: string;
      readonly changeClass: string | null;
      readonly links: { readonly nodes: readonly { readonly share: { readonly value: number } | null }[] };
    }[];
  };
}

const fields = `revision origin digest path { number } associations(first: 20) { nodes { sources { code } targets { code }
  relationship changeClass links(first: 10) { nodes { kind sourcePartial targetPartial share { value method n session } } } } }`;

async function correspondence(from: number, to: number, revision: number | null = null): Promise<Shown> {
  const text = `query($key: String!, $from: Int!, $to: Int!, $revision: Int) {
    correspondence(taxonomy: $key, from: $from, to: $to, revision: $revision) { ${fields} } }`;
  return (await ask<{ correspondence: Shown }>(text, { from, to, revision })).correspondence;
}

const told = ({ associations }: Shown) =>
  associations.nodes.map(({ sources, targets, relationship, changeClass }) => {
    const codes = (side: readonly { readonly code: string }[]) => side.map(({ code }) => code).sort();
    return `${codes(sources).join('+')} > ${codes(targets).join('+')} ${relationship} ${changeClass}`;
  });

interface Translated {
  readonly translateCodes: {
    readonly path: readonly { readonly number: number }[];
    readonly codes: readonly {
      readonly code: string;
      readonly exact: boolean;
      readonly targetsAre: string | null;
      readonly targets: readonly {
        readonly reason: { readonly code: string };
        readonly share: number | null;
      }[];
      readonly unmapped: readonly {
        readonly cause: string;
        readonly version: { readonly number: number } | null;
      }[];
    }[];
  };
}

async function translated(codes: readonly string[], from: number, to: number) {
  const text = `query($key: String!, $codes: [String!]!, $from: Int!, $to: Int!) {
    translateCodes(taxonomy: $key, codes: $codes, from: $from, to: $to) { path { number } codes { code exact targetsAre
      targets { reason { code } share passages { kind share version { number } } } unmapped { cause version { number } } } } }`;
  const { translateCodes } = await ask<Translated>(text, { codes, from, to });
  return translateCodes;
}

const briefly = (codes: Translated['translateCodes']['codes']) =>
  codes.map(({ code, exact, targets, unmapped }) => [
    code,
    targets.map(({ reason, share }) => `${reason.code} ${share}`).sort(),
    unmapped.map(({ cause, version }) => `${cause} ${version?.number}`),
    exact,
  ]);

test('what becomes of each reason is sealed with the version, under a digest that the history names', async () => {
  const second = await correspondence(1, 2);
  expect(second).toMatchObject({ revision: 1, origin: 'DERIVED', path: [{ number: 1 }, { number: 2 }] });
  expect(told(second).sort()).toEqual(['fax >  NONE RC1', 'refund > card+transfer SOURCE_IS_BROADER RC4_1']);
  expect(told(await correspondence(2, 3)).sort()).toEqual([
    ' > dispute NONE RC2',
    'card+invoice > invoice SOURCE_IS_NARROWER RC3_2',
  ]);
  const text = `query($key: String!) { changes(filter: { taxonomy: $key, kinds: [PUBLISH_VERSION] }, first: 10) { nodes { after } } }`;
  const { changes } = await ask<{ changes: { nodes: { after: { correspondence: string | null } }[] } }>(
    text,
    {},
    'AUDITOR',
  );
  expect(changes.nodes.map(({ after }) => after.correspondence).at(-2)).toBe(second.digest);
});

test('between versions that are not neighbours it is composed, in either direction', async () => {
  const forth = await correspondence(1, 3);
  expect(forth).toMatchObject({
    revision: null,
    digest: null,
    path: [1, 2, 3].map((number) => ({ number })),
  });
  expect(told(forth).sort()).toEqual([
    ' > dispute NONE RC2',
    'fax >  NONE RC1',
    'invoice+refund > bank+invoice RELATED RC5',
  ]);
  expect((await correspondence(3, 1)).path.map(({ number }) => number)).toEqual([3, 2, 1]);
});

test('codes translate to all of their targets over a way of versions, and what is nowhere is told with its cause', async () => {
  const there = await translated(['refund', 'invoice', 'fax', 'nothing', 'billing', 'dispute'], 1, 3);
  expect(there.path.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(briefly(there.codes)).toEqual([
    ['refund', ['bank 0.75', 'invoice 0.25'], [], false],
    ['invoice', ['invoice 1'], [], false],
    ['fax', [], ['RETIRED_NONE 2'], false],
    ['nothing', [], ['UNKNOWN_CODE 1'], false],
    ['billing', ['billing 1'], [], true],
    ['dispute', [], ['CREATED_LATER 1'], false],
  ]);
  expect(there.codes[0]?.targetsAre).toBe('ALL_OF');
  const back = await translated(['bank', 'transfer', 'dispute', 'invoice'], 3, 1);
  expect(briefly(back.codes)).toEqual([
    ['bank', ['refund 1'], [], false],
    ['transfer', ['refund 1'], [], false],
    ['dispute', [], ['CREATED_LATER 2'], false],
    ['invoice', ['invoice null', 'refund null'], [], false],
  ]);
});

const restated = `query($key: String!, $series: [CountedPeriodInput!]!) { restateSeries(taxonomy: $key, series: $series, to: 3) {
  to { number } periods { period countedIn { number } counts { reason { code } count undefinedBecause atLeast }
    breaks { code count targets { code } version { number } } lost { code count cause } } } }`;

interface Restated {
  readonly restateSeries: {
    readonly periods: readonly {
      readonly counts: readonly {
        readonly reason: { readonly code: string };
        readonly count: number | null;
      }[];
      readonly breaks: readonly object[];
      readonly lost: readonly object[];
    }[];
  };
}

test('a count that no series can hold is refused', async () => {
  const counts = [1, 2].map(() => ({ code: 'refund', count: 1e308 }));
  const series = [{ period: 'May', version: 1, counts }];
  await expect(ask(restated, { series })).rejects.toThrow('expected a number from 0 to 9007199254740991');
});

test('a series is restated over its versions, and what ended is told', async () => {
  const series = [
    {
      period: 'May',
      version: 1,
      counts: [
        { code: 'refund', count: 100 },
        { code: 'fax', count: 4 },
        { code: 'x', count: 1 },
      ],
    },
    { period: 'June', version: 3, counts: [{ code: 'bank', count: 7 }] },
  ];
  const { restateSeries } = await ask<Restated>(restated, { series });
  const [may, june] = restateSeries.periods;
  expect(Object.fromEntries((may?.counts ?? []).map(({ reason, count }) => [reason.code, count]))).toEqual({
    bank: 75,
    invoice: 25,
  });
  expect(may).toMatchObject({
    breaks: [],
    lost: [
      { code: 'fax', count: 4, cause: 'RETIRED_NONE' },
      { code: 'x', count: 1, cause: 'UNKNOWN_CODE' },
    ],
  });
  expect(june?.counts).toMatchObject([{ reason: { code: 'bank' }, count: 7, undefinedBecause: null }]);
});

async function versionIds(): Promise<readonly string[]> {
  const text = 'query($key: String!) { taxonomy(key: $key) { versions(first: 100) { nodes { id } } } }';
  const { taxonomy } = await ask<{ taxonomy: { versions: { nodes: { id: string }[] } } }>(text);
  return taxonomy.versions.nodes.map(({ id }) => id).reverse();
}

async function revising(links: readonly object[], expectedRevision: number, note: string | null = null) {
  const [fromVersion = '', toVersion = ''] = await versionIds();
  const sources = [{ source: idOf('refund'), links, note }];
  return { fromVersion, toVersion, expectedRevision, sources, because: 'Measured again.' };
}

const revise = async (input: object, role: Role = 'STEWARD') =>
  mutation<{ __typename: string; code?: string; correspondence?: Shown }>(service, role, {
    ...{ name: 'reviseCorrespondence', input: input as Readonly<Record<string, unknown>> },
    fields: `correspondence { ${fields} }`,
  });

const unknownSplit = () => [
  { target: idOf('card'), kind: 'PART', share: { value: 0.4, method: 'GIVEN' } },
  { target: idOf('transfer'), kind: 'PART' },
];

test('a correction is a new revision: the sealed one stays, the series breaks where a share is unknown now', async () => {
  const before = await correspondence(1, 2);
  const input = await revising(unknownSplit(), 1, 'Nobody knows.');
  expect(await revise(input)).toMatchObject({
    __typename: 'ReviseCorrespondencePayload',
    correspondence: { revision: 2, origin: 'CURATED' },
  });
  expect(await correspondence(1, 2, 1)).toEqual(before);
  const { restateSeries } = await ask<Restated>(restated, {
    series: [
      {
        period: 'May',
        version: 1,
        counts: [
          { code: 'refund', count: 100 },
          { code: 'invoice', count: 9 },
        ],
      },
    ],
  });
  expect(restateSeries.periods[0]).toMatchObject({
    breaks: [{ code: 'refund', count: 100, version: { number: 2 } }],
  });
  const invoice = restateSeries.periods[0]?.counts.find(({ reason }) => reason.code === 'invoice');
  expect(invoice).toMatchObject({
    count: null,
    atLeast: 9,
    undefinedBecause: expect.stringContaining('refund'),
  });
  // The same again is no revision.
  expect(await revise({ ...input, expectedRevision: 2 })).toMatchObject({ correspondence: { revision: 2 } });
});

test('a correction is refused where it is stale, of nothing, or cannot be; and forbidden to editors', async () => {
  expect(await revise(await revising(unknownSplit(), 1))).toMatchObject({ code: 'STALE_REVISION' });
  const twice = { target: idOf('card'), kind: 'PART', share: { value: 1.5, method: 'GIVEN' } };
  expect(await revise(await revising([twice, twice], 2))).toMatchObject({ code: 'CORRESPONDENCE_REFUSED' });
  const [first = '', , third = ''] = await versionIds();
  const far = { ...(await revising(unknownSplit(), 1)), fromVersion: first, toVersion: third };
  expect(await revise(far)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await revise({ ...far, toVersion: first })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await revise({ ...(await revising([], 2)), because: ' ' })).toMatchObject({
    code: 'MALFORMED_TEXT',
  });
  await expect(revise(far, 'EDITOR')).rejects.toThrow('FORBIDDEN');
});

test('of two corrections at once one wins, and the history holds it', async () => {
  const one = await revising([{ target: idOf('card'), kind: 'REPLACED_BY' }], 2);
  const other = await revising([{ target: idOf('transfer'), kind: 'REPLACED_BY' }], 2);
  const outcomes = await Promise.all([revise(one), revise(other)]);
  expect(outcomes.map(({ __typename, code }) => code ?? __typename).sort()).toEqual([
    'ReviseCorrespondencePayload',
    'STALE_REVISION',
  ]);
  const text = `query($key: String!) { changes(filter: { taxonomy: $key, kinds: [REVISE_CORRESPONDENCE] }, first: 10) { nodes { before after changeSet { because } } } }`;
  const { changes } = await ask<{ changes: { nodes: object[] } }>(text, {}, 'AUDITOR');
  expect(changes.nodes).toMatchObject([
    { before: { revision: 2 }, after: { revision: 3 }, changeSet: { because: 'Measured again.' } },
    { before: { revision: 1 }, after: { revision: 2 } },
  ]);
});

const importing = async (content: string, more: object = {}, role: Role = 'STEWARD') => {
  const [fromVersion = '', , toVersion = ''] = await versionIds();
  return mutation<{ __typename: string; code?: string }>(service, role, {
    name: 'importCorrespondence',
    input: { fromVersion, toVersion, content, because: 'A table.', ...more },
    fields: `rows links fileDigest warningCount warnings { code line } sourceNames { named agreeing } correspondence { revision origin fileDigest partialCounts { sourcePartial targetPartial links } }`,
  });
};

test('a table between two versions is taken whole, kept by its digest, and goes before what is composed', async () => {
  const table = 'source,sourceName,target,share\nrefund,refund,bank,1\nfax,FAX,,\n';
  expect(await importing(table, { dryRun: true })).toMatchObject({
    rows: 2,
    links: 1,
    correspondence: { revision: null },
  });
  const taken = await importing(table);
  expect(taken).toMatchObject({
    ...{
      __typename: 'ImportCorrespondencePayload',
      rows: 2,
      links: 1,
      sourceNames: { named: 2, agreeing: 2 },
    },
    correspondence: { revision: 1, origin: 'CURATED' },
  });
  expect(await importing(table)).toMatchObject({ correspondence: { revision: 1 } });
  const { path, codes } = await translated(['refund'], 1, 3);
  expect([path.map(({ number }) => number), briefly(codes)]).toEqual([
    [1, 3],
    [['refund', ['bank 1'], [], true]],
  ]);
});

test('a table that is not of these editions is refused with every fault and its place, and nothing is kept', async () => {
  const table =
    'source,sourceName,target,sourcePartial,targetPartial\nrefund,Elephants,bank,2,0\nzzz,,bank,1,1\nfax,Fax,bank,1,0\nfax,Fax,bank,1,0\n';
  const refused = await mutation<{ code: string }>(service, 'STEWARD', {
    name: 'importCorrespondence',
    input: {
      ...{ content: table, because: 'A table.', fromFile: 'f'.repeat(64) },
      ...{ fromVersion: (await versionIds())[0], toVersion: (await versionIds())[2] },
    },
    fields: 'rows',
  });
  expect(refused.code).toBe('CORRESPONDENCE_FILE_REFUSED');
  const url = `${service.url}/v1/taxonomies/${scenario.key}/correspondences?from=1&to=3`;
  const headers = { authorization: `Bearer ${service.token('STEWARD')}` };
  const response = await fetch(url, { method: 'POST', headers, body: table });
  const body = (await response.json()) as { problem: { faults: { code: string; line: number }[] } };
  expect([response.status, body.problem.faults.map(({ code, line }) => [code, line])]).toEqual([
    422,
    [
      ['NOT_A_FLAG', 2],
      ['UNKNOWN_CODE', 3],
      ['PAIR_TWICE', 5],
      ['OTHER_EDITION', null],
    ],
  ]);
  expect(await importing('a,b\n1,2\n')).toMatchObject({ code: 'CORRESPONDENCE_FILE_REFUSED' });
  const columns = [{ field: 'elephant', column: 'a' }];
  await expect(importing('a,b\n1,2\n', { columns })).rejects.toThrow('BAD_USER_INPUT');
  await expect(importing(table, {}, 'EDITOR')).rejects.toThrow('FORBIDDEN');
  const status = async (query: string, role: Role) =>
    (
      await fetch(`${service.url}/v1/taxonomies/${scenario.key}/correspondences?${query}`, {
        ...{ method: 'POST', headers: { authorization: `Bearer ${service.token(role)}` }, body: table },
      })
    ).status;
  expect(await status('from=1&to=3', 'EDITOR')).toBe(403);
  expect(await status('from=1&to=9', 'STEWARD')).toBe(404);
  expect(await status('from=1&to=3&map=elephant%3Da', 'STEWARD')).toBe(400);
});

test('questions that cannot be answered get a clear answer', async () => {
  expect(
    await ask(`query($key: String!) { correspondence(taxonomy: $key, from: 1, to: 1) { revision } }`),
  ).toEqual({
    correspondence: null,
  });
  expect(
    await ask(
      `query($key: String!) { translateCodes(taxonomy: $key, codes: [], from: 1, to: 99) { codes { code } } }`,
    ),
  ).toEqual({ translateCodes: null });
  const wrong = async (series: object) =>
    new GraphqlClient(service, 'MACHINE').answer<object, object>(restated, {
      key: scenario.key,
      series: [series],
    });
  const codes = async (series: object) =>
    (await wrong(series)).errors.map(({ extensions }) => extensions.code);
  expect(await codes({ period: 'May', version: 99, counts: [] })).toEqual(['BAD_USER_INPUT']);
  expect(await codes({ period: 'May', version: 1, counts: [{ code: 'a', count: -1 }] })).toEqual([
    'BAD_USER_INPUT',
  ]);
});

test('the correspondences of many versions take as many statements as those of two', async () => {
  for (let at = 0; at < 4; at += 1)
    await publish(await created(await scenario.openDraft(`More ${at}`, 'EDITOR'), [`more-${at}`]));
  const page = (first: number) => () =>
    ask(`query($key: String!) { taxonomy(key: $key) { versions(first: ${first}) { nodes { sourceFiles { digest }
      correspondence { revision associations(first: 5) { nodes { targets { code } } } } } } } }`);
  await page(7)();
  const two = await service.statementsDuring(page(2));
  const seven = await service.statementsDuring(page(7));
  expect(seven.length).toBe(two.length);
});

test('the history of it all and the tables agree', async () => {
  expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
});
