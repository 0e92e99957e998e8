import { performance } from 'node:perf_hooks';
import { GraphqlClient } from '../support/graphql';
import { generatedFile, widePolicy } from '../support/kills';
import { mutation, Scenario } from '../support/scenario';
import { startService, type TestService } from '../support/service';
import { startTestServer } from '../support/start-test-server';
import { createTemplate } from '../support/template-database';
import { announceTestServer, onConnection } from '../support/test-server';

/*
 * How long a taxonomy of 12,000 reasons takes on its way through the service, each step as a multiple of a bare SELECT of
 * the same rows in the same run. Milliseconds are printed for the curious; only the ratios travel between machines.
 */
const reasons = 12_000;
const repeats = 5;
const reassigned = 1_000;
/** Of the reasons in force, in the order of the tree. */
let codes: readonly string[] = [];

async function timed<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly ms: number; readonly value: Value }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < repeats; at += 1) times.push((await timed(work)).ms);
  return times.sort((one, other) => one - other)[Math.floor(repeats / 2)] ?? 0;
}

async function importFile(service: TestService, key: string, count = reasons): Promise<void> {
  const response = await fetch(`${service.url}/v1/taxonomies/${key}/imports?format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('STEWARD')}`, 'content-type': 'text/csv' },
    body: generatedFile(count),
  });
  if (response.status !== 201) throw new Error(`expected a draft, but got ${await response.text()}`);
}

async function publish(service: TestService, key: string): Promise<void> {
  const client = new GraphqlClient(service, 'STEWARD');
  const data = await client.ask<{ taxonomy: { drafts: { nodes: { id: string; head: number }[] } } }, object>(
    `query($key: String!) { taxonomy(key: $key) { drafts { nodes { id head } } } }`,
    { key },
  );
  const [draft] = data.taxonomy.drafts.nodes;
  await client.ask(`mutation($input: SubmitDraftInput!) { submitDraft(input: $input) { __typename } }`, {
    input: { draft: draft?.id, expectedHead: draft?.head },
  });
  const { publishVersion } = await client.ask<{ publishVersion: { __typename: string } }, object>(
    `mutation($input: PublishVersionInput!) { publishVersion(input: $input) { __typename ... on Problem { message } } }`,
    { input: { draft: draft?.id, because: 'a measurement' } },
  );
  if (publishVersion.__typename !== 'PublishVersionPayload') throw new Error(JSON.stringify(publishVersion));
}

