import type { DataSource } from 'typeorm';
import { usageCounts } from '../../contact';
import type { VersionRecord } from '../../taxonomy/domain';
import {
  consistencyDrift,
  labelDrifts,
  overallDivergence,
  ownName,
  scoredUnits,
  statedChoices,
  type CodedAlike,
  type ConsistencyDrift,
  type DriftSubject,
  type EvidencePurpose,
  type LabelCount,
  type LabelDrift,
  type StatedChoices,
  type TwoPeriods,
} from '../domain';
import { readAgreementCharts, type ChartQuestion, type FoundCharts } from './agreement-chart-reader';
import { codedInBoth } from './coded-again';
import { doubleCodings } from './double-codings';
import type { EvidenceQuestion } from './evidence-question';
import { reasonsStated, type ReasonsQuestion, type VersionReaders } from './stated-in';

type Window = EvidenceQuestion['window'];

/** What drift is asked of, whatever it is of. */
export interface PeriodsQuestion extends ReasonsQuestion {
  /** The period that is compared with that of the question, which is the earlier one. */
  readonly later: Window;
  readonly purpose: EvidencePurpose;
  /** Contacts that the asker codes blind, and may not tell from what they were coded as before. */
  readonly without: NonNullable<EvidenceQuestion['without']>;
}

export interface DriftQuestion extends PeriodsQuestion {
  readonly of: DriftSubject;
}

/** Two periods as they can be compared, whatever is compared of them. */
export interface ComparedPeriods {
  /** Null: the taxonomy has no version. */
  readonly version: VersionRecord | null;
  /** Contacts of either period with a code that cannot be told in the stated version. */
  readonly notComparable: number;
  readonly versions: readonly number[];
  readonly driftOf: (subject: DriftSubject) => ConsistencyDrift;
}

export interface FoundDrift extends ConsistencyDrift, Omit<ComparedPeriods, 'driftOf'> {
  readonly question: DriftQuestion;
}

export interface FoundLabelDrift {
  readonly drifts: readonly LabelDrift[];
  /** Of all coders together. */
  readonly divergence: number | null;
}

/** How consistency changed between periods: from what was coded several times, and for labels from single contacts. */
export class DriftReader {
  constructor(
    private readonly source: Pick<DataSource, 'manager'>,
    private readonly others: VersionReaders,
  ) {}

  /** Null where a version was named that the taxonomy does not have. */
  async drift(question: DriftQuestion): Promise<FoundDrift | null> {
    const compared = await this.compared(question);
    if (compared === null) return null;
    const { driftOf, ...found } = compared;
    return { ...driftOf(question.of), ...found, question };
  }

  /** Null where a version was named that the taxonomy does not have. */
  async compared(question: PeriodsQuestion): Promise<ComparedPeriods | null> {
    const { taxonomy, window, later, purpose, without } = question;
    const asked = { taxonomyId: taxonomy.id, window, purpose, without };
    const { manager } = this.source;
    const before = await doubleCodings(manager, asked);
    const after = await doubleCodings(manager, { ...asked, window: later });
    const all = [...before, ...after];
    const versions = [...new Set(all.map(({ version }) => version))].sort((one, other) => one - other);
    const found = await reasonsStated(this.others, { ...question, window: later }, versions);
    if (found === null) return null;
    const choices = statedChoices(found.reasons);
    const periods = periodsOf({ before, after, both: await codedInBoth(manager, asked, later) }, choices);
    return {
      ...{ version: found.version, versions, driftOf: (subject) => consistencyDrift(periods, subject) },
      notComparable: all.reduce(
        (sum, given) => sum + (choices.causeOf(given) === null ? 0 : given.contacts),
        0,
      ),
    };
  }

  /** How agreement went on from exercise to exercise; null where a version was named that the taxonomy does not have. */
  charts(question: ChartQuestion): Promise<FoundCharts | null> {
    return readAgreementCharts(this.source.manager, this.others, question);
  }

  /** How the label shares of coders at work drifted. */
  async labelDrift(question: PeriodsQuestion): Promise<FoundLabelDrift> {
    const [before, after] = [
      await this.labels(question, question.window),
      await this.labels(question, question.later),
    ];
    return { drifts: labelDrifts(before, after), divergence: overallDivergence(before, after) };
  }

  private async labels(question: PeriodsQuestion, window: Window): Promise<readonly LabelCount[]> {
    const rows = await usageCounts(
      this.source.manager,
      { taxonomyId: question.taxonomy.id, ...window, without: question.without },
      ['coder', 'reason', 'version'],
    );
    const versions = rows.flatMap(({ version }) => version ?? []);
    const found = await reasonsStated(this.others, { ...question, window: question.later }, versions);
    const choiceOf = found === null ? ownName : statedChoices(found.reasons).choiceOf;
    return rows.flatMap(({ coder, reason, version, contacts }) =>
      coder === null || reason === null || version === null
        ? []
        : [{ coderId: coder, choice: choiceOf(reason, version), contacts }],
    );
  }
}

interface CodedInPeriods {
  readonly before: readonly CodedAlike[];
  readonly after: readonly CodedAlike[];
  readonly both: Awaited<ReturnType<typeof codedInBoth>>;
}

function periodsOf({ before, after, both }: CodedInPeriods, { choiceOf }: StatedChoices): TwoPeriods {
  const unitsOf = (evidence: readonly CodedAlike[]) => scoredUnits(evidence, choiceOf);
  const [earlier, later] = [
    unitsOf(both.map((pair) => pair.before)),
    unitsOf(both.map((pair) => pair.after)),
  ];
  return {
    ...{ before: unitsOf(before), after: unitsOf(after) },
    both: earlier.flatMap((unit, at) => {
      const other = later[at];
      return other === undefined ? [] : [{ before: [unit], after: other }];
    }),
  };
}
