import { amsterdamIsHere, amsterdamSteps, type AmsterdamStep } from '../../support/amsterdam';
import { AmsterdamReplay } from '../../support/amsterdam-replay';
import { bostonIsHere, bostonScenario, bostonTable, sendBoston } from '../../support/boston';
import { GraphqlClient } from '../../support/graphql';
import type { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';

// Two replays on two cores that may be shared with much else.
jest.setTimeout(600_000);

/*
 * What would have been suggested of two real lists at a time, against what became of them afterwards. The figures are told as
 * they come out: what is asserted is that they rest on something, not that they are good.
 */

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function everySuggestion<Node>(
  scenario: Scenario,
  given: string,
  fields: string,
): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null, more = true; more;) {
    const from: string = after === null ? '' : `, after: "${after}"`;
    const query = `{ suggestions(taxonomy: "${scenario.key}", ${given}, first: 100${from}) { nodes { ${fields} }
      pageInfo { hasNextPage endCursor } } }`;
    const { suggestions } = await new GraphqlClient(scenario.service, 'ANALYST').ask<
      { suggestions: Page<Node> },
      object
    >(query);
    nodes.push(...suggestions.nodes);
    ({ endCursor: after, hasNextPage: more } = suggestions.pageInfo);
  }
  return nodes;
}

(bostonIsHere ? describe : describe.skip)('Boston, as of 30 September 2011', () => {
  let service: TestService;
  let scenario: Scenario;
  beforeAll(async () => {
    service = await startService();
    scenario = await bostonScenario(service);
    await sendBoston(service, scenario);
  });
  afterAll(() => service.close());

  const asOf = 'asOf: "2011-10-01T04:00:00Z"';

  test('three months are no business cycle: by default nothing is to be retired', async () => {
    expect(await everySuggestion(scenario, `kinds: [RETIRE], ${asOf}`, 'key')).toEqual([]);
  });

  test('where three months are taken for one, what was to be retired is held against October to December', async () => {
    const input = {
      ...{ taxonomy: scenario.taxonomyId, expectedRevision: 1, because: 'To look back.' },
      policy: { suggestions: [{ threshold: 'CYCLE_MONTHS', value: 3 }] },
    };
    await scenario.mutate('ADMIN', { name: 'setPolicy', input, fields: 'taxonomy { revision }' });
    const made = await everySuggestion<{
      reasons: { id: string }[];
      evidence: { value: number; n: number }[];
    }>(scenario, `kinds: [RETIRE], ${asOf}`, 'reasons { id } evidence { value n }');
    const { current } = await new GraphqlClient(service, 'ANALYST').ask<
      { current: { reasons: { path: string[]; reason: { id: string } }[] } },
      object
    >(`{ current: currentTaxonomy(key: "${scenario.key}") { reasons { path reason { id } } } }`);
    const rows = bostonTable('boston311/contacts.csv').filter(
      ({ opened_at: openedAt = '' }) => openedAt >= '2011-10-01',
    );
    const later = new Map<string, number>();
    for (const { l1, l2, l3 } of rows) {
      const path = [l1, l2, l3].join(' > ');
      later.set(path, (later.get(path) ?? 0) + 1);
    }
    const shares = new Map(
      current.reasons.map(({ reason, path }) => [
        reason.id,
        (later.get(path.join(' > ')) ?? 0) / rows.length,
      ]),
    );
    const told = made.map(({ reasons }) => shares.get(reasons[0]?.id ?? '') ?? 0);
    const above = told.filter((share) => share >= 0.001);
    const used = told.filter((share) => share > 0);
    console.log(
      [
        `Boston: RETIRE as of 30 September of ${made.length} leaves, on ${made[0]?.evidence[0]?.n ?? 0} contacts`,
        `in October to December ${made.length - above.length} of them stayed below 1 in 1,000, ${used.length - above.length} of these with some contacts`,
        `${above.length} rose above it, the highest to ${(Math.max(0, ...above) * 1000).toFixed(2)} in 1,000`,
      ].join('\n'),
    );
    expect(made.length).toBeGreaterThan(0);
    expect(rows.length).toBeGreaterThan(10_000);
  });
});

