import { sha256Hex } from '../../../src/platform/digest';
import {
  canonicalBytes,
  contentDigest,
  parseCanonical,
  ReasonTree,
  type Operation,
  type SealableContent,
} from '../../../src/taxonomy/domain';
import { applied, reasonId, smallTree } from './trees';

const content = (tree: ReasonTree): SealableContent => ({
  taxonomyKey: 'bank',
  languages: ['nl', 'en'],
  tree,
});
const written = (tree: ReasonTree): string => new TextDecoder().decode(canonicalBytes(content(tree)));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const problemOf = (text: string): unknown => {
  const parsed = parseCanonical(bytesOf(text));
  return parsed.ok ? null : parsed.problem;
};

describe('the canonical form', () => {
  it('says what it holds and leaves out what is empty', () => {
    const tree = ReasonTree.of([...smallTree().all()].filter(({ parentId }) => parentId === null));
    expect(written(tree)).toBe(
      '{"format":1,"taxonomy":"bank","languages":["en","nl"],"reasons":[' +
        '{"id":"00000000-0000-7000-8000-000000000001","code":"billing","rank":"a0","labels":{"en":"billing"}},' +
        '{"id":"00000000-0000-7000-8000-000000000004","code":"moving","rank":"a1","labels":{"en":"moving"}}]}',
    );
  });

  it('is named by the SHA-256 of its bytes', () => {
    const whole = content(smallTree());
    expect(contentDigest(whole)).toBe(sha256Hex(canonicalBytes(whole)));
    // FIPS 180-4, the example of one block: SHA-256 of "abc".
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('does not show the order in which sets were made', () => {
    const synonym = (text: string): Operation => ({
      kind: 'AddSynonym',
      reasonId: reasonId(2),
      language: 'en',
      text,
      hidden: false,
    });
    const one = applied(smallTree(), [synonym('a'), synonym('b')]).tree;
    const other = applied(smallTree(), [synonym('b'), synonym('a')]).tree;
    expect(written(one)).toBe(written(other));
  });

  it('tells "every channel" from "no channel"', () => {
    const none: Operation = { kind: 'SetChannels', reasonId: reasonId(2), channels: [] };
    const { tree } = applied(smallTree(), [none]);
    expect(written(tree)).toContain('"channels":[]');
    expect(written(smallTree())).not.toContain('channels');
  });
});

describe('reading the canonical form', () => {
  const valid = written(smallTree());

  it('refuses what is not UTF-8 JSON', () => {
    expect(problemOf('{')).toMatchObject({ code: 'NOT_JSON' });
    expect(parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ problem: { code: 'NOT_JSON' } });
  });

  it('refuses another format, before it looks at anything else', () => {
    expect(problemOf('{"format":2,"whatever":true}')).toMatchObject({
      code: 'UNKNOWN_FORMAT',
      observed: '2',
      expected: 1,
    });
    expect(problemOf('[]')).toMatchObject({ code: 'UNKNOWN_FORMAT' });
    expect(problemOf('null')).toMatchObject({ code: 'UNKNOWN_FORMAT' });
  });

  it.each([
    ['"code":"refund"', '"code":7', 'reasons[1].code'],
    ['"code":"refund"', '"code":"refund","colour":"red"', 'reasons[1]'],
    ['"labels":{"en":"refund"}', '"labels":{"fr":"refund"}', 'reasons[1].labels'],
    ['"labels":{"en":"refund"}', '"labels":{"en":null}', 'reasons[1].labels.en'],
    ['"id":"00000000-0000-7000-8000-000000000002"', '"id":"2"', 'reasons[1].id'],
    ['"code":"refund"', '"code":"refund","priority":"VERY"', 'reasons[1].priority'],
    ['"taxonomy":"bank"', '"taxonomy":null', 'taxonomy'],
  ])('refuses %s in place of %s and says where', (before, after, path) => {
    expect(problemOf(valid.replace(before, after))).toMatchObject({ code: 'MALFORMED_CONTENT', path });
  });

  it('refuses reasons that are no tree', () => {
    const id = (number: number): string => `"parentId":"${reasonId(number)}"`;
    const cycle = valid.replace('"code":"billing"', `"code":"billing",${id(2)}`);
    expect(problemOf(cycle)).toMatchObject({
      code: 'NOT_A_TREE',
      problem: { code: 'CYCLE', reasonIds: [reasonId(1), reasonId(2)] },
    });
    expect(problemOf(valid.replace(id(4), id(77)))).toMatchObject({ problem: { code: 'PARENT_NOT_FOUND' } });
    expect(problemOf(valid.replace('"refund"', '"invoice"'))).toMatchObject({
      problem: { code: 'DUPLICATE_CODE' },
    });
    const twice = valid.replace(reasonId(5), reasonId(3));
    expect(problemOf(twice)).toMatchObject({ problem: { code: 'DUPLICATE_ID', reasonId: reasonId(3) } });
  });
});
