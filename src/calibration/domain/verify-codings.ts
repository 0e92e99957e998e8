import { commitmentTo } from './coding';

/** Which giving of which code: a coder codes an item with a content, and may do so again. */
export interface CodingKey {
  readonly coderId: string;
  readonly itemId: string;
  readonly content: number;
  readonly revision: number;
}

export interface DisclosedCode extends CodingKey {
  readonly code: string;
  readonly salt: string;
}

export interface CommittedCode extends CodingKey {
  readonly commitment: string;
}

/**
 * MATCHES: what is disclosed is what was committed to. DIFFERS: it is something else. NOT_COMMITTED: the history knows
 * of no such coding. NOT_DISCLOSED: the history knows of one that is gone.
 */
export type CodingVerdict = 'MATCHES' | 'DIFFERS' | 'NOT_COMMITTED' | 'NOT_DISCLOSED';

export interface VerifiedCoding extends CodingKey {
  readonly verdict: CodingVerdict;
  /** What the history holds; null where it holds nothing. */
  readonly commitment: string | null;
  /** What is disclosed; null where nothing is. */
  readonly disclosed: { readonly code: string; readonly salt: string } | null;
}

/**
 * Holds disclosed codes against the commitments of the history, each giving of a code by itself, those that were
 * changed later too. Ordered by item, content, coder and revision. A commitment that stands in the history more than
 * once with another value counts as differing: one of the two is not what was given.
 *
 * @example verifyCodings([{ ...key, code, salt }], [{ ...key, commitment: commitmentTo({ code, salt }) }])[0].verdict
 * // 'MATCHES'
 */
export function verifyCodings(
  disclosed: readonly DisclosedCode[],
  committed: readonly CommittedCode[],
): readonly VerifiedCoding[] {
  const commitments = new Map<string, string[]>();
  for (const entry of committed)
    commitments.set(nameOf(entry), [...(commitments.get(nameOf(entry)) ?? []), entry.commitment]);
  const codes = new Map(disclosed.map((entry) => [nameOf(entry), entry]));
  const keys = new Map([...committed, ...disclosed].map((entry) => [nameOf(entry), keyOf(entry)]));
  return [...keys]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, key]) => ({ ...key, ...held(codes.get(name), commitments.get(name) ?? []) }));
}

function held(
  code: DisclosedCode | undefined,
  commitments: readonly string[],
): Pick<VerifiedCoding, 'verdict' | 'commitment' | 'disclosed'> {
  const commitment = commitments[0] ?? null;
  if (code === undefined) return { verdict: 'NOT_DISCLOSED', commitment, disclosed: null };
  const disclosed = { code: code.code, salt: code.salt };
  if (commitment === null) return { verdict: 'NOT_COMMITTED', commitment, disclosed };
  const matches = commitments.every((known) => known === commitmentTo(code));
  return { verdict: matches ? 'MATCHES' : 'DIFFERS', commitment, disclosed };
}

const keyOf = ({ coderId, itemId, content, revision }: CodingKey): CodingKey => ({
  coderId,
  itemId,
  content,
  revision,
});

/** Orders as it names: by item, content, coder and revision. */
const nameOf = ({ itemId, content, coderId, revision }: CodingKey): string =>
  [itemId, content, coderId, String(revision).padStart(9, '0')].join(' ');
