import { commitmentTo, type CodingKey } from './coding';
import {
  givingName,
  standingOtherwise,
  toldStandings,
  type Standing,
  type ToldOfCodings,
} from './told-standings';

export interface DisclosedCode extends CodingKey {
  readonly code: string;
  readonly salt: string;
}

export interface CommittedCode extends CodingKey {
  readonly late: boolean;
  readonly commitment: string;
}

/** What is kept of a revealed session, and what its history tells. */
export interface RevealedSession {
  readonly disclosed: readonly DisclosedCode[];
  readonly standings: readonly Standing[];
  readonly told: ToldOfCodings & { readonly given: readonly CommittedCode[] };
}

/**
 * MATCHES: what is disclosed is what was committed to. DIFFERS: it is something else. STANDS_OTHERWISE: it is, but the
 * session counts another giving of it, or holds it for late, in time, taken back or standing against the history.
 * NOT_COMMITTED: the history knows of no such coding. NOT_DISCLOSED: the history knows of one that is gone.
 */
export type CodingVerdict = 'MATCHES' | 'DIFFERS' | 'STANDS_OTHERWISE' | 'NOT_COMMITTED' | 'NOT_DISCLOSED';

export interface VerifiedCoding extends CodingKey {
  readonly verdict: CodingVerdict;
  /** What the history holds; null where it holds nothing. */
  readonly commitment: string | null;
  /** What is disclosed; null where nothing is. */
  readonly disclosed: { readonly code: string; readonly salt: string } | null;
}

/**
 * Holds disclosed codes against the commitments of the history, each giving of a code by itself, those that were
 * changed later too; and what counts of each assignment against what the history tells of it. Ordered by item, content,
 * coder and revision. A commitment that stands in the history more than once with another value counts as differing:
 * one of the two is not what was given.
 *
 * @example verifyCodings({ disclosed: [{ ...key, code, salt }], standings, told })[0].verdict // 'MATCHES'
 */
export function verifyCodings({ disclosed, standings, told }: RevealedSession): readonly VerifiedCoding[] {
  const commitments = new Map<string, string[]>();
  for (const entry of told.given)
    commitments.set(givingName(entry), [...(commitments.get(givingName(entry)) ?? []), entry.commitment]);
  const codes = new Map(disclosed.map((entry) => [givingName(entry), entry]));
  const keys = new Map([...told.given, ...disclosed].map((entry) => [givingName(entry), keyOf(entry)]));
  const otherwise = standingOtherwise(standings, toldStandings(told));
  return [...keys]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, key]) => {
      const coding = { ...key, ...held(codes.get(name), commitments.get(name) ?? []) };
      const standsOtherwise = coding.verdict === 'MATCHES' && otherwise.has(name);
      return standsOtherwise ? { ...coding, verdict: 'STANDS_OTHERWISE' } : coding;
    });
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
