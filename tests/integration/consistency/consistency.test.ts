import type { DataSource } from 'typeorm';
import { DoubleCodings1765200000001 } from '../../../migrations/1765200000001-double-codings';
import { differingEvidence, doubleCodings } from '../../../src/consistency';
import type { CodedAlike, EvidencePurpose } from '../../../src/consistency/domain';
import { createDataSource } from '../../../src/platform/database/data-source';
import { rowsOf } from '../../../src/platform/database/sql';
import type { TaxonomyId } from '../../../src/platform/ids';
import {
  assignmentsOf,
  closed,
  codeAudited,
  codedContacts,
  drawn,
  registeredAgents,
  type AuditRef,
} from '../../support/audit-scene';
import {
  addedContacts,
  code,
  itemsOf,
  newCoder,
  step,
  type TestCoder,
} from '../../support/calibration-scene';
import { governedScene, type GovernedScene } from '../../support/governed-scene';
import { newDepartment } from '../../support/ownership-cases';
import { startService, type TestService } from '../../support/service';
import { localIdOf } from '../../support/twin-services';

// Two cores may be shared with much else.
jest.setTimeout(300_000);

let service: TestService;
let governed: GovernedScene;
let coders: readonly TestCoder[];
let owner: DataSource;

/** Forty-eight contacts, of refund and invoice in turn, coded at work by two agents in one department. */
beforeAll(async () => {
  service = await startService();
  owner = await createDataSource(service.database.owner, { entities: [] }).initialize();
  governed = await governedScene(service);
  const { scenario } = governed;
  coders = await Promise.all([1, 2].map(() => newCoder(service, scenario, { kind: 'AGENT' })));
  await newDepartment(scenario, { code: 'FIN' });
  const agents = await registeredAgents(scenario, 2);
  await codedContacts(
    scenario,
    Array.from({ length: 48 }, (_, at) => ({
      ...{ reason: at % 2 === 0 ? 'refund' : 'invoice', coder: agents[at % 4 < 2 ? 0 : 1] ?? null },
      ...{ department: 'FIN', externalId: `c-${at}` },
    })),
  );
});
afterAll(async () => {
  await owner.destroy();
  await service.close();
});

/** All 48 coded again: the first coder says refund throughout, and the second cannot code the first of theirs. */
async function audited(): Promise<AuditRef> {
  const { scenario, refund } = governed;
  const audit = await drawn(scenario, coders, { design: { size: 48, seed: 7 } });
  for (const [place, { client }] of coders.entries())
    for (const [at, { item }] of (await assignmentsOf(client, scenario, audit.id)).entries())
      await codeAudited(
        client,
        item,
        place === 1 && at === 0 ? { outcome: 'CANNOT_CODE' } : { reason: refund },
      );
  return audit;
}

/** What the service may not do, nor anybody without taking the guard off. */
async function changeKept(change: string): Promise<void> {
  await owner.query(`ALTER TABLE double_coding DISABLE TRIGGER double_coding_kept; UPDATE double_coding SET ${change};
    ALTER TABLE double_coding ENABLE ALWAYS TRIGGER double_coding_kept`);
}

const everyDay = { from: '2000-01-01', until: '2100-01-01' };

const evidenceOf = (purpose: EvidencePurpose): Promise<readonly CodedAlike[]> =>
  doubleCodings(owner.manager, { taxonomyId: taxonomyId(), window: everyDay, purpose });

const taxonomyId = (): TaxonomyId => localIdOf(governed.scenario.taxonomyId) as TaxonomyId;

const contactsOf = (found: readonly CodedAlike[]): number =>
  found.reduce((sum, { contacts }) => sum + contacts, 0);

