import { amsterdamIsHere, amsterdamSteps, type AmsterdamStep } from '../../support/amsterdam';
import { AmsterdamReplay } from '../../support/amsterdam-replay';
import { GraphqlClient } from '../../support/graphql';
import { historyFaults } from '../../support/history-faults';
import { mutation } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

jest.setTimeout(300_000);

/*
 * Four years of a real list with its owners, replayed through the commands. The figures that must come out are those of the
 * folder's `expected/amsterdam_versions.csv`: computed from the same files by another program.
 */
if (!amsterdamIsHere) process.stdout.write('skipped: the categories of Amsterdam are not there\n');
const whereTheyAre = amsterdamIsHere ? describe : describe.skip;

const stepWithoutOwners = 28;
const stepOfTheTree = 15;

interface Standing {
  readonly version: {
    readonly number: number;
    readonly effectiveFrom: string;
    readonly reasons: readonly {
      readonly code: string;
      readonly depth: number;
      readonly residual: boolean;
      readonly reason: { readonly id: string };
      readonly owners: readonly { readonly role: string; readonly department: { readonly code: string } }[];
    }[];
    readonly coverage: {
      readonly leaves: number;
      readonly unowned: number;
      readonly withSeveralResponsible: number;
      readonly unownedReasons: { readonly nodes: readonly { readonly code: string }[] };
      readonly departments: readonly object[];
    };
    readonly findings: { readonly findings: readonly { readonly rule: string; readonly observed: string }[] };
  };
}

const query = `query($key: String!, $at: DateTime!) { taxonomy(key: $key) { versionAt(at: $at) { version { number effectiveFrom
  reasons { code depth residual reason { id } owners(at: $at) { role department { code } } }
  coverage(at: $at) { leaves unowned withSeveralResponsible unownedReasons(first: 100) { nodes { code } } departments { accountable } }
  findings { findings { rule observed } } } } } }`;

