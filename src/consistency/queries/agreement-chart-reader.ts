import type { EwmaRule } from '../../agreement/statistics';
import { CallerError } from '../../platform/caller-error';
import type { Sql } from '../../platform/database/sql';
import { groupBy, type VersionRecord } from '../../taxonomy/domain';
import {
  agreementCharts,
  scoredUnits,
  statedChoices,
  type AgreementCharts,
  type ChartedExercise,
  type ChoiceOf,
  type CodedAlike,
  type DriftSubject,
  type EvidencePurpose,
} from '../domain';
import { codedSeveralTimes, type SaidOfContact } from './coded-again';
import { doubleCodings } from './double-codings';
import type { EvidenceQuestion } from './evidence-question';
import { reasonsStated, type ReasonsQuestion, type VersionReaders } from './stated-in';

/** What control charts are asked of. */
export interface ChartQuestion extends ReasonsQuestion {
  readonly of: DriftSubject;
  readonly purpose: EvidencePurpose;
  readonly rule: EwmaRule;
  /** Contacts that the asker codes blind, and may not tell from what they were coded as before. */
  readonly without: NonNullable<EvidenceQuestion['without']>;
}

export interface FoundCharts extends AgreementCharts {
  readonly question: ChartQuestion;
  /** Null: the taxonomy has no version. */
  readonly version: VersionRecord | null;
  readonly versions: readonly number[];
  readonly exercises: number;
}

/** Each exercise is compared with all before it: as many cost a hundred times what one does. */
export const mostCharted = 100;

/** Null where a version was named that the taxonomy does not have. */
export async function readAgreementCharts(
  sql: Sql,
  others: VersionReaders,
  question: ChartQuestion,
): Promise<FoundCharts | null> {
  const { taxonomy, window, purpose, without, of, rule } = question;
  const asked = { taxonomyId: taxonomy.id, window, purpose, without };
  const evidence = await doubleCodings(sql, asked);
  const exercises = new Set(evidence.map(({ exerciseId }) => exerciseId)).size;
  if (exercises > mostCharted)
    throw new CallerError(
      'LIMIT_EXCEEDED',
      `until: expected days with at most ${mostCharted} audits or sessions, but got ${exercises}`,
    );
  const versions = [...new Set(evidence.map(({ version }) => version))].sort((one, other) => one - other);
  const found = await reasonsStated(others, question, versions);
  if (found === null) return null;
  const { choiceOf } = statedChoices(found.reasons);
  const again = await codedSeveralTimes(sql, asked);
  const charts = agreementCharts(chartedExercises(evidence, again, choiceOf), of, rule);
  return { ...charts, question, version: found.version, versions, exercises };
}

/** Version by version in the order in which they were closed. A session that compares versions is a point of each. */
function chartedExercises(
  evidence: readonly CodedAlike[],
  again: readonly SaidOfContact[],
  choiceOf: ChoiceOf,
): readonly ChartedExercise[] {
  const units = scoredUnits(evidence, choiceOf);
  const unitsAgain = scoredUnits(
    again.map(({ said }) => said),
    choiceOf,
  );
  const ofPoint = groupBy(again.keys(), (at) => pointOf(again[at]?.said));
  const points = groupBy(evidence.keys(), (at) => pointOf(evidence[at]));
  const exercises = Array.from(points, ([point, members]): readonly ChartedExercise[] => {
    const first = evidence[members[0] ?? 0];
    if (first === undefined) return [];
    const { exerciseId, closedOn, version } = first;
    return [
      {
        ...{ exerciseId, closedOn, version, units: members.flatMap((at) => units[at] ?? []) },
        again: new Map(
          (ofPoint.get(point) ?? []).flatMap((at) => {
            const unit = unitsAgain[at];
            return unit === undefined ? [] : [[again[at]?.contactId ?? '', unit] as const];
          }),
        ),
      },
    ];
  }).flat();
  return exercises.toSorted(
    (one, other) =>
      one.version - other.version ||
      one.closedOn.localeCompare(other.closedOn) ||
      one.exerciseId.localeCompare(other.exerciseId),
  );
}

const pointOf = (given: CodedAlike | undefined): string => `${given?.exerciseId} ${given?.version}`;
