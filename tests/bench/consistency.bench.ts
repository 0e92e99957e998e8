import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import type { Client } from 'pg';
import {
  assignmentsOf,
  closed,
  codeAudited,
  codedContacts,
  drawn,
  registeredAgents,
} from '../support/audit-scene';
import { newCoder } from '../support/calibration-scene';
import { Scenario } from '../support/scenario';
import { startService, type TestService } from '../support/service';
import { startTestServer } from '../support/start-test-server';
import { createTemplate } from '../support/template-database';
import { announceTestServer, onConnection } from '../support/test-server';
import { localIdOf } from '../support/twin-services';

/*
 * What scores of 1,000 reasons and 500 coders over 200,000 contacts that were coded twice take, and what closing an audit
 * takes, when there are more contacts: as a multiple of what they take at the first size. Scores are read from what closed
 * audits left and from no contact. CONSISTENCY_BENCH_CONTACTS names other numbers of contacts.
 */
const sizes = (process.env['CONSISTENCY_BENCH_CONTACTS'] ?? '100000,1000000').split(',').map(Number);
const [doubleCoded, reasons, coders, repeats] = [200_000, 1_000, 500, 3];
const days = 'from: "2025-01-01", until: "2030-01-01"';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < repeats; at += 1) times.push(await timed(work));
  return times.sort((one, other) => one - other)[Math.floor(repeats / 2)] ?? 0;
}

/** A list of fifty groups of twenty reasons. */
async function prepared(service: TestService): Promise<Scenario> {
  const policy = {
    maxFanOut: 1_000,
    approvals: 0,
    severities: [{ rule: 'NEAR_DUPLICATE', severity: 'OFF' }],
  };
  const scenario = await Scenario.create(service, { languages: ['en'], policy: policy as object });
  const groups = Array.from({ length: reasons / 20 }, (_, at) => `g${at},,Group ${at}`);
  const leaves = Array.from({ length: reasons }, (_, at) => `r${at},g${at % groups.length},Reason ${at}`);
  const response = await fetch(`${service.url}/v1/taxonomies/${scenario.key}/imports?format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('STEWARD')}`, 'content-type': 'text/csv' },
    body: ['code,parent,label.en', ...groups, ...leaves].join('\n'),
  });
  const { draft } = (await response.json()) as {
    readonly draft: { readonly id: string; readonly head: number };
  };
  await scenario.publish(draft);
  return scenario;
}

/** What two hundred closed audits of a thousand contacts each would have left: four of five contacts are agreed on. */
async function fillEvidence(owner: Client, taxonomyId: string): Promise<void> {
  await owner.query(`
    INSERT INTO coder (id, taxonomy_id, kind, external_id, revision, registered_at)
      SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '${taxonomyId}', 'AGENT', 'bench-' || n, 1, now()
      FROM generate_series(1, ${coders}) AS n`);
  await owner.query(`
    WITH leaf AS (
      SELECT array_agg(reason_id ORDER BY code) AS ids FROM code_reservation
      WHERE taxonomy_id = '${taxonomyId}' AND code LIKE 'r%'
    ), drawn AS (
      SELECT n, floor(${reasons} * random() ^ 2)::integer AS reason, random() AS agreed,
        1 + n % ${coders} AS one, 1 + (n * 7 + n / ${coders} + 3) % ${coders} AS two
      FROM generate_series(1, ${doubleCoded}) AS n
    )
    INSERT INTO double_coding (taxonomy_id, item_id, content, exercise_id, purpose, closed_on, version, contact_id, stratum,
      weight, parts, coder_ids, outcomes, reason_ids, month, channel, department_id)
    SELECT '${taxonomyId}', gen_random_uuid(), 0, ('00000000-0000-4000-9000-' || lpad((n / 1000)::text, 12, '0'))::uuid, 'AUDIT',
      date '2025-06-01' + n / 1000, 1, gen_random_uuid(), 0, 1, ARRAY['PRODUCTION', 'PERSON'],
      ARRAY[('00000000-0000-4000-8000-' || lpad(one::text, 12, '0'))::uuid,
        ('00000000-0000-4000-8000-' || lpad(two::text, 12, '0'))::uuid],
      ARRAY['REASON', 'REASON'], ARRAY[ids[1 + reason], ids[1 + CASE WHEN agreed < 0.8 THEN reason ELSE (reason + 20) % ${reasons} END]], date '2025-06-01', 'PHONE', NULL
    FROM drawn, leaf
    WHERE one <> two`);
  await owner.query('ANALYZE double_coding');
}

