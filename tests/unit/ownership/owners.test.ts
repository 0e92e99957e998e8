import type { DepartmentId, ReasonId } from '../../../src/platform/ids';
import {
  coverageOf,
  mustBeDepartment,
  ownersBy,
  ownersOfReason,
  routeOf,
  type DepartmentRecord,
  type HeldRole,
  type HeldRoles,
  type OwnerRole,
} from '../../../src/ownership/domain';
import { planAssignments, readAssignmentFile } from '../../../src/ownership/domain';
import { momentOfCell } from '../../../src/ownership/domain/bulk/moment-of-cell';
import { nearestCodes } from '../../../src/platform/nearest';
import { applied, reasonId, smallTree } from '../taxonomy/trees';

const department = (name: string): DepartmentId => name as DepartmentId;
const now = new Date('2026-03-01T12:00:00Z');

const held = (role: OwnerRole, name: string): HeldRole => ({
  ...{ role, departmentId: department(name), since: now, until: null, recordedAt: now },
});
const roles = (entries: readonly (readonly [number, readonly HeldRole[]])[]): HeldRoles =>
  new Map(entries.map(([number, own]) => [reasonId(number), own] as const));

// billing (1) > refund (2), invoice (3); moving (4) > cancel (5).
const tree = smallTree();

describe('inheritance', () => {
  const holding = roles([
    [1, [held('ACCOUNTABLE', 'finance'), held('RESPONSIBLE', 'care')]],
    [2, [held('RESPONSIBLE', 'sales'), held('RESPONSIBLE', 'it')]],
  ]);
  const told = (id: ReasonId) =>
    ownersOfReason(tree, holding, id).map(({ role, departmentId, sourceId }) => [
      role,
      departmentId,
      sourceId,
    ]);

  it('takes each role from the nearest ancestor that has it, and says which', () => {
    expect(told(reasonId(2))).toEqual([
      ['ACCOUNTABLE', 'finance', reasonId(1)],
      ['RESPONSIBLE', 'sales', reasonId(2)],
      ['RESPONSIBLE', 'it', reasonId(2)],
    ]);
    expect(told(reasonId(3))).toEqual([
      ['ACCOUNTABLE', 'finance', reasonId(1)],
      ['RESPONSIBLE', 'care', reasonId(1)],
    ]);
    expect(told(reasonId(5))).toEqual([]);
  });

  it('of a reason that the content does not hold gives what is its own', () => {
    expect(ownersOfReason(tree, roles([[9, [held('INFORMED', 'sales')]]]), reasonId(9))).toHaveLength(1);
  });
});

describe('coverage', () => {
  const owners = ownersBy(
    roles([
      [1, [held('RESPONSIBLE', 'care'), held('RESPONSIBLE', 'sales')]],
      [2, [held('ACCOUNTABLE', 'finance')]],
    ]),
  );

  it('counts active leaves under either policy, and names those without an owner', () => {
    expect(coverageOf(tree, owners, 'ONE_ACCOUNTABLE')).toEqual({
      ...{ leaves: 3, owned: 1, unowned: [reasonId(3), reasonId(5)], withAccountable: 1 },
      withSeveralResponsible: 2,
      departments: [
        { departmentId: 'care', accountable: 0, responsible: 2 },
        { departmentId: 'sales', accountable: 0, responsible: 2 },
        { departmentId: 'finance', accountable: 1, responsible: 0 },
      ],
    });
    expect(coverageOf(tree, owners, 'ANY_RESPONSIBLE')).toMatchObject({ owned: 2, unowned: [reasonId(5)] });
  });

  it('does not count a reason that is retired', () => {
    const retirement = { reason: 'MEANING_UNKNOWN', associations: [], justification: 'No idea.' } as const;
    const smaller = applied(tree, [{ kind: 'RetireReason', reasonId: reasonId(3), retirement }]).tree;
    expect(coverageOf(smaller, owners, 'ANY_RESPONSIBLE')).toMatchObject({ leaves: 2, owned: 1 });
  });
});