/** Who answers for the first so many reasons, from a file, as one command. */
async function reassign(
  service: TestService,
  { key, department }: { key: string; department: string },
): Promise<void> {
  const lines = Array.from({ length: reassigned }, (_, at) => `${codes[at] ?? ''},${department},ACCOUNTABLE`);
  const response = await fetch(`${service.url}/v1/taxonomies/${key}/owners?because=a%20measurement`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${service.token('STEWARD')}`,
      'content-type': 'application/octet-stream',
    },
    body: `reason,department,role\n${lines.join('\n')}\n`,
  });
  if (!response.ok) throw new Error(`expected owners to be taken, but got ${await response.text()}`);
}

async function makeDepartments(service: TestService, taxonomy: string): Promise<void> {
  for (const code of ['ONE', 'TWO']) {
    const input = { taxonomy, code, name: [{ language: 'en', text: code }] };
    await mutation(service, 'ADMIN', { name: 'createDepartment', input, fields: 'department { code }' });
  }
}

const fewer = 1_500;

/** How the work on the way to a version grows with the list, as an exponent from a small one to the large one: 1 is linear. */
async function growth(
  service: TestService,
  large: { readonly imported: number; readonly published: number },
): Promise<string> {
  const imports: number[] = [];
  const publications: number[] = [];
  for (let at = 0; at < repeats; at += 1) {
    const { key } = await Scenario.create(service, { policy: widePolicy });
    imports.push((await timed(() => importFile(service, key, fewer))).ms);
    publications.push((await timed(() => publish(service, key))).ms);
  }
  const middle = (times: readonly number[]): number =>
    times.toSorted((one, other) => one - other)[Math.floor(repeats / 2)] ?? 0;
  const exponent = (of: number, small: number): string =>
    (Math.log(of / small) / Math.log(reasons / fewer)).toFixed(2);
  const [imported, published] = [middle(imports), middle(publications)];
  return `growth exponents from ${fewer} reasons: import ${exponent(large.imported, imported)}, submission and publication ${exponent(large.published, published)} (${imported.toFixed(0)} ms, ${published.toFixed(0)} ms)`;
}

const coverage = `query($key: String!) { currentTaxonomy(key: $key) { coverage { leaves owned unowned } } }`;

const wholeTree = `query($key: String!) {
  currentTaxonomy(key: $key) { reasons { reason { id } code label depth parent { code } } }
}`;

async function main(): Promise<void> {
  const started = await startTestServer(process.env);
  await createTemplate(started.server);
  announceTestServer(started.server);
  const service = await startService();
  try {
    await measure(service);
  } finally {
    await service.close();
    await started.stop();
  }
}

async function measure(service: TestService): Promise<void> {
  const { key, taxonomyId } = await Scenario.create(service, { policy: { ...widePolicy, maxFanOut: 1_000 } });
  const imported = await timed(() => importFile(service, key));
  const published = await timed(() => publish(service, key));
  const client = new GraphqlClient(service, 'MACHINE');
  const readWhole = await median(() => client.ask(wholeTree, { key }));
  const tree = await client.ask<{ currentTaxonomy: { reasons: { code: string }[] } }, object>(wholeTree, {
    key,
  });
  codes = tree.currentTaxonomy.reasons.map(({ code }) => code);
  await makeDepartments(service, taxonomyId);
  await reassign(service, { key, department: 'ONE' });
  const moved = await timed(() => reassign(service, { key, department: 'TWO' }));
  const covered = await median(() => client.ask(coverage, { key }));
  const coverageStatements = (await service.statementsDuring(() => client.ask(coverage, { key }))).filter(
    (statement) => /ownership|assignment/.test(statement),
  );
  const headers = { authorization: `Bearer ${service.token('MACHINE')}` };
  const sealed = `${service.url}/v1/taxonomies/${key}/current`;
  const readSealed = await median(async () => (await fetch(sealed, { headers })).arrayBuffer());
  const bare = await onConnection(service.database.runtime, (connection) =>
    median(() => connection.query(`SELECT body FROM draft_operation ORDER BY draft_id, head, ordinal`)),
  );
  report([
    { step: 'bare SELECT of the rows', ms: bare, ratio: 1 },
    { step: 'import of the file', ms: imported.ms, ratio: imported.ms / bare },
    { step: 'submission and publication', ms: published.ms, ratio: published.ms / bare },
    { step: 'whole tree by GraphQL', ms: readWhole, ratio: readWhole / bare },
    { step: 'sealed bytes by HTTP', ms: readSealed, ratio: readSealed / bare },
    { step: `${reassigned} reasons reassigned`, ms: moved.ms, ratio: moved.ms / bare },
    { step: 'coverage of all reasons', ms: covered, ratio: covered / bare },
  ]);
  process.stdout.write(`statements about owners for the coverage: ${coverageStatements.length}\n`);
  const large = { imported: imported.ms, published: published.ms };
  process.stdout.write(`${await growth(service, large)}\n`);
}

function report(
  rows: readonly { readonly step: string; readonly ms: number; readonly ratio: number }[],
): void {
  process.stdout.write(
    `A taxonomy of ${reasons} reasons; medians of ${repeats} where a step can be repeated\n`,
  );
  for (const { step, ms, ratio } of rows) {
    process.stdout.write(
      `${step.padEnd(30)} ${ms.toFixed(0).padStart(7)} ms ${ratio.toFixed(1).padStart(8)} x\n`,
    );
  }
}

void main();
