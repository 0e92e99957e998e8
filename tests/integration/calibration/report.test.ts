import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  addedContacts,
  calibrationScene,
  code,
  itemsOf,
  newCoder,
  opened,
  reveal,
  run,
  step,
  type CalibrationScene,
  type SessionRef,
  type TestCoder,
} from '../../support/calibration-scene';
import { chromium, lookedAt } from '../../support/chromium';
import { governedScene, memberOf, type GovernedScene } from '../../support/governed-scene';
import { GraphqlClient } from '../../support/graphql';
import { numbersIn } from '../../support/numbers-in';
import { startService, type TestService } from '../../support/service';

jest.setTimeout(120_000);

const excerpt = 'A text that nobody but coders may read';
let service: TestService;
let governed: GovernedScene;
let scene: CalibrationScene;
let coders: readonly TestCoder[];
let session: SessionRef;
beforeAll(async () => {
  service = await startService();
  governed = await governedScene(service);
  scene = await calibrationScene(service, governed.scenario);
  coders = [...scene.coders, await newCoder(service, governed.scenario, { kind: 'MODEL' })];
  const contacts = await addedContacts(
    governed.scenario,
    Array.from({ length: 20 }, (_, at) => `${excerpt} ${at}`),
  );
  session = await opened(scene, {
    ...{ title: 'Refunds & <b>bills</b>', coders: coders.map(({ id }) => id), contacts },
  });
});
afterAll(() => service.close());

interface Interval {
  readonly lower: number;
  readonly upper: number;
}
interface Results {
  readonly contents: readonly {
    readonly basis: Readonly<Record<string, number>>;
    readonly alpha: {
      readonly name: string;
      readonly value: number | null;
      readonly interval: Interval | null;
    };
    readonly percentAgreement: { readonly value: number };
    readonly gwetAc: { readonly value: number };
    readonly alphaByPath: { readonly value: number };
    readonly levels: readonly { readonly level: number; readonly alpha: { readonly value: number } }[];
    readonly reasons: readonly {
      readonly reason: { readonly code: string; readonly reason: { readonly id: string } };
      readonly agreement: number | null;
    }[];
    readonly confusedPairs: readonly {
      readonly one: { readonly code: string };
      readonly other: { readonly code: string };
      readonly items: readonly { readonly label: string }[];
    }[];
    readonly coders: readonly {
      readonly name: string;
      readonly coder: { readonly id: string } | null;
      readonly withPeers: { readonly value: number; readonly items: number };
    }[];
  }[];
}

const resultsQuery = `query($id: ID!) { session(id: $id) { results {
  contents {
    basis { items comparedItems coders codings cannotCode noReasonFits reasons }
    sample { tooFew itemsForTenth itemsForTwentieth }
    alpha { name value interval { lower upper } } percentAgreement { value } gwetAc { value } alphaByPath { value }
    levels { level alpha { value } percentAgreement { value } } rightBranchWrongLeaf { level share }
    reasons { reason { code reason { id } } agreement interval { lower upper } codings items chosenInstead { share } }
    confusionReasons { code } confusionCells { row column coincidences }
    confusedPairs { one { code } other { code } share items { label } }
    coders { name coder { id } codings withPeers { value items } withAdjudicated { value items } }
    causes { cause items } }
  correspondence { codings } excluded { withdrawn late } } } }`;

const resultsOf = async (
  ref: SessionRef,
  client = new GraphqlClient(service, 'ANALYST'),
): Promise<Results | null> =>
  (await client.ask<{ session: { results: Results | null } }, object>(resultsQuery, { id: ref.id })).session
    .results;

const reportOf = (ref: SessionRef, token = service.token('ANALYST')): Promise<Response> =>
  fetch(`${service.url}/v1/sessions/${ref.id}/report`, { headers: { authorization: `Bearer ${token}` } });

/** Everybody takes the first half for refunds; of the second half the model takes every other one for a bill. */
async function coded(): Promise<void> {
  const { refund, invoice, delivery } = governed;
  for (const [place, { id }] of (await itemsOf(service, session)).entries()) {
    for (const coder of coders) {
      const isOther = coder === coders[2] && place >= 10 && place % 2 === 0;
      if (place === 19 && coder === coders[0])
        await code(coder, id, { outcome: 'CANNOT_CODE', reason: null });
      else await code(coder, id, { reason: isOther ? invoice : place % 5 === 4 ? delivery : refund });
    }
  }
}