interface Owned {
  readonly reasons: readonly {
    readonly reason: { readonly id: string };
    readonly owners: readonly { readonly department: { readonly code: string } }[];
  }[];
}

(amsterdamIsHere ? describe : describe.skip)('Amsterdam, whose city answered later', () => {
  let service: TestService;
  let replay: AmsterdamReplay;
  const steps = amsterdamIsHere ? amsterdamSteps() : [];
  beforeAll(async () => {
    service = await startService();
    replay = await AmsterdamReplay.start(service);
    let before: AmsterdamStep['categories'] = new Map();
    for (const step of steps) {
      const draft = await replay.draftOf(step);
      const added = [...step.categories.values()].filter(({ code }) => !before.has(code));
      if (draft !== null) await replay.scenario.publish(draft, step.at);
      await replay.owners(step, added);
      before = step.categories;
    }
  });
  afterAll(() => service.close());

  const momentOf = (number: number): string =>
    new Date(
      new Date(steps.find((step) => step.number === number)?.at ?? 0).getTime() + 3_600_000,
    ).toISOString();

  async function ownersAt(number: number): Promise<ReadonlyMap<string, readonly string[]>> {
    const at = `"${momentOf(number)}"`;
    const query = `{ taxonomy(key: "${replay.scenario.key}") { versionAt(at: ${at}) { version { reasons { reason { id }
      owners(at: ${at}) { department { code } } } } } } }`;
    const { taxonomy } = await new GraphqlClient(service, 'ANALYST').ask<
      { taxonomy: { versionAt: { version: Owned } } },
      object
    >(query);
    return new Map(
      taxonomy.versionAt.version.reasons.map(({ reason, owners }) => [
        reason.id,
        owners.map(({ department }) => department.code),
      ]),
    );
  }

  test.each([
    [3, 12, 13],
    [15, 19, 20],
  ])('owners suggested at versions %i to %i against those of version %i', async (first, last, answer) => {
    const owners = await ownersAt(answer);
    const seen = new Map<string, string>();
    const lines: string[] = [];
    let looked = 0;
    for (let number = first; number <= last; number += 1) {
      if (!steps.some((step) => step.number === number)) continue;
      const made = await everySuggestion<{ reasons: { id: string }[]; department: { code: string } | null }>(
        replay.scenario,
        `kinds: [ASSIGN_OWNER], asOf: "${momentOf(number)}"`,
        'reasons { id } department { code }',
      );
      const query = `{ suggestionsNotMade(taxonomy: "${replay.scenario.key}", kinds: [ASSIGN_OWNER], asOf: "${momentOf(number)}",
        first: 100) { nodes { missing } } }`;
      const { suggestionsNotMade } = await new GraphqlClient(service, 'ANALYST').ask<
        { suggestionsNotMade: { nodes: object[] } },
        object
      >(query);
      const unknown = suggestionsNotMade.nodes.length;
      looked += made.length + unknown;
      for (const { reasons, department } of made) seen.set(reasons[0]?.id ?? '', department?.code ?? '');
      const answered = made.filter(({ reasons }) => (owners.get(reasons[0]?.id ?? '') ?? []).length > 0);
      const right = answered.filter(({ reasons, department }) =>
        owners.get(reasons[0]?.id ?? '')?.includes(department?.code ?? ''),
      );
      lines.push(
        `version ${number}: ${made.length} suggested, ${unknown} with nobody to suggest, ${answered.length} answered at ${answer}, ${right.length} with that department`,
      );
    }
    const answered = [...seen].filter(([id]) => (owners.get(id) ?? []).length > 0);
    const right = answered.filter(([id, code]) => owners.get(id)?.includes(code));
    console.log(
      [
        `Amsterdam: ${seen.size} leaves, ${answered.length} answered, ${right.length} with the department suggested last`,
        ...lines,
      ].join('\n'),
    );
    expect(looked).toBeGreaterThan(0);
  });
});