describe('routing', () => {
  const state = tree.get(reasonId(2));
  if (state === undefined) throw new Error('expected a reason');

  it('goes to the accountable department, or to the only responsible one', () => {
    const [finance, care] = [department('finance'), department('care')];
    expect(routeOf(state, { accountable: finance, responsible: [care] }).departmentId).toBe(finance);
    expect(routeOf(state, { accountable: null, responsible: [care] }).departmentId).toBe(care);
  });

  it('never chooses among several silently, and says that nobody answers', () => {
    const several = { accountable: null, responsible: [department('care'), department('sales')] };
    expect(routeOf(state, several)).toMatchObject({ departmentId: null, candidateIds: ['care', 'sales'] });
    expect(routeOf(state, { accountable: null, responsible: [] }).undecidedBecause).toMatch(/nobody/);
  });
});

describe('departments', () => {
  const known = (id: string, code: string, parentId: string | null = null): DepartmentRecord => ({
    ...{ id: department(id), code, name: { en: code }, aliases: [`old ${code}`], taxonomyId: 't' as never },
    ...{ parentId: parentId === null ? null : department(parentId), dissolvedAt: null, successorId: null },
    revision: 1,
  });
  const others = [known('1', 'FIN'), known('2', 'AR', '1'), known('3', 'AP', '2')];
  const scene = { others, languages: ['en', 'nl'] };
  const wish = { id: null, code: 'NEW', name: { en: 'New' }, aliases: [], parentId: null };
  const fieldsOf = (changed: object): readonly string[] => {
    const outcome = mustBeDepartment({ ...wish, ...changed }, scene);
    return outcome.ok ? [] : outcome.problem.faults.map(({ field }) => field);
  };

  it('have a code and aliases that no other has, in whatever letters', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ code: 'fin' })).toEqual(['code']);
    expect(fieldsOf({ aliases: ['OLD fin', 'x', 'X'] })).toEqual(['aliases', 'aliases']);
  });

  it('name the field of a fault once', () => {
    expect(mustBeDepartment({ ...wish, code: ' ' }, scene)).toMatchObject({
      problem: { message: 'code: expected text that shows something, but got only space or nothing' },
    });
  });

  it('are a tree: none stands under itself, or below what is below it', () => {
    expect(fieldsOf({ id: department('1'), code: 'FIN', aliases: [], parentId: department('3') })).toEqual([
      'parent',
    ]);
    expect(fieldsOf({ id: department('1'), code: 'FIN', aliases: [], parentId: department('1') })).toEqual([
      'parent',
    ]);
    expect(fieldsOf({ parentId: department('9') })).toEqual(['parent']);
  });

  it('are told every fault at once', () => {
    expect(fieldsOf({ code: ' ', name: { fr: 'Nouveau' } })).toEqual(['code', 'name']);
  });
});

