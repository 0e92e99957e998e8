import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { ScoreIntervalType } from './score-interval.type';
import type { BreakCause } from '../../figures/domain';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { scoreFormula, type ConsistencyScore, type EvidencePurpose, type NoScoreCause } from '../domain';
import type { FoundScores, ScoreOfMonth } from '../queries/consistency-reader';
import {
  EvidencePurposeEnum,
  NoScoreCauseEnum,
  NotComparableCauseEnum,
  ScoredSubjectEnum,
} from './consistency.enums';

@ObjectType('ScoreMean', { description: 'What scores are drawn to, and how much that weighs.' })
export class ScoreMeanType {
  @Field(() => Float, { description: 'The mean, 0 to 1.' })
  mean!: number;

  @Field(() => Float, { description: 'As many contacts as it weighs.' })
  strength!: number;
}

@ObjectType('SelfAgreement', {
  description:
    'How often a coder chose the same when the same contact came again: the most that others can agree with them.',
})
export class SelfAgreementType {
  @Field(() => Float, { description: 'The share, 0 to 1.' })
  value!: number;

  @Field(() => ScoreIntervalType, { description: "Wilson's interval, at 95 %." })
  interval!: ScoreIntervalType;

  @Field(() => Int, { description: 'Pairs of codings of one contact, in different audits or sessions.' })
  pairs!: number;

  @Field(() => Int, { description: 'Of them, those that are the same.' })
  agreeing!: number;
}

@ObjectType('ScoreOfMonth', { description: 'A score as it was in one month; it is drawn nowhere.' })
export class ScoreOfMonthType {
  constructor(private readonly found: ScoreOfMonth) {}

  @Field(() => GraphQLLocalDate, {
    description: 'The first day of the month in which the audits or sessions were closed.',
  })
  get month(): string {
    return this.found.month;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The raw score; null where there are too few contacts.',
  })
  get raw(): number | null {
    return this.found.score.raw;
  }

  @Field(() => ScoreIntervalType, {
    nullable: true,
    description: 'Of the raw score, at 95 %; null where there is none.',
  })
  get rawInterval(): ScoreIntervalType | null {
    return this.found.score.rawInterval;
  }

  @Field(() => Int, { description: 'Contacts that it rests on.' })
  get contacts(): number {
    return this.found.score.contacts;
  }
}

@ObjectType('ConsistencyScore', {
  description:
    'How consistently something is coded: a number with its interval, never without what it rests on.',
})
export class ConsistencyScoreType {
  constructor(
    readonly found: FoundScores,
    readonly score: ConsistencyScore,
  ) {}

  @Field(() => Float, {
    nullable: true,
    description:
      'The score, 0 to 1 (below 0 where a version is coded worse than by chance), drawn to the mean as far as little is known; null where there is none.',
  })
  get value(): number | null {
    return this.score.value;
  }

  @Field(() => ScoreIntervalType, {
    nullable: true,
    description: 'Where it is to be expected, at 95 %; null where there is none.',
  })
  get interval(): ScoreIntervalType | null {
    return this.score.interval;
  }

