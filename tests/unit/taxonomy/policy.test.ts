import {
  completePolicy,
  alwaysBlocking,
  defaultPolicy,
  parsePolicy,
  type PolicyWish,
} from '../../../src/taxonomy/domain';

describe('a policy', () => {
  it('is the default one where nothing is said', () => {
    expect(parsePolicy({})).toEqual({ ok: true, value: defaultPolicy });
    expect(parsePolicy({ maxDepth: undefined, severities: { DEPTH: undefined } })).toEqual({
      ok: true,
      value: defaultPolicy,
    });
  });

  it('changes what it names and keeps the rest of the one it is laid on', () => {
    const parsed = parsePolicy(
      { maxDepth: 4, severities: { SINGLE_CHILD: 'OFF' } },
      { ...defaultPolicy, maxFanOut: 250 },
    );
    expect(parsed).toMatchObject({
      ok: true,
      value: { maxDepth: 4, maxFanOut: 250, severities: { SINGLE_CHILD: 'OFF', DEPTH: 'BLOCKING' } },
    });
  });

  it('is refused with everything that is wrong with it', () => {
    const wish = {
      maxDepth: 0,
      approvals: 1.5,
      maxReasons: NaN,
      backdating: 'SOMETIMES',
      toString: 1,
      severities: { LABEL_MISSING: 'OFF', DEPTH: 'LOUD', NO_RULE: 'OFF' },
    } as unknown as PolicyWish;
    const parsed = parsePolicy(wish);
    expect(parsed.ok ? [] : parsed.problem.map(({ code, field }) => [code, field])).toEqual([
      ['POLICY_OUT_OF_RANGE', 'maxDepth'],
      ['POLICY_OUT_OF_RANGE', 'approvals'],
      ['POLICY_OUT_OF_RANGE', 'maxReasons'],
      ['POLICY_UNKNOWN_WORD', 'backdating'],
      ['POLICY_UNKNOWN_FIELD', 'toString'],
      ['POLICY_RULE_NOT_LOWERABLE', 'severities.LABEL_MISSING'],
      ['POLICY_UNKNOWN_WORD', 'severities.DEPTH'],
      ['POLICY_UNKNOWN_FIELD', 'severities.NO_RULE'],
    ]);
  });

  it('cannot lower a rule without which a content could be read in two ways', () => {
    for (const rule of alwaysBlocking) {
      expect(parsePolicy({ severities: { [rule]: 'WARNING' } }).ok).toBe(false);
      expect(defaultPolicy.severities[rule]).toBe('BLOCKING');
    }
  });
});

it('that was kept before something could be said of it has the default of that', () => {
  const { ownership: _, severities, ...kept } = defaultPolicy;
  const { OWNER_MISSING: __, ...known } = severities;
  expect(completePolicy({ ...kept, maxDepth: 4, severities: known })).toEqual({
    ...defaultPolicy,
    maxDepth: 4,
  });
});