describe('a file of owners', () => {
  const departments: readonly DepartmentRecord[] = [
    ['VOR', 'V&OR'],
    ['VRI', 'V&OR VRI'],
    ['WAT', 'Waternet'],
  ].map(([code = '', name = '']) => ({
    ...{ id: department(code), code, name: { nl: name }, aliases: [`X-${code}`], taxonomyId: 't' as never },
    ...{ parentId: null, dissolvedAt: null, successorId: null, revision: 1 },
  }));
  const scene = {
    ...{ now, timeZone: 'Europe/Amsterdam', departments, tree, acceptNames: false },
    policy: { ownership: 'ANY_RESPONSIBLE' as const },
  };
  const planOf = (text: string, changed: Partial<typeof scene> = {}) =>
    planAssignments(readAssignmentFile(new TextEncoder().encode(text)), { ...scene, ...changed });

  it('makes one statement of the lines of a reason, role and moment', () => {
    const text =
      'Reason;Department;Role;From\nrefund;VOR;;2020-04-08\nrefund;x-wat;responsible;2020-04-08\nrefund;-;A;\n';
    expect(planOf(text)).toMatchObject({
      faults: [],
      statements: [
        {
          ...{ reasonId: reasonId(2), role: 'RESPONSIBLE', departmentIds: ['VOR', 'WAT'], line: 2 },
          from: new Date('2020-04-07T22:00:00Z'),
        },
        { role: 'ACCOUNTABLE', departmentIds: [], from: now, line: 4 },
      ],
    });
  });

  it('refuses the name of a department for its code, with the code as the nearest candidate', () => {
    const [fault] = planOf('reason,department\nrefund,V&OR\n').faults;
    expect(fault).toMatchObject({ code: 'UNKNOWN_DEPARTMENT', line: 2, column: 2, observed: '"V&OR"' });
    expect(fault?.candidates[0]).toBe('VOR');
    expect(planOf('reason,department\nrefund,V&OR\n', { acceptNames: true }).faults).toEqual([]);
  });

  it('says of each cell what is wrong with it, all at once', () => {
    const text =
      'reason,department,role,from\nrefunt,WTA,boss,2020-02-30\n,,,yesterday\nrefund,VOR,A,\nrefund,WAT,A,\n';
    expect(
      planOf(text).faults.map(({ code, line, column, candidates }) => [code, line, column, candidates]),
    ).toEqual([
      ['UNKNOWN_REASON', 2, 1, ['refund']],
      ['UNKNOWN_DEPARTMENT', 2, 2, ['WAT']],
      ['UNKNOWN_ROLE', 2, 3, []],
      ['MALFORMED_MOMENT', 2, 4, []],
      ['UNKNOWN_REASON', 3, 1, []],
      ['MISSING_DEPARTMENT', 3, 2, []],
      ['MALFORMED_MOMENT', 3, 4, []],
      ['SEVERAL_ACCOUNTABLE', 4, 2, []],
    ]);
  });

  it.each([
    ['', 'NO_ROWS'],
    ['reason,department\n', 'NO_ROWS'],
    ['name,owner of it\na,b\n', 'NO_HEADER'],
    ['reason,department\n"refund,VOR\n', 'BAD_QUOTING'],
  ])('%j is refused with %s', (text, code) => {
    expect(readAssignmentFile(new TextEncoder().encode(text)).faults.map((fault) => fault.code)).toEqual([
      code,
    ]);
  });
});

test.each([
  ['2020-04-08', '2020-04-07T22:00:00.000Z'],
  ['2020-01-08', '2020-01-07T23:00:00.000Z'],
  ['2020-03-29', '2020-03-28T23:00:00.000Z'],
  ['2020-04-08T12:00:00+02:00', '2020-04-08T10:00:00.000Z'],
  ['2020-02-30', undefined],
  ['2020-02-30T12:00:00Z', undefined],
  ['2020-02-29 12:00:00Z', '2020-02-29T12:00:00.000Z'],
  ['2020-04-08T12:00', undefined],
])('%s in Amsterdam is %s', (text, expected) => {
  expect(momentOfCell(text, 'Europe/Amsterdam')?.toISOString()).toBe(expected);
});

test('where clocks are put forward at midnight a day starts an hour later', () => {
  expect(momentOfCell('2018-11-04', 'America/Sao_Paulo')?.toISOString()).toBe('2018-11-04T03:00:00.000Z');
});

test('what is more than half unlike is no candidate', () => {
  const choices = [
    { code: 'finance', names: [] },
    { code: 'sales', names: ['Verkoop'] },
  ];
  expect(nearestCodes('finanse', choices)).toEqual(['finance']);
  expect(nearestCodes('verkop', choices)).toEqual(['sales']);
  expect(nearestCodes('zzzzzz', choices)).toEqual([]);
});
