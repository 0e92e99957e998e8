import type { ReasonId } from '../../../platform/ids';
import { byCodeUnits } from '../../../platform/text';
import { vagueKinds, type Link, type SourceEntry } from './correspondence';
import { backwardShare, forwardShare } from './correspondence-index';
import type {
  Passage,
  Translation,
  TranslationLoss,
  TranslationStep,
  TranslationTarget,
} from './translation';

const mostPassages = 100;

interface Position extends TranslationTarget {
  readonly possible: boolean;
}

interface Standing {
  readonly positions: readonly Position[];
  readonly losses: readonly TranslationLoss[];
}

/**
 * Where the contacts of a reason are found after a list of steps: every target, each with its share. Shares multiply along
 * a way and add over ways; one that is not known leaves its target without. Nothing is picked, and what is found nowhere
 * is told with its cause. A reason that ended without a successor is followed again from where one was found later.
 *
 * @example translateReason(kapot, [v1ToV2, v2ToV3]).targets // [{ reasonId: prullenbakkapot, share: 1, exact: true, … }]
 */
export function translateReason(reasonId: ReasonId, steps: readonly TranslationStep[]): Translation {
  return walk({ positions: [startAt(reasonId)], losses: [] }, steps);
}

/** The same for a reason that was retired already in the content to start from: first to where its retirement leads there. */
export function translateRetired(
  entry: SourceEntry,
  startsAt: number,
  steps: readonly TranslationStep[],
): Translation {
  return walk(alongEntry(startAt(entry.source), entry, startsAt), steps);
}

const startAt = (reasonId: ReasonId): Position => ({
  ...{ reasonId, share: 1, exact: true, possible: false, passages: [] },
});

function walk(start: Standing, steps: readonly TranslationStep[]): Translation {
  let standing = start;
  for (const step of steps)
    standing = step.direction === 'FORWARD' ? forward(standing, step) : backward(standing, step);
  const { positions, losses } = standing;
  return {
    targets: positions.toSorted((one, other) => byCodeUnits(one.reasonId, other.reasonId)),
    losses: losses.toSorted((one, other) => byCodeUnits(one.reasonId, other.reasonId)),
  };
}

function forward({ positions, losses }: Standing, { correspondence, arrivesAt }: TranslationStep): Standing {
  const reached: Standing[] = [];
  for (const position of positions) {
    const entry = correspondence.bySource.get(position.reasonId);
    if (entry !== undefined) reached.push(alongEntry(position, entry, arrivesAt));
    else if (correspondence.body.impliesIdentity) reached.push(staying(position));
    else reached.push(losing(position, 'NOT_MAPPED', arrivesAt));
  }
  for (const loss of losses) {
    const entry = loss.cause === 'RETIRED_NONE' ? correspondence.found.get(loss.reasonId) : undefined;
    if (entry === undefined) reached.push({ positions: [], losses: [loss] });
    else reached.push(alongEntry({ ...loss, exact: false, possible: false }, entry, arrivesAt));
  }
  return together(reached);
}

function backward({ positions, losses }: Standing, { correspondence, arrivesAt }: TranslationStep): Standing {
  const reached: Standing[] = [{ positions: [], losses }];
  for (const position of positions) {
    const incoming = correspondence.byTarget.get(position.reasonId) ?? [];
    for (const link of incoming) {
      const share = backwardShare(link, incoming.length);
      reached.push(staying(passed(position, { link, to: link.source, share, arrivesAt })));
    }
    if (incoming.length > 0) continue;
    const isNew = correspondence.begun.has(position.reasonId);
    if (isNew) reached.push(losing(position, 'CREATED_LATER', arrivesAt));
    else if (correspondence.body.impliesIdentity) reached.push(staying(position));
    else reached.push(losing(position, 'NOT_MAPPED', arrivesAt));
  }
  return together(reached);
}

function alongEntry(position: Position, { links }: SourceEntry, arrivesAt: number): Standing {
  if (links.length === 0) return losing(position, 'RETIRED_NONE', arrivesAt);
  return {
    positions: links.map((link) =>
      passed(position, { link, to: link.target, share: forwardShare(link, links.length), arrivesAt }),
    ),
    losses: [],
  };
}

const staying = (position: Position): Standing => ({ positions: [position], losses: [] });

const losing = (
  { reasonId, share, passages }: Position,
  cause: TranslationLoss['cause'],
  arrivesAt: number,
): Standing => ({ positions: [], losses: [{ cause, reasonId, share, arrivesAt, passages }] });

interface Along {
  readonly link: Link;
  readonly to: ReasonId;
  readonly share: number | null;
  readonly arrivesAt: number;
}

function passed(position: Position, { link, to, share, arrivesAt }: Along): Position {
  const isWhole = !link.partialSource && !link.partialTarget;
  const isSame = to === position.reasonId && isWhole;
  if (isSame) return position;
  const passage: Passage = { arrivesAt, from: position.reasonId, to, kind: link.kind, share };
  return {
    reasonId: to,
    share: product(position.share, share),
    exact: position.exact && isWhole,
    possible: position.possible || vagueKinds.includes(link.kind),
    passages: [...position.passages, passage].slice(0, mostPassages),
  };
}

/** Ways that lead to one reason are one; nothing is added to what is unknown. */
function together(reached: readonly Standing[]): Standing {
  const positions = new Map<ReasonId, Position>();
  const losses = new Map<string, TranslationLoss>();
  for (const standing of reached) {
    for (const position of standing.positions) {
      const known = positions.get(position.reasonId);
      positions.set(position.reasonId, known === undefined ? position : joined(known, position));
    }
    for (const loss of standing.losses) {
      const key = `${loss.cause} ${loss.reasonId}`;
      const known = losses.get(key);
      losses.set(key, known === undefined ? loss : { ...known, share: sum(known.share, loss.share) });
    }
  }
  return { positions: [...positions.values()], losses: [...losses.values()] };
}

const joined = (one: Position, other: Position): Position => ({
  reasonId: one.reasonId,
  share: sum(one.share, other.share),
  exact: false,
  possible: one.possible || other.possible,
  passages: [...one.passages, ...other.passages].slice(0, mostPassages),
});

const product = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one * other;

const sum = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other;