describe('what several coders said of a contact', () => {
  test('is kept when the audit is closed and never before', async () => {
    const audit = await audited();
    expect(await evidenceOf('AUDIT')).toEqual([]);

    await closed(governed.scenario, audit);
    const found = await evidenceOf('AUDIT');
    expect(contactsOf(found)).toBe(48);
    const [cannotCode, ...others] = found.toSorted((one) =>
      one.codes[1]?.outcome === 'CANNOT_CODE' ? -1 : 1,
    );
    expect(cannotCode?.contacts).toBe(1);
    expect(cannotCode?.codes[1]?.reasonId).toBeNull();
    for (const { codes, weight, channel, adjudicated } of others) {
      expect(codes.map(({ part }) => part)).toEqual(['PRODUCTION', 'PERSON']);
      expect(codes[1]?.reasonId).toBe(localIdOf(governed.refund));
      // One of 48 was not coded again: the other 47 stand for it.
      expect(weight).toBeCloseTo(48 / 47, 12);
      expect({ channel, adjudicated }).toEqual({ channel: 'PHONE', adjudicated: null });
    }
    // Of two agents and two coders, on two reasons: at most eight ways to be coded alike.
    expect(others.length).toBeLessThanOrEqual(8);
  });

  test('is kept of a session when it is closed, with what was settled on', async () => {
    const { scenario, refund, invoice } = governed;
    const { taxonomy } = await scenario
      .as('EDITOR')
      .ask<{ taxonomy: { current: { id: string } } }, object>(
        'query($key: String!) { taxonomy(key: $key) { current { id } } }',
        { key: scenario.key },
      );
    const scene = {
      ...{ service, scenario, version: taxonomy.current.id },
      contacts: await addedContacts(scenario, ['One', 'Another']),
      coders: [coders[0], coders[1]] as [TestCoder, TestCoder],
    };
    const plan = {
      ...{ taxonomy: scenario.taxonomyId, title: 'Calibration', contents: [{ version: scene.version }] },
      ...{ coders: coders.map(({ id }) => id), contacts: scene.contacts, seed: 7 },
    };
    const fields = 'session { id revision state }';
    const { session } = await scenario.mutate<{
      session: { id: string; revision: number; state: string };
    }>('ANALYST', { name: 'planSession', input: plan, fields });
    const open = await step(scene, session, { name: 'openSession' });
    const [first, second] = (await itemsOf(service, open)).map(({ id }) => id);
    for (const [at, coder] of scene.coders.entries()) {
      await code(coder, first ?? '', { reason: at === 0 ? refund : invoice });
      await code(coder, second ?? '', { reason: refund });
    }
    const revealed = await step(scene, open, { name: 'revealSession' });
    expect(await evidenceOf('CALIBRATION')).toEqual([]);
    const verdict = { item: first, outcome: 'REASON', reason: invoice, rationale: 'It is.', cause: 'SLIP' };
    await scenario.mutate('ANALYST', { name: 'adjudicateItem', input: verdict, fields: 'item { id }' });
    const { revision } = (
      await scenario
        .as('ANALYST')
        .ask<{ session: { revision: number } }, object>(`{ session(id: "${revealed.id}") { revision } }`)
    ).session;
    await step(scene, { ...revealed, revision }, { name: 'closeSession' });

    const found = await evidenceOf('CALIBRATION');
    expect(contactsOf(found)).toBe(2);
    const disputed = found.find(({ adjudicated }) => adjudicated !== null);
    expect(disputed?.adjudicated).toEqual({ outcome: 'REASON', reasonId: localIdOf(invoice) });
    expect(new Set(disputed?.codes.map(({ reasonId }) => reasonId))).toEqual(
      new Set([localIdOf(refund), localIdOf(invoice)]),
    );
  });

  test('is the same when it is counted anew, and a difference is found', async () => {
    const differing = (): Promise<number> => differingEvidence(owner.manager, taxonomyId());
    expect(await differing()).toBe(0);
    const change = (to: number): Promise<void> =>
      changeKept(`stratum = ${to} WHERE item_id IN
      (SELECT item_id FROM double_coding ORDER BY item_id LIMIT 1)`);
    await expect(owner.query('UPDATE double_coding SET stratum = 9')).rejects.toThrow('double_coding');
    await change(9);
    expect(await differing()).toBe(1);
    await change(0);
    expect(await differing()).toBe(0);
  });

  test('is brought over where it was closed before anybody kept it', async () => {
    const all = 'SELECT * FROM double_coding ORDER BY item_id, content';
    const before = await rowsOf(owner.manager, all);
    expect(before).toHaveLength(50);
    const migration = new DoubleCodings1765200000001();
    const runner = owner.createQueryRunner();
    await runner.startTransaction();
    await migration.down(runner);
    await migration.up(runner);
    const after = await rowsOf(runner.manager, all);
    await runner.rollbackTransaction();
    await runner.release();
    expect(after).toEqual(before);
  });
});