  @Field(() => NoScoreCauseEnum, {
    nullable: true,
    description: 'Why there is none; null where there is one.',
  })
  get undefinedBecause(): NoScoreCause | null {
    return this.score.undefinedBecause;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'As it came out, drawn nowhere; null where there is none.',
  })
  get raw(): number | null {
    return this.score.raw;
  }

  @Field(() => ScoreIntervalType, {
    nullable: true,
    description: 'Of the raw score, at 95 %; null where there is none.',
  })
  get rawInterval(): ScoreIntervalType | null {
    return this.score.rawInterval;
  }

  @Field(() => Float, { nullable: true, description: 'Of the raw score; null where it is not known.' })
  get standardError(): number | null {
    return this.score.standardError;
  }

  @Field(() => Int, { description: 'Contacts that it rests on.' })
  get contacts(): number {
    return this.score.contacts;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'As many plain trials would be as uncertain; null where there is no score, and for a version.',
  })
  get effectiveContacts(): number | null {
    return this.score.effectiveContacts;
  }

  @Field(() => Float, {
    description: 'Contacts on which others chose the same; one on which half of them did counts half.',
  })
  get agreeing(): number {
    return this.score.agreeing;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'How many that would be of others on contacts as hard; null where difficulty is not taken out.',
  })
  get expectedAgreeing(): number | null {
    return this.score.expectedAgreeing;
  }

  @Field(() => ScoreMeanType, { nullable: true, description: 'What it is drawn to; null where it is not.' })
  get drawnTo(): ScoreMeanType | null {
    return this.score.drawnTo;
  }

  @Field(() => Int, {
    description: 'Answers that were no reason: they agree with nobody and count nowhere else.',
  })
  get unanswered(): number {
    return this.score.unanswered;
  }

  @Field(() => Boolean, {
    description: 'Whether a coder agrees less than all do by more than chance makes of so many coders.',
  })
  get isLow(): boolean {
    return this.score.isLow;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'How likely a coder as consistent as all has as low a score, raised for as many as are tested (Benjamini-Hochberg); null for others.',
  })
  get adjustedPValue(): number | null {
    return this.score.adjustedPValue;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The best place it may have, 1 being the most consistent; null where there is no score.',
  })
  get bestPlace(): number | null {
    return this.score.places?.from ?? null;
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'The worst place it may have: those whose intervals overlap are not ranked; null where there is no score.',
  })
  get worstPlace(): number | null {
    return this.score.places?.to ?? null;
  }
}

@ObjectType('NotComparable', { description: 'Contacts with a code that cannot be told, by why.' })
export class NotComparableType {
  @Field(() => NotComparableCauseEnum, { description: 'Why.' })
  cause!: BreakCause;

  @Field(() => Int, { description: 'How many contacts.' })
  contacts!: number;
}

@ObjectType('ScoreBasis', { description: 'What scores rest on.' })
export class ScoreBasisType {
  constructor(private readonly found: FoundScores) {}

  @Field(() => GraphQLLocalDate, {
    description: 'Of audits or sessions that were closed on this day or later.',
  })
  get from(): string {
    return this.found.question.window.from;
  }

  @Field(() => GraphQLLocalDate, { description: 'And before this day.' })
  get until(): string {
    return this.found.question.window.until;
  }

  @Field(() => EvidencePurposeEnum, { description: 'What the contacts were coded several times for.' })
  get purpose(): EvidencePurpose {
    return this.found.question.purpose;
  }

  @Field(() => Int, { description: 'Contacts that two people or more gave a reason.' })
  get contacts(): number {
    return this.found.basis.contacts;
  }

  @Field(() => Int, { description: 'Answers that were no reason.' })
  get unanswered(): number {
    return this.found.basis.unanswered;
  }

  @Field(() => [Int], { description: 'The numbers of the versions that were coded with.' })
  get versions(): readonly number[] {
    return this.found.basis.versions;
  }

  @Field(() => Int, { description: 'How many audits or sessions.' })
  get exercises(): number {
    return this.found.basis.exerciseIds.length;
  }

  @Field(() => [ID], { description: 'The ids of the audits or sessions, a hundred at most.' })
  get exerciseIds(): readonly string[] {
    const type = this.purpose === 'AUDIT' ? 'Audit' : 'Session';
    return this.found.basis.exerciseIds.slice(0, mostExercises).map((id) => globalId(type, id));
  }

  @Field(() => [NotComparableType], {
    description:
      'Contacts with a code that cannot be told in the stated version at the level asked for: there such a code is a choice of its own. At a higher level more can be told.',
  })
  get notComparable(): readonly NotComparableType[] {
    return this.found.basis.notComparable;
  }

  @Field(() => String, { description: 'The version of the formulas.' })
  get formula(): string {
    return scoreFormula;
  }
}

const mostExercises = 100;

export const ConsistencyScoreConnection = connectionType(
  'ConsistencyScore',
  () => ConsistencyScoreType,
  'Scores in no order of merit: reasons in the order of the list, versions by number, others by their ids.',
);

@ObjectType('ConsistencyScores', { description: 'How consistently things are coded.' })
export class ConsistencyScoresType {
  constructor(readonly found: FoundScores) {}

  @Field(() => ScoredSubjectEnum, { description: 'What the scores are of.' })
  get of(): FoundScores['question']['of'] {
    return this.found.question.of;
  }

  @Field(() => ScoreBasisType, { description: 'What they rest on.' })
  get basis(): ScoreBasisType {
    return new ScoreBasisType(this.found);
  }
}