whereTheyAre('the categories of Amsterdam', () => {
  let service: TestService;
  let replay: AmsterdamReplay;
  const blocked: string[] = [];
  const narrowed: string[] = [];
  const steps = amsterdamSteps();
  beforeAll(async () => {
    service = await startService();
    replay = await AmsterdamReplay.start(service);
    let before: AmsterdamStep['categories'] = new Map();
    for (const step of steps) {
      const draft = await replay.draftOf(step);
      const added = [...step.categories.values()].filter(({ code }) => !before.has(code));
      if (draft !== null && step.number === stepWithoutOwners)
        blocked.push(...(await submittedUnowned(step, added, draft)));
      if (draft !== null && step.number === stepOfTheTree) narrowed.push(...(await narrowedLabels(draft.id)));
      if (draft !== null) await replay.scenario.publish(draft, step.at);
      await replay.owners(step, added);
      before = step.categories;
    }
  });
  afterAll(async () => {
    await service.close();
  });

  /** The leaves that stop the submission when owners are asked for and all but they have one proposed. */
  async function submittedUnowned(
    step: AmsterdamStep,
    added: readonly { readonly code: string; readonly owners: readonly string[] }[],
    draft: { readonly id: string; readonly head: number },
  ): Promise<readonly string[]> {
    const { scenario } = replay;
    const departments = await new GraphqlClient(service, 'STEWARD').ask<
      { taxonomy: { departments: { nodes: { id: string; code: string }[] } } },
      object
    >('query($key: String!) { taxonomy(key: $key) { departments(first: 100) { nodes { id code } } } }', {
      key: scenario.key,
    });
    const ids = new Map(departments.taxonomy.departments.nodes.map(({ code, id }) => [code, id]));
    const owners = added
      .filter((category) => category.owners.length > 0)
      .map((category) => ({
        ...{ reason: replay.idOf(category.code), role: 'RESPONSIBLE' },
        departments: category.owners.map((code) => ids.get(code) ?? ''),
      }));
    const proposal = { draft: draft.id, owners, because: 'As it was.' };
    await scenario.mutate('EDITOR', { name: 'proposeOwners', input: proposal, fields: 'draft { head }' });
    await severity('BLOCKING', 1);
    const input = { draft: draft.id, expectedHead: draft.head };
    const refused = await mutation<{ code?: string }>(service, 'EDITOR', {
      name: 'submitDraft',
      input,
      fields: '__typename',
    });
    expect({ step: step.number, code: refused.code }).toEqual({
      step: stepWithoutOwners,
      code: 'DRAFT_BLOCKED',
    });
    const { draft: seen } = await new GraphqlClient(service, 'EDITOR').ask<
      { draft: { findings: { findings: { rule: string; reasons: { code: string }[] }[] } } },
      object
    >('query($id: ID!) { draft(id: $id) { findings { findings { rule reasons { code } } } } }', {
      id: draft.id,
    });
    await severity('WARNING', 2);
    const missing = seen.findings.findings.filter(({ rule }) => rule === 'OWNER_MISSING');
    return missing.flatMap(({ reasons }) => reasons.map(({ code }) => code));
  }

  /** What a draft is asked to declare of its labels. */
  async function narrowedLabels(id: string): Promise<readonly string[]> {
    const { draft } = await new GraphqlClient(service, 'EDITOR').ask<
      { draft: { findings: { findings: { rule: string; observed: string; limit: string | null }[] } } },
      object
    >('query($id: ID!) { draft(id: $id) { findings { findings { rule observed limit } } } }', { id });
    const asked = draft.findings.findings.filter(({ rule }) => rule === 'LABEL_SCOPE');
    return asked.map(({ limit, observed }) => `${limit} -> ${observed}`);
  }

  async function severity(word: string, expectedRevision: number): Promise<void> {
    const severities = [{ rule: 'OWNER_MISSING', severity: word }];
    const input = {
      taxonomy: replay.scenario.taxonomyId,
      expectedRevision,
      policy: { severities },
      because: 'A trial.',
    };
    await replay.scenario.mutate('ADMIN', { name: 'setPolicy', input, fields: 'taxonomy { revision }' });
  }

  async function standingAt(at: string): Promise<Standing['version']> {
    const data = await new GraphqlClient(service, 'AUDITOR').ask<
      { taxonomy: { versionAt: Standing } },
      object
    >(query, {
      key: replay.scenario.key,
      at,
    });
    return data.taxonomy.versionAt.version;
  }

  test.each(steps.map((step) => [step.number, step] as const))(
    'at step %i the figures are those of the other program, and the owners of every leaf those of the source',
    async (_number, step) => {
      const { reasons, coverage, findings, effectiveFrom } = await standingAt(step.at);
      const menus = findings.findings.filter(({ rule }) => rule === 'FAN_OUT');
      const { expected } = step;
      expect({
        main: reasons.filter(({ depth }) => depth === 1).length,
        active_leaves: coverage.leaves,
        nodes_over_7: menus.length,
        largest_fanout: Math.max(...menus.map(({ observed }) => Number(observed))),
        other_leaves: reasons.filter(({ depth, residual }) => depth === 2 && residual).length,
        leaves_without_owner: coverage.unowned,
        leaves_with_several_owners: coverage.withSeveralResponsible,
        departments_used: coverage.departments.length,
      }).toEqual({
        main: Number(expected['main']),
        active_leaves: Number(expected['active_leaves']),
        nodes_over_7: Number(expected['nodes_over_7']),
        largest_fanout: Number(expected['largest_fanout']),
        other_leaves: Number(expected['other_leaves']),
        leaves_without_owner: Number(expected['leaves_without_owner']),
        leaves_with_several_owners: Number(expected['leaves_with_several_owners']),
        departments_used: Number(expected['departments_used']),
      });
      // Findings of a version are of the moment it took effect; where owners alone changed since, coverage tells.
      const unowned = findings.findings.filter(({ rule }) => rule === 'OWNER_MISSING');
      if (effectiveFrom === step.at) expect(unowned).toHaveLength(Number(expected['leaves_without_owner']));
      const leaves = reasons.filter(({ depth }) => depth === 2);
      const found = leaves.map(({ code, owners }) => [
        code,
        owners.map(({ department }) => department.code).sort(),
      ]);
      const source = [...step.categories.values()].filter(
        ({ isActive, parent }) => isActive && parent !== null,
      );
      expect(Object.fromEntries(found)).toEqual(
        Object.fromEntries(source.map(({ code, owners }) => [code, owners.toSorted()])),
      );
    },
  );

  test('of 162 changes of owners 155 stand, and 7 were told to be of leaves that were not in use then', () => {
    expect(replay.ownership).toEqual({ changed: 155, onInactive: 7 });
  });

  test('the narrowing of a label under an unchanged code is asked to be declared', () => {
    expect(narrowed).toContain('Boom -> Boom - dood');
  });

  test('a reason whose successor was itself succeeded a day later translates to the last', async () => {
    const { taxonomy } = await new GraphqlClient(service, 'MACHINE').ask<
      { taxonomy: { current: { number: number } } },
      object
    >('query($key: String!) { taxonomy(key: $key) { current { number } } }', {
      key: replay.scenario.key,
    });
    const { translateCodes } = await new GraphqlClient(service, 'MACHINE').ask<
      { translateCodes: { codes: { targets: { share: number; reason: { code: string } }[] }[] } },
      object
    >(
      `query($key: String!, $codes: [String!]!, $to: Int!) { translateCodes(taxonomy: $key, codes: $codes, from: 1, to: $to) {
         codes { targets { share reason { code } } unmapped { cause } } } }`,
      {
        key: replay.scenario.key,
        codes: [replay.codeOf('prullenbak-is-kapot')],
        to: taxonomy.current.number,
      },
    );
    expect(translateCodes.codes).toMatchObject([
      { targets: [{ share: 1, reason: { code: replay.codeOf('prullenbakkapot') } }] },
    ]);
  });

  test('of 27 reasons that went out of use 25 name the one that takes over, and 5 never came into use', async () => {
    const data = await new GraphqlClient(service, 'AUDITOR').ask<
      {
        currentTaxonomy: {
          reasons: { retirement: { reason: string; associations: { target: { code: string } }[] } | null }[];
        };
      },
      object
    >(
      `query($key: String!) { currentTaxonomy(key: $key) { reasons(includeRetired: true) {
         retirement { reason associations { target { code } } } } } }`,
      { key: replay.scenario.key },
    );
    const retired = data.currentTaxonomy.reasons.flatMap(({ retirement }) => retirement ?? []);
    expect(retired).toHaveLength(27 + 5);
    expect(retired.filter(({ associations }) => associations.length === 1)).toHaveLength(25);
  });

  test('the four leaves whose owner was lost stopped the submission while an owner was asked for, and are named', async () => {
    const step = steps.find(({ number }) => number === stepWithoutOwners);
    const { coverage } = await standingAt(step?.at ?? '');
    const unowned = coverage.unownedReasons.nodes.map(({ code }) => code);
    expect(unowned).toHaveLength(4);
    expect(blocked.toSorted()).toEqual(unowned.toSorted());
  });

  test('a file that says V&OR for VOR is refused with the place and the code, and taken when it is mended', async () => {
    const last = steps.at(-1)?.at ?? '';
    const { coverage } = await standingAt(last);
    const lost = coverage.unownedReasons.nodes.map(({ code }) => code);
    const file = (department: string): string =>
      `reason,department,role\n${lost.map((code) => `${code},${department},R\n`).join('')}`;
    const send = async (content: string) => {
      const text = `mutation($input: ImportOwnersInput!) { importOwners(input: $input) { ... on ImportOwnersPayload { changed }
        ... on OwnersFileRefusedProblem { faults { line column observed candidates } } } }`;
      const input = { taxonomy: replay.scenario.taxonomyId, content, because: 'Mended.' };
      const data = await new GraphqlClient(service, 'STEWARD').ask<{ importOwners: unknown }, object>(text, {
        input,
      });
      return data.importOwners;
    };
    const [first] = ((await send(file('V&OR'))) as { faults: { candidates: string[] }[] }).faults;
    expect(first).toMatchObject({ line: 2, column: 2, observed: '"V&OR"' });
    expect(first?.candidates[0]).toBe('VOR');
    expect((await standingAt(new Date().toISOString())).coverage.unowned).toBe(4);
    expect(await send(file('VOR'))).toEqual({ changed: 4 });
    expect((await standingAt(new Date().toISOString())).coverage.unowned).toBe(0);
    expect((await standingAt(last)).coverage.unowned).toBe(4);
  });

  test('a contact goes to the only responsible department, with the target of the leaf', async () => {
    const step = steps.at(-1);
    const { reasons } = await standingAt(step?.at ?? '');
    const single = reasons.filter(({ depth, owners }) => depth === 2 && owners.length === 1).slice(0, 5);
    for (const { code, reason, owners } of single) {
      const { routeFor } = await new GraphqlClient(service, 'MACHINE').ask<{ routeFor: object }, object>(
        `query($reason: ID!, $at: DateTime) { routeFor(reason: $reason, at: $at) { department { code } target { amount clock } } }`,
        { reason: reason.id, at: step?.at },
      );
      const target = step?.categories.get(code)?.target ?? null;
      expect(routeFor).toEqual({
        department: { code: owners[0]?.department.code },
        target: target === null ? null : { amount: target.amount, clock: target.clock },
      });
    }
  });

  test('the history of it all and the tables agree', async () => {
    expect(await onConnection(service.database.owner, historyFaults)).toEqual([]);
  });
});