test('before the reveal there are no results and no report', async () => {
  expect(await resultsOf(session)).toBeNull();
  const response = await reportOf(session);
  expect([response.status, await response.json()]).toEqual([
    400,
    { errors: [{ message: expect.stringContaining('is OPEN'), extensions: { code: 'BAD_USER_INPUT' } }] },
  ]);
});

describe('once revealed', () => {
  let results: Results;
  let page: string;
  beforeAll(async () => {
    await coded();
    session = await reveal(scene, session);
    const found = await resultsOf(session);
    if (found === null) throw new Error('expected results');
    results = found;
    page = await (await reportOf(session)).text();
  });

  test('the numbers are those of the codings', () => {
    const [content] = results.contents;
    expect(content?.basis).toEqual({
      ...{ items: 20, comparedItems: 20, coders: 3, codings: 60, cannotCode: 1, noReasonFits: 0, reasons: 3 },
    });
    // Of 20 items 5 have one coder of three apart: a third of their pairs agrees.
    expect(content?.percentAgreement.value).toBeCloseTo((15 + 5 / 3) / 20, 12);
    expect(content?.confusedPairs[0]?.items).toHaveLength(4);
    expect(content?.coders.map(({ withPeers }) => withPeers.items)).toEqual([19, 20, 20]);
  });

  test('the page and the API say the same', () => {
    const numbers = numbersIn(page);
    for (const {
      alpha,
      percentAgreement,
      gwetAc,
      alphaByPath,
      levels,
      reasons,
      coders: rows,
    } of results.contents) {
      expect(numbers.get('krippendorff_alpha')).toBe(alpha.value);
      expect(numbers.get('percent_agreement')).toBe(percentAgreement.value);
      expect(numbers.get('gwet_ac')).toBe(gwetAc.value);
      expect(numbers.get('krippendorff_alpha_path')).toBe(alphaByPath.value);
      for (const { level, alpha: atLevel } of levels)
        expect(numbers.get(`krippendorff_alpha_level ${level}`)).toBe(atLevel.value);
      for (const { reason, agreement } of reasons) {
        const id = Buffer.from(reason.reason.id, 'base64url').toString().split(':')[1] ?? '';
        expect(numbers.get(`specific_agreement ${id}`)).toBe(agreement);
      }
      const shares = rows.map(({ withPeers }) => withPeers.value);
      expect(
        [...numbers].filter(([name]) => name.startsWith('with_peers')).map(([, value]) => value),
      ).toEqual(shares);
    }
  });

  test('the page needs nothing else, holds no text of a contact, and shows names as they are', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|(?:src|href)=/i);
    expect(page).not.toContain(excerpt);
    expect(page).toContain('Refunds &amp; &lt;b&gt;bills&lt;/b&gt;');
    expect(page.match(/<svg /g)?.length).toBe(4);
  });

  const testInBrowser = chromium === undefined ? test.skip : test;
  if (chromium === undefined) console.log('No Chromium on this machine: the report is not looked at.');
  testInBrowser('a browser shows it and prints it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'concordance-report-'));
    const file = join(folder, 'report.html');
    await writeFile(file, page);
    const { picture, paper } = await lookedAt(chromium ?? '', file);
    await rm(folder, { recursive: true });
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    // A blank page of this size is under 20 kB.
    expect(picture.length).toBeGreaterThan(60_000);
    expect(paper.subarray(0, 4).toString()).toBe('%PDF');
  });

  test('the command line writes it to a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'concordance-report-'));
    const output = join(folder, 'report.html');
    const launcher = join(__dirname, '..', '..', '..', 'src', 'cli', 'launch.cjs');
    const options = ['report', session.id, '--output', output, '--url', service.url];
    const environment = { ...process.env, CONCORDANCE_TOKEN: service.token('ANALYST') };
    const { stderr } = await promisify(execFile)(process.execPath, [launcher, ...options], {
      env: environment,
    });
    expect(stderr).toContain(`Wrote the report to ${output}.`);
    expect(numbersIn(await readFile(output, 'utf8'))).toEqual(numbersIn(page));
    const wrong = ['report', 'nothing', '--output', output, '--url', service.url];
    const refused = promisify(execFile)(process.execPath, [launcher, ...wrong], { env: environment });
    await expect(refused).rejects.toMatchObject({
      ...{ code: 1, stderr: 'expected the id of a session, but there is none for "nothing"\n' },
    });
    const { scenario } = governed;
    const suggestions = join(folder, 'suggestions.html');
    const asked = ['report', '--taxonomy', scenario.key, '--suggestions', '--output', suggestions];
    await promisify(execFile)(process.execPath, [launcher, ...asked, '--url', service.url], {
      env: environment,
    });
    expect(await readFile(suggestions, 'utf8')).toContain(`<h1>Suggestions for ${scenario.key}</h1>`);
    const both = ['report', session.id, '--audit', 'nothing', '--url', service.url];
    await expect(
      promisify(execFile)(process.execPath, [launcher, ...both], { env: environment }),
    ).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('expected one of a session') });
    await rm(folder, { recursive: true });
  });

  test('who may not see the session sees no report of it', async () => {
    expect((await reportOf({ ...session, id: 'nothing' })).status).toBe(404);
    expect((await reportOf(session, service.token('MACHINE'))).status).toBe(403);
    const elsewhere = await governedScene(service);
    const stranger = await memberOf(service, elsewhere.scenario.taxonomyId, ['ANALYST']);
    expect((await stranger.answer(resultsQuery, { id: session.id })).data).toEqual({ session: null });
    const { status } = await fetch(`${service.url}/v1/sessions/${session.id}/report`);
    expect(status).toBe(401);
  });

  test('twenty items take as many statements as two', async () => {
    const two = await opened(scene, {
      ...{ title: 'Two', coders: coders.map(({ id }) => id) },
      contacts: await addedContacts(governed.scenario, ['one', 'two']),
    });
    for (const { id } of await itemsOf(service, two))
      for (const coder of coders)
        await code(coder, id, { reason: coder === coders[2] ? governed.invoice : governed.refund });
    const small = await reveal(scene, two);
    const statements = async (ref: SessionRef) =>
      (await service.statementsDuring(() => resultsOf(ref))).length;
    expect(await statements(session)).toBe(await statements(small));
  });

  test('while the adjudicator is blind, nothing is told of single coders, since their counts would name them', async () => {
    const hidden = await opened(scene, {
      ...{ title: 'Blind', coders: coders.map(({ id }) => id), adjudicatorBlind: true },
      contacts: await addedContacts(governed.scenario, ['one', 'two']),
    });
    for (const { id } of await itemsOf(service, hidden))
      for (const coder of coders) await code(coder, id, { reason: governed.refund });
    const ref = await reveal(scene, hidden);
    expect((await resultsOf(ref))?.contents[0]).toMatchObject({ coders: [], percentAgreement: { value: 1 } });
    const shown = await (await reportOf(ref)).text();
    expect(shown).toContain('Coders are not told apart before the session is closed.');
    expect(shown).not.toContain('with_peers');
    const closed = await step(scene, ref, { name: 'closeSession' });
    expect((await resultsOf(closed))?.contents[0]?.coders).toHaveLength(3);
  });

  test('an adjudication is compared with, and its cause counted', async () => {
    const [item] = await itemsOf(service, session);
    const input = {
      item: item?.id ?? '',
      outcome: 'REASON',
      reason: governed.invoice,
      rationale: 'So.',
      cause: 'SLIP',
    };
    expect(await run(new GraphqlClient(service, 'ANALYST'), 'adjudicateItem', input)).toMatchObject({
      __typename: 'AdjudicateItemPayload',
    });
    expect(await resultsOf(session)).toMatchObject({
      contents: [
        {
          causes: [{ cause: 'SLIP', items: 1 }],
          coders: [
            { withAdjudicated: { value: 0, items: 1 } },
            { withAdjudicated: { value: 0, items: 1 } },
            { withAdjudicated: { value: 0, items: 1 } },
          ],
        },
      ],
    });
  });
});