async function fillContacts(
  owner: Client,
  taxonomyId: string,
  range: readonly [number, number],
): Promise<void> {
  await owner.query(`SELECT open_contact_month('2025-03-01')`);
  await owner.query(`
    INSERT INTO contact (taxonomy_id, id, occurred_at, recorded_at, day, source, external_id, channel)
      SELECT '${taxonomyId}', gen_random_uuid(), timestamptz '2025-03-02T00:00:00Z' + n * interval '200 milliseconds',
        now(), date '2025-03-02', 'bench', n::text, 'PHONE'
      FROM generate_series(${range[0] + 1}, ${range[1]}) AS n`);
  await owner.query('ANALYZE contact');
}

const scores = (scenario: Scenario, of: string): Promise<unknown> =>
  scenario
    .as('ANALYST')
    .ask<object, object>(
      `{ consistencyScores(taxonomy: "${scenario.key}", of: ${of}, ${days}) { scores(first: 100) { nodes { value } } } }`,
    );

/** An audit of twenty contacts, all coded again, up to its closing; answers how long that took. */
async function closing(service: TestService, scenario: Scenario): Promise<number> {
  const agents = await registeredAgents(scenario, 2);
  const contacts = Array.from({ length: 20 }, (_, at) => ({
    reason: `r${at % 4}`,
    coder: agents[at % 2] ?? null,
  }));
  await codedContacts(scenario, contacts);
  const coder = await newCoder(service, scenario, { kind: 'AGENT' });
  const audit = await drawn(scenario, [coder], { design: { size: 20, seed: 7 } });
  for (const { item } of await assignmentsOf(coder.client, scenario, audit.id))
    await codeAudited(coder.client, item, { outcome: 'CANNOT_CODE' });
  return timed(() => closed(scenario, audit));
}

const line = (name: string, ms: number, first: number): boolean =>
  process.stdout.write(
    `  ${name.padEnd(34)} ${ms.toFixed(0).padStart(6)} ms   x ${(ms / first).toFixed(2)}\n`,
  );

async function measure(service: TestService, owner: Client): Promise<void> {
  const scenario = await prepared(service);
  const taxonomyId = localIdOf(scenario.taxonomyId);
  const before = await closing(service, scenario);
  await owner.query(`ALTER TABLE coder DISABLE TRIGGER coder_image`);
  await fillEvidence(owner, taxonomyId);
  const first = new Map<string, number>();
  let filled = 0;
  for (const size of sizes) {
    await fillContacts(owner, taxonomyId, [filled, size]);
    filled = size;
    process.stdout.write(`${doubleCoded} contacts coded twice, of ${size}:\n`);
    const print = (name: string, ms: number): void => {
      if (!first.has(name)) first.set(name, ms);
      line(name, ms, first.get(name) ?? ms);
    };
    for (const subject of ['REASON', 'CODER', 'VERSION'])
      print(`scores of ${subject}`, await median(() => scores(scenario, subject)));
    print('closing an audit of 20 contacts', await closing(service, scenario));
  }
  process.stdout.write(`closing the same audit before there was any evidence took ${before.toFixed(0)} ms\n`);
}

async function main(): Promise<void> {
  const server = await startTestServer(process.env);
  try {
    await createTemplate(server.server);
    announceTestServer(server.server);
    const service = await startService();
    await onConnection(service.database.owner, (owner) => measure(service, owner));
    await service.close();
  } finally {
    await server.stop();
  }
}

void main();
