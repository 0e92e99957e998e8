import { stringify } from 'csv-stringify/sync';
import {
  assignmentsOf,
  auditStep,
  codeAudited,
  drawn,
  registeredAgents,
  type AuditRef,
} from '../../support/audit-scene';
import { bostonIsHere, bostonScenario, bostonTable, sendBoston } from '../../support/boston';
import { newCoder, type TestCoder } from '../../support/calibration-scene';
import { historyFaults } from '../../support/history-faults';
import type { DraftRef, Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { suggestionsOf } from '../../support/suggestion-cases';
import { onConnection } from '../../support/test-server';

// Sixty thousand contacts on two cores that may be shared with much else.
jest.setTimeout(600_000);

if (!bostonIsHere) console.log('skipped: the service requests of Boston, which are not beside this project');
const describeWithBoston = bostonIsHere ? describe : describe.skip;

/** Leaves by their names: it is planted that all coders mix up the first two and the last two, and one the two between. */
const signal = 'Traffic Signal Repair';
const sign = 'Sign Repair';
const graffiti = 'Graffiti Removal';
const tree = 'Tree Emergencies';
const pickup = 'Schedule a Bulk Item Pickup';
const missed = 'Missed Trash/Recycling/Yard Waste/Bulk Item';
const audited = [signal, sign, graffiti, tree, pickup, missed];
const mixedUp = new Map([
  [signal, sign],
  [sign, signal],
  [pickup, missed],
  [missed, pickup],
]);
const mixedUpByOne = new Map([
  [graffiti, tree],
  [tree, graffiti],
]);

/** The months are moved so that the last of them has just ended: suggestions look at the last months. */
const firstOfMonth = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 1));
const moved = (moment: string): string =>
  new Date(Date.parse(`${moment}Z`) + firstOfMonth.getTime() - Date.parse('2012-01-01T00:00:00Z'))
    .toISOString()
    .slice(0, 19);

/** The city's contacts with who coded them, and for those that are audited what was said: its place and its way in. */
function fileWith(agents: readonly string[]): Uint8Array<ArrayBuffer> {
  const rows = bostonTable('boston311/contacts.csv').map((row, at) => ({
    ...row,
    opened_at: moved(row['opened_at'] ?? ''),
    agent: agents[at % agents.length] ?? '',
    said: audited.includes(row['l3'] ?? '') ? `${row['channel']}: ${row['queue']}, ${row['segment']}` : '',
  }));
  return new Uint8Array(Buffer.from(stringify(rows, { header: true })));
}

interface Item {
  readonly id: string;
  readonly productionReason: { readonly reason: { readonly id: string } };
}

