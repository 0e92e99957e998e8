import 'reflect-metadata';
import { performance } from 'node:perf_hooks';
import type { Client } from 'pg';
import { createDataSource } from '../../src/platform/database/data-source';
import {
  assignmentsOf,
  closed,
  codeAudited,
  codedContacts,
  drawn,
  registeredAgents,
} from '../support/audit-scene';
import { newCoder } from '../support/calibration-scene';
import type { Scenario } from '../support/scenario';
import { startService, type TestService } from '../support/service';
import { startTestServer } from '../support/start-test-server';
import { createTemplate } from '../support/template-database';
import { announceTestServer, onConnection } from '../support/test-server';
import { asOf, desk, fillContacts, fillEvidence, preparedDesk, tell } from './busy-desk';

/*
 * What scores and suggestions of 1,000 reasons and 500 coders take over 200,000 contacts that were coded twice, and what one
 * new coding takes, when there are more contacts: as a multiple of what they take at the first size. Scores are read from
 * what closed audits came to, suggestions from counts besides, and neither from any contact. CONSISTENCY_BENCH_CONTACTS names
 * other numbers of contacts, in order.
 */
const sizes = (process.env['CONSISTENCY_BENCH_CONTACTS'] ?? '1000000,10000000').split(',').map(Number);
const repeats = Number(process.env['CONSISTENCY_BENCH_REPEATS'] ?? 5);
const days = 'from: "2025-01-01", until: "2030-01-01"';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The fastest of several: whatever else the machine does makes single ones slower, and none faster. */
async function fastest(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < repeats; at += 1) times.push(await timed(work));
  return Math.min(...times);
}

const ask = (scenario: Scenario, query: string): Promise<unknown> =>
  scenario.as('ANALYST').ask<object, object>(query.replaceAll('$key', `"${scenario.key}"`));

/** What is asked for, each by one request. */
const questions = [
  ...['REASON', 'CODER', 'CHANNEL', 'VERSION'].map((of) => ({
    name: `scores of ${of}`,
    query: `{ consistencyScores(taxonomy: $key, of: ${of}, ${days}) { scores(first: 100) { nodes { value } } } }`,
  })),
  {
    name: 'scores of REASON month by month',
    query: `{ consistencyScores(taxonomy: $key, of: REASON, ${days}) { scores(first: 100) { nodes { value series { raw } } } } }`,
  },
  {
    name: 'drift of REASON between two quarters',
    query: `{ consistencyDrift(taxonomy: $key, of: REASON, before: { from: "2025-06-01", until: "2025-09-01" },
      after: { from: "2025-09-01", until: "2026-01-01" }) { drifts(first: 100) { nodes { difference } } } }`,
  },
  {
    name: 'suggestions',
    query: `{ suggestions(taxonomy: $key, asOf: "${asOf}", first: 100) { nodes { sentence confidence } } }`,
  },
] as const;

interface Coding {
  /** An agent's code of a new contact. */
  readonly contact: number;
  /** A second coder's code in an audit that is open. */
  readonly second: number;
  readonly closing: number;
}

/** An audit of twenty contacts, all coded again, up to its closing; answers how long each part took. */
async function codings(service: TestService, scenario: Scenario): Promise<Coding> {
  const agents = await registeredAgents(scenario, 2);
  const contact: number[] = [];
  for (let at = 0; at < 20; at += 1) {
    const coded = { reason: `r${at % 4}`, coder: agents[at % 2] ?? null };
    contact.push(await timed(() => codedContacts(scenario, [coded])));
  }
  const coder = await newCoder(service, scenario, { kind: 'AGENT' });
  const audit = await drawn(scenario, [coder], { design: { size: 20, seed: 7 } });
  const second: number[] = [];
  for (const { item } of await assignmentsOf(coder.client, scenario, audit.id))
    second.push(await timed(() => codeAudited(coder.client, item, { outcome: 'CANNOT_CODE' })));
  const closing = await timed(() => closed(scenario, audit));
  return { contact: Math.min(...contact), second: Math.min(...second), closing };
}

/** Milliseconds, and how many times what the same took at first. */
class Multiples {
  private readonly first = new Map<string, number>();

  print(name: string, ms: number): void {
    const first = this.first.get(name) ?? ms;
    this.first.set(name, first);
    const multiple = (ms / first).toFixed(2);
    process.stdout.write(`  ${name.padEnd(40)} ${ms.toFixed(1).padStart(9)} ms   x ${multiple}\n`);
  }
}

async function measure(service: TestService, owner: Client): Promise<void> {
  const multiples = new Multiples();
  const runtime = await createDataSource(service.database.runtime, { entities: [] }).initialize();
  const scenario = await preparedDesk(service);
  const print = (coding: Coding): void => {
    multiples.print('one new coding of a contact', coding.contact);
    multiples.print('one new coding in an audit', coding.second);
    multiples.print('closing an audit of 20 contacts', coding.closing);
  };
  // What is measured first pays for what is made ready once.
  await codings(service, scenario);
  process.stdout.write('nothing coded twice, no contacts:\n');
  print(await codings(service, scenario));
  await fillEvidence(owner, scenario);
  let filled = 0;
  for (const size of sizes) {
    await fillContacts({ owner, runtime }, scenario, [filled, size]);
    filled = size;
    process.stdout.write(`${desk.doubleCoded} contacts coded twice, of ${size}:\n`);
    for (const { name, query } of questions) {
      tell(name);
      multiples.print(`${name}, asked first`, await timed(() => ask(scenario, query)));
      multiples.print(name, await fastest(() => ask(scenario, query)));
    }
    print(await codings(service, scenario));
  }
  await runtime.destroy();
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
