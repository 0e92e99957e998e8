import { nextMonth } from '../../figures/domain';
import { groupBy } from '../../taxonomy/domain';
import {
  consistencyScores,
  type CodedAlike,
  type ConsistencyScores,
  type ScoredSubject,
  type StatedReasons,
} from '../domain';
import type { EvidenceHead } from './evidence-head';
import type { KnownScores, ScoreOfMonth, ScoreSeries } from './known-scores';

interface ScoredEvidence {
  /** Null: it is the asker's own, and nothing of it is kept. */
  readonly head: EvidenceHead | null;
  /** Reads it, once. */
  readonly evidence: () => Promise<readonly CodedAlike[]>;
  readonly of: ScoredSubject;
  readonly reasons: StatedReasons;
  readonly readBy: readonly unknown[];
}

/** The scores of some evidence: as they were worked out before where they were, else worked out and kept. */
export class WorkedOut {
  private kept: ReturnType<KnownScores['find']> = null;
  private asked: Promise<ScoreSeries> | null = null;

  constructor(
    private readonly known: KnownScores,
    private readonly scored: ScoredEvidence,
  ) {}

  async scores(name: string): Promise<ConsistencyScores> {
    const { head, evidence, of, reasons, readBy } = this.scored;
    const workedOutOf = [head?.digest, ...readBy];
    this.kept = head === null ? null : this.known.find(name, workedOutOf);
    if (this.kept !== null) return this.kept.scores;
    const read = await evidence();
    const scores = consistencyScores(read, of, reasons);
    // What was closed since the head was read is in one of the two alone.
    if (head !== null && isOf(read, head)) this.kept = this.known.keep(name, workedOutOf, scores);
    return scores;
  }

  /** Asked for by each of the scores, and worked out once. */
  series(): Promise<ScoreSeries> {
    return (this.asked ??= this.workedOutSeries());
  }

  private async workedOutSeries(): Promise<ScoreSeries> {
    const { head, evidence, of, reasons } = this.scored;
    if (this.kept !== null && this.kept.series !== null) return this.kept.series;
    const read = await evidence();
    const series = seriesOf(read, of, reasons);
    if (this.kept !== null && head !== null && isOf(read, head)) this.kept.series = series;
    return series;
  }
}

function isOf(evidence: readonly CodedAlike[], { exerciseIds }: EvidenceHead): boolean {
  const read = new Set(evidence.map(({ exerciseId }) => exerciseId));
  return read.size === exerciseIds.size && [...read].every((id) => exerciseIds.has(id));
}

function seriesOf(evidence: readonly CodedAlike[], of: ScoredSubject, reasons: StatedReasons): ScoreSeries {
  const byMonth = groupBy(evidence, ({ closedOn }) => `${closedOn.slice(0, 8)}01`);
  const found = new Map<string, ScoreOfMonth[]>();
  const months = [...byMonth.keys()].sort();
  for (let month = months[0]; month !== undefined && month <= (months.at(-1) ?? ''); month = nextMonth(month))
    for (const score of consistencyScores(byMonth.get(month) ?? [], of, reasons).scores) {
      const known = found.get(score.key);
      if (known === undefined) found.set(score.key, [{ month, score }]);
      else known.push({ month, score });
    }
  return found;
}
