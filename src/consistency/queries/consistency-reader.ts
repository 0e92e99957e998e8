import type { DataSource } from 'typeorm';
import { usageCounts } from '../../contact';
import type { CoderId, ContactId } from '../../contact/domain';
import { nextMonth, sealedCorrespondence } from '../../figures/domain';
import { momentOfCell } from '../../ownership/domain';
import type { CorrespondenceReader, TaxonomyReader } from '../../taxonomy';
import { groupBy, ReasonTree, type TaxonomyRecord, type VersionRecord } from '../../taxonomy/domain';
import {
  consistencyDrift,
  consistencyScores,
  labelDrifts,
  overallDivergence,
  ownName,
  scoredUnits,
  selfAgreements,
  statedChoices,
  type CodedAlike,
  type ConsistencyDrift,
  type ConsistencyScore,
  type ConsistencyScores,
  type DriftSubject,
  type EvidencePurpose,
  type LabelCount,
  type LabelDrift,
  type ScoredSubject,
  type SelfAgreement,
  type StatedReasons,
} from '../domain';
import { differingEvidence } from './differing-evidence';
import { codedInBoth, codedTwice, doubleCodings, type EvidenceQuestion } from './double-codings';

type Window = EvidenceQuestion['window'];

/** What scores are asked of. */
export interface ScoreQuestion {
  readonly taxonomy: TaxonomyRecord;
  readonly of: ScoredSubject;
  readonly window: Window;
  readonly purpose: EvidencePurpose;
  /** Null: the version in force when the window ends. */
  readonly statedIn: number | null;
  readonly level: number | null;
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

/** What drift is asked of. */
export interface DriftQuestion extends Omit<ScoreQuestion, 'of'> {
  readonly of: DriftSubject;
  /** The period that is compared with that of the question, which is the earlier one. */
  readonly later: Window;
}

export interface FoundDrift extends ConsistencyDrift {
  readonly question: DriftQuestion;
  readonly version: VersionRecord | null;
  /** Contacts of either period with a code that cannot be told in the stated version. */
  readonly notComparable: number;
  readonly versions: readonly number[];
}

export interface FoundLabelDrift {
  readonly drifts: readonly LabelDrift[];
  /** Of all coders together. */
  readonly divergence: number | null;
}

/** How consistently things are coded: from what was coded several times alone, never from single contacts. */
export class ConsistencyReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly others: {
      readonly taxonomies: TaxonomyReader;
      readonly correspondences: CorrespondenceReader;
    },
  ) {}

  /** Null where a version was named that the taxonomy does not have. */
  async scores(question: ScoreQuestion): Promise<FoundScores | null> {
    const asked = evidenceOf(question);
    const evidence = await doubleCodings(this.dataSource.manager, asked);
    const found = await this.statedIn(question, evidence);
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

  /** Null where a version was named that the taxonomy does not have. */
  async drift(question: DriftQuestion): Promise<FoundDrift | null> {
    const asked = evidenceOf(question);
    const sql = this.dataSource.manager;
    const before = await doubleCodings(sql, asked);
    const after = await doubleCodings(sql, { ...asked, window: question.later });
    const found = await this.statedIn({ ...question, window: question.later }, [...before, ...after]);
    if (found === null) return null;
    const choices = statedChoices(found.reasons);
    const unitsOf = (evidence: readonly CodedAlike[]) => scoredUnits(evidence, choices.choiceOf);
    const pairs = await codedInBoth(sql, asked, question.later);
    const [earlier, later] = [
      unitsOf(pairs.map((pair) => pair.before)),
      unitsOf(pairs.map((pair) => pair.after)),
    ];
    const both = earlier.flatMap((unit, at) => {
      const other = later[at];
      return other === undefined ? [] : [{ before: unit, after: other }];
    });
    const all = [...before, ...after];
    return {
      ...consistencyDrift({ before: unitsOf(before), after: unitsOf(after), both }, question.of),
      ...{ question, version: found.version },
      notComparable: all.reduce(
        (sum, given) => sum + (choices.causeOf(given) === null ? 0 : given.contacts),
        0,
      ),
      versions: [...new Set(all.map((given) => given.version))].sort((one, other) => one - other),
    };
  }

  /** How the label shares of coders at work drifted. */
  async labelDrift(question: DriftQuestion): Promise<FoundLabelDrift> {
    const [before, after] = [
      await this.labels(question, question.window),
      await this.labels(question, question.later),
    ];
    return { drifts: labelDrifts(before, after), divergence: overallDivergence(before, after) };
  }

  /** How many contacts are kept otherwise than the audits and sessions have them: 0 as long as all is well. */
  differing({ id }: TaxonomyRecord): Promise<number> {
    return differingEvidence(this.dataSource.manager, id);
  }

  private async labels(question: DriftQuestion, window: Window): Promise<readonly LabelCount[]> {
    const rows = await usageCounts(
      this.dataSource.manager,
      { taxonomyId: question.taxonomy.id, ...window, without: question.without },
      ['coder', 'reason', 'version'],
    );
    const versions = rows.flatMap(({ version }) => version ?? []);
    const found = await this.statedAmong({ ...question, window: question.later }, versions);
    const choiceOf = found === null ? ownName : statedChoices(found.reasons).choiceOf;
    return rows.flatMap(({ coder, reason, version, contacts }) =>
      coder === null || reason === null || version === null
        ? []
        : [{ coderId: coder, choice: choiceOf(reason, version), contacts }],
    );
  }

  private statedIn(
    question: Omit<ScoreQuestion, 'of'>,
    evidence: readonly CodedAlike[],
  ): Promise<{ readonly version: VersionRecord | null; readonly reasons: StatedReasons } | null> {
    return this.statedAmong(
      question,
      evidence.map(({ version }) => version),
    );
  }

  private async statedAmong(
    { taxonomy, window, statedIn, level }: Omit<ScoreQuestion, 'of'>,
    versions: readonly number[],
  ): Promise<{ readonly version: VersionRecord | null; readonly reasons: StatedReasons } | null> {
    const { taxonomies, correspondences } = this.others;
    const version = await this.versionFor(taxonomy, window, statedIn);
    if (version === undefined) return null;
    if (version === null) {
      const correspondence = sealedCorrespondence(() => undefined);
      return { version, reasons: { tree: ReasonTree.empty, correspondence, level } };
    }
    const routes = await correspondences.routesTo(version, [...new Set(versions)]);
    const trees = await taxonomies.contents([version.contentDigest]);
    return {
      version,
      reasons: {
        tree: trees.get(version.contentDigest) ?? ReasonTree.empty,
        correspondence: sealedCorrespondence((number) => routes.get(number)?.path),
        level,
      },
    };
  }

  private async versionFor(
    { id, timeZone }: TaxonomyRecord,
    { until }: Window,
    statedIn: number | null,
  ): Promise<VersionRecord | null | undefined> {
    const { taxonomies } = this.others;
    if (statedIn !== null) return (await taxonomies.versionByNumber(id, statedIn)) ?? undefined;
    const end = momentOfCell(until, timeZone);
    const last = end === null ? null : new Date(end.getTime() - 1);
    const [inForce] = await taxonomies.versionsInForce([id], last);
    if (inForce !== undefined) return inForce;
    const [newest] = await taxonomies.newestVersions([id]);
    return newest ?? null;
  }
}

const evidenceOf = ({
  taxonomy,
  window,
  purpose,
  without,
}: Pick<ScoreQuestion, 'taxonomy' | 'window' | 'purpose' | 'without'>): EvidenceQuestion => ({
  ...{ taxonomyId: taxonomy.id, window, purpose, without },
});

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