describeWithBoston('an audit of a city’s service requests by the API alone', () => {
  let service: TestService;
  let scenario: Scenario;
  let coders: readonly TestCoder[];
  let model: TestCoder;
  let reasons: ReadonlyMap<string, { readonly id: string; readonly code: string }>;
  let audit: AuditRef;
  let draft: DraftRef;

  beforeAll(async () => {
    service = await startService();
    scenario = await bostonScenario(service);
    const file = fileWith(await registeredAgents(scenario, 12));
    const columns = { coder: 'agent', excerpt: 'said' };
    const { body } = await sendBoston(service, scenario, { file, columns });
    expect(body.job).toMatchObject({ state: 'FINISHED', rows: 58_251, added: 58_251, rejected: 0 });
    coders = await Promise.all([1, 2, 3, 4].map(() => newCoder(service, scenario, { kind: 'AGENT' })));
    model = await newCoder(service, scenario, { kind: 'MODEL' });
    const { currentTaxonomy } = await ask<{
      currentTaxonomy: { reasons: { reason: { id: string }; code: string; path: string[] }[] };
    }>(`{ currentTaxonomy(key: "${scenario.key}") { reasons { reason { id } code path } } }`);
    reasons = new Map(
      currentTaxonomy.reasons.map(({ reason: { id }, code, path }) => [path.at(-1) ?? '', { id, code }]),
    );
  });
  afterAll(async () => {
    expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
    await service.close();
  });

  const ask = <Data>(document: string, as: 'ANALYST' | 'AUDITOR' = 'ANALYST'): Promise<Data> =>
    scenario.as(as).ask<Data, object>(document);
  const idOf = (name: string): string => reasons.get(name)?.id ?? '';
  const population = {
    from: new Date(firstOfMonth.getTime() - 190 * 86_400_000).toISOString(),
    until: firstOfMonth.toISOString(),
  };

  test('its plan says how many contacts it takes, and as many are drawn, with a floor for each reason', async () => {
    const { planAudit } = await ask<{ planAudit: { contacts: number; assumptions: string[] } }>(
      '{ planAudit(input: { halfWidth: 0.06, expected: { percentAgreement: 0.75, alpha: 0.7 } }) { contacts assumptions } }',
    );
    const size = Math.max(planAudit.contacts, 720);
    audit = await drawn(scenario, coders, {
      title: 'Second half of the year',
      population: { ...population, reasons: audited.map(idOf) },
      design: { size, seed: 20_111_231, by: ['REASON'], floorPerReason: 100, acrossDepartments: 0 },
      models: [model.id],
      threshold: 0.8,
    });
    const found = await ask<{ audit: { frameSize: number; strata: { sample: number }[] } }>(
      `{ audit(id: "${audit.id}") { frameSize strata { sample } } }`,
    );
    // What the independent program counts of the six.
    const counts = bostonTable('expected/boston_reason_counts.csv');
    const frame = counts
      .filter(({ path = '' }) => audited.includes(path.split(' > ').at(-1) ?? ''))
      .reduce((sum, { n }) => sum + Number(n), 0);
    expect(found.audit.frameSize).toBe(frame);
    expect(found.audit.strata.every(({ sample }) => sample >= 100)).toBe(true);
  });

  test('four people and a model code it: two pairs of reasons are mixed up by all four, one by one, and it fails', async () => {
    const production = new Map(
      (await items()).map(({ id, productionReason }) => [id, productionReason.reason.id]),
    );
    const names = new Map(Array.from(reasons, ([name, { id }]) => [id, name]));
    for (const coder of [...coders, model])
      for (const [at, { item }] of (await assignmentsOf(coder.client, scenario, audit.id)).entries()) {
        const first = production.get(item);
        const name = names.get(first ?? '') ?? '';
        const other = mixedUp.get(name) ?? (coder === coders[0] ? mixedUpByOne.get(name) : undefined);
        const isMixedUp = coder !== model && other !== undefined && at % 2 === 0;
        await codeAudited(coder.client, item, { reason: isMixedUp ? idOf(other) : first });
      }
    audit = await auditStep(scenario, audit, {
      name: 'closeAudit',
      input: { because: 'All is coded.' },
    });
    const { audit: closed } = await ask<{ audit: { results: object } }>(
      `{ audit(id: "${audit.id}") { results { verdict { outcome } basis { notCoded tooFew }
        models { coder { id } withProduction { value } } } } }`,
    );
    expect(closed.results).toMatchObject({
      verdict: { outcome: 'FAIL' },
      basis: { notCoded: 0, tooFew: false },
      models: [{ coder: { id: model.id }, withProduction: { value: 1 } }],
    });
  });

  test('the finding has an owner, and the suggestions say what to do about it', async () => {
    const { taxonomy } = await ask<{ taxonomy: { departments: { nodes: { id: string }[] } } }>(
      `{ taxonomy(key: "${scenario.key}") { departments(first: 1) { nodes { id } } } }`,
    );
    const input = {
      ...{
        audit: audit.id,
        text: 'Signs and signals are mixed up.',
        owner: taxonomy.departments.nodes[0]?.id,
      },
      ...{ reason: idOf(signal), dueOn: '2999-01-31' },
    };
    await scenario.mutate('ANALYST', { name: 'recordAuditFinding', input, fields: 'finding { id }' });
    const found = await suggestionsOf<{ kind: string; reasons: { id: string }[] }>(
      scenario,
      'kinds: [MERGE, CLARIFY, COACH]',
      { fields: 'kind reasons { id }' },
    );
    const pairs = found.map(({ kind, reasons: of }) => [kind, ...of.map(({ id }) => id).sort()]);
    // What the city did about signs and signals is alike; a pickup is scheduled, and what was missed is resolved.
    expect(pairs.sort()).toEqual(
      [
        ['CLARIFY', ...[idOf(pickup), idOf(missed)].sort()],
        ['COACH', ...[idOf(graffiti), idOf(tree)].sort()],
        ['MERGE', ...[idOf(signal), idOf(sign)].sort()],
      ].sort(),
    );
  });

  test('whoever is to be coached is named, and that it was accepted changes no list', async () => {
    const [coach] = await suggestionsOf<{ key: string; coders: { id: string }[] }>(
      scenario,
      'kinds: [COACH]',
      { fields: 'key coders { id }' },
    );
    expect(coach?.coders).toEqual([{ id: coders[0]?.id }]);
    const input = { taxonomy: scenario.taxonomyId, suggestion: coach?.key, because: 'They were shown.' };
    const call = { name: 'acceptSuggestion', input, fields: 'draft { id } decision { verdict }' };
    expect(await scenario.mutate('STEWARD', call)).toMatchObject({
      draft: null,
      decision: { verdict: 'ACCEPTED' },
    });
    expect(await suggestionsOf(scenario, 'kinds: [COACH]')).toEqual([]);
  });

  test('what is accepted goes into one draft, and from there into a version', async () => {
    const keys = await suggestionsOf<{ kind: string; key: string }>(scenario, 'kinds: [MERGE, CLARIFY]', {
      fields: 'kind key',
    });
    const keyOf = (kind: string): string => keys.find((one) => one.kind === kind)?.key ?? '';
    const accept = async (kind: string, more: object): Promise<DraftRef> => {
      const input = {
        taxonomy: scenario.taxonomyId,
        suggestion: keyOf(kind),
        because: 'The audit.',
        ...more,
      };
      const call = { name: 'acceptSuggestion', input, fields: 'draft { id head }' };
      return (await scenario.mutate<{ draft: DraftRef }>('STEWARD', call)).draft;
    };
    const merged = await accept('MERGE', {});
    const text = 'What was to be fetched and was not; a new one is to be scheduled.';
    draft = await accept('CLARIFY', {
      ...{ draft: merged.id, expectedHead: merged.head },
      notes: [{ reason: idOf(missed), note: 'DEFINITION', language: 'en', text, scope: 'EDITORIAL' }],
    });
    const submit = { draft: draft.id, expectedHead: draft.head };
    await scenario.mutate('STEWARD', { name: 'submitDraft', input: submit, fields: '__typename' });
    const publish = { draft: draft.id, because: 'What the audit showed.' };
    await scenario.mutate('STEWARD', { name: 'publishVersion', input: publish, fields: '__typename' });
    const { translateCodes } = await ask<{ translateCodes: { codes: object[] } }>(
      `{ translateCodes(taxonomy: "${scenario.key}", codes: ["${reasons.get(sign)?.code}"], from: 1, to: 2) {
        codes { targets { reason { reason { id } } } } } }`,
    );
    expect(translateCodes.codes).toMatchObject([{ targets: [{ reason: { reason: { id: idOf(signal) } } }] }]);
  });

  test('an auditor comes from what was published back to its evidence, down to the audit and its numbers', async () => {
    const state = `retirement { reason suggestions { verdict suggestion { kind
      evidence { measure value lower upper n } } } }`;
    const { taxonomy } = await ask<{
      taxonomy: { current: { number: number; reason: { retirement: { suggestions: Accepted[] } } } };
    }>(
      `{ taxonomy(key: "${scenario.key}") { current { number reason(id: "${idOf(sign)}") { ${state} } } } }`,
      'AUDITOR',
    );
    expect(taxonomy.current).toMatchObject({ number: 2, reason: { retirement: { reason: 'MERGED' } } });
    const [accepted] = taxonomy.current.reason.retirement.suggestions;
    expect(accepted).toMatchObject({ verdict: 'ACCEPTED', suggestion: { kind: 'MERGE' } });
    const measures = accepted?.suggestion.evidence.map(({ measure }) => measure);
    expect(measures).toEqual(
      expect.arrayContaining(['CONFUSION', 'GAIN_OF_MERGING', 'RESOLUTION_DIVERGENCE']),
    );
    const { changes } = await ask<{ changes: { nodes: object[] } }>(
      `{ changes(first: 5, filter: { subject: "${idOf(missed)}", kinds: [SET_NOTE] }) { nodes {
        changeSet { suggestions { suggestion { kind } } } } } }`,
      'AUDITOR',
    );
    expect(changes.nodes).toMatchObject([
      { changeSet: { suggestions: [{ suggestion: { kind: 'CLARIFY' } }] } },
    ]);
    const { recomputeAudit } = await ask<{ recomputeAudit: object }>(
      `{ recomputeAudit(audit: "${audit.id}") { sound } }`,
      'AUDITOR',
    );
    expect(recomputeAudit).toEqual({ sound: true });
    for (const path of [`audits/${audit.id}/report`, `taxonomies/${scenario.key}/suggestions/report`]) {
      const headers = { authorization: `Bearer ${service.token('AUDITOR')}` };
      const page = await (await fetch(`${service.url}/v1/${path}`, { headers })).text();
      expect(page).toContain('<svg ');
    }
  });

  interface Accepted {
    readonly verdict: string;
    readonly suggestion: {
      readonly kind: string;
      readonly evidence: readonly { readonly measure: string }[];
    };
  }

  async function items(): Promise<readonly Item[]> {
    const found: Item[] = [];
    for (let after = ''; ;) {
      const page: ItemPage = await ask(
        `{ audit(id: "${audit.id}") { items(first: 100${after}) { nodes { id productionReason { reason { id } } }
          pageInfo { hasNextPage endCursor } } } }`,
      );
      found.push(...page.audit.items.nodes);
      if (!page.audit.items.pageInfo.hasNextPage) return found;
      after = `, after: "${page.audit.items.pageInfo.endCursor}"`;
    }
  }

  interface ItemPage {
    readonly audit: {
      readonly items: {
        readonly nodes: readonly Item[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
    };
  }
});
