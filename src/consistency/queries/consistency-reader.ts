import type { DataSource } from 'typeorm';
import type { CoderId, ContactId } from '../../contact/domain';
import type { TaxonomyRecord, VersionRecord } from '../../taxonomy/domain';
import {
  selfAgreements,
  statedChoices,
  type CodedAlike,
  type ConsistencyScore,
  type ConsistencyScores,
  type EvidencePurpose,
  type ScoredSubject,
  type SelfAgreement,
} from '../domain';
import { codedTwice } from './coded-again';
import { differingEvidence, type DifferingEvidence } from './differing-evidence';
import { doubleCodings } from './double-codings';
import { evidenceHead } from './evidence-head';
import { KnownScores, type ScoreSeries } from './known-scores';
import { reasonsStated, type ReasonsQuestion, type VersionReaders } from './stated-in';
import { WorkedOut } from './worked-out-scores';

export type { ScoreOfMonth } from './known-scores';

/** What scores are asked of. */
export interface ScoreQuestion extends ReasonsQuestion {
  readonly of: ScoredSubject;
  readonly purpose: EvidencePurpose;
  /** Contacts that the asker codes blind, and may not tell from what they were coded as before. */
  readonly without: readonly ContactId[];
}

/** The scores of a question, with what else is told of them when it is asked for. */
export interface FoundScores extends ConsistencyScores {
  readonly question: ScoreQuestion;
  /** Null: the taxonomy has no version. */
  readonly version: VersionRecord | null;
  readonly byKey: ReadonlyMap<string, ConsistencyScore>;
  /** By the months in which audits or sessions were closed, of each key. */
  series(): Promise<ScoreSeries>;
  selfAgreements(): Promise<ReadonlyMap<CoderId, SelfAgreement>>;
}

/** How consistently things are coded: from what was coded several times alone, never from single contacts. */
export class ConsistencyReader {
  private readonly known = new KnownScores();

  constructor(
    private readonly dataSource: Pick<DataSource, 'manager'>,
    private readonly others: VersionReaders,
  ) {}

  /** Null where a version was named that the taxonomy does not have. */
  async scores(question: ScoreQuestion): Promise<FoundScores | null> {
    const { taxonomy, of, window, purpose, without } = question;
    const { manager } = this.dataSource;
    const asked = { taxonomyId: taxonomy.id, window, purpose, without };
    const head = await evidenceHead(manager, asked);
    let read: Promise<readonly CodedAlike[]> | null = null;
    const evidence = (): Promise<readonly CodedAlike[]> => (read ??= doubleCodings(manager, asked));
    const versions = head?.versions ?? (await evidence()).map((given) => given.version);
    const stated = await reasonsStated(this.others, question, versions);
    if (stated === null) return null;
    const { version, reasons, readBy } = stated;
    const worked = new WorkedOut(this.known, { head, evidence, of, reasons, readBy });
    const name = JSON.stringify([taxonomy.id, of, purpose, window, question.level, version?.number]);
    const result = await worked.scores(name);
    return {
      ...{ question, version, ...result },
      byKey: new Map(result.scores.map((score) => [score.key, score])),
      series: () => worked.series(),
      selfAgreements: async () =>
        selfAgreements(await codedTwice(manager, asked), statedChoices({ ...reasons, level: null }).choiceOf),
    };
  }

  /** What is kept otherwise than the audits and sessions have it: nothing as long as all is well. */
  differing({ id }: Pick<TaxonomyRecord, 'id'>): Promise<DifferingEvidence> {
    return differingEvidence(this.dataSource.manager, id);
  }
}
