import type { DataSource } from 'typeorm';
import type { CoderId, ContactId } from '../../contact/domain';
import { nextMonth } from '../../figures/domain';
import { groupBy, type TaxonomyRecord, type VersionRecord } from '../../taxonomy/domain';
import {
  consistencyScores,
  selfAgreements,
  statedChoices,
  type CodedAlike,
  type ConsistencyScore,
  type ConsistencyScores,
  type EvidencePurpose,
  type ScoredSubject,
  type SelfAgreement,
  type StatedReasons,
} from '../domain';
import { codedTwice } from './coded-again';
import { differingEvidence, type DifferingEvidence } from './differing-evidence';
import { doubleCodings } from './double-codings';
import { reasonsStated, type ReasonsQuestion, type VersionReaders } from './stated-in';

/** What scores are asked of. */
export interface ScoreQuestion extends ReasonsQuestion {
  readonly of: ScoredSubject;
  readonly purpose: EvidencePurpose;
  /** Contacts that the asker codes blind, and may not tell from what they were coded as before. */
  readonly without: readonly ContactId[];
}

/** A score of one month. */
export interface ScoreOfMonth {
  readonly month: string;
  readonly score: ConsistencyScore;
}

/** The scores of a question, with what else is told of them when it is asked for. */
export interface FoundScores extends ConsistencyScores {
  readonly question: ScoreQuestion;
  /** Null: the taxonomy has no version. */
  readonly version: VersionRecord | null;
  readonly byKey: ReadonlyMap<string, ConsistencyScore>;
  /** By the months in which audits or sessions were closed, of each key. */
  series(): ReadonlyMap<string, readonly ScoreOfMonth[]>;
  selfAgreements(): Promise<ReadonlyMap<CoderId, SelfAgreement>>;
}

/** How consistently things are coded: from what was coded several times alone, never from single contacts. */
export class ConsistencyReader {
  constructor(
    private readonly dataSource: Pick<DataSource, 'manager'>,
    private readonly others: VersionReaders,
  ) {}

  /** Null where a version was named that the taxonomy does not have. */
  async scores(question: ScoreQuestion): Promise<FoundScores | null> {
    const { taxonomy, window, purpose, without } = question;
    const asked = { taxonomyId: taxonomy.id, window, purpose, without };
    const evidence = await doubleCodings(this.dataSource.manager, asked);
    const versions = evidence.map((given) => given.version);
    const found = await reasonsStated(this.others, question, versions);
    if (found === null) return null;
    const { version, reasons } = found;
    const result = consistencyScores(evidence, question.of, reasons);
    let months: ReadonlyMap<string, readonly ScoreOfMonth[]> | null = null;
    return {
      ...{ question, version, ...result },
      byKey: new Map(result.scores.map((score) => [score.key, score])),
      series: () => (months ??= seriesOf(evidence, question.of, reasons)),
      selfAgreements: async () =>
        selfAgreements(
          await codedTwice(this.dataSource.manager, asked),
          statedChoices({ ...reasons, level: null }).choiceOf,
        ),
    };
  }

  /** What is kept otherwise than the audits and sessions have it: nothing as long as all is well. */
  differing({ id }: Pick<TaxonomyRecord, 'id'>): Promise<DifferingEvidence> {
    return differingEvidence(this.dataSource.manager, id);
  }
}

function seriesOf(
  evidence: readonly CodedAlike[],
  of: ScoredSubject,
  reasons: StatedReasons,
): ReadonlyMap<string, readonly ScoreOfMonth[]> {
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
