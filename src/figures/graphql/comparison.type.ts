import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Interval } from '../../agreement/statistics';
import { connectionType } from '../../platform/graphql/connection.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { ReasonStateType } from '../../taxonomy/graphql';
import {
  shareOf,
  type ChannelDivergence,
  type ComparedMeasure,
  type comparedMeasures,
  type ComparedStratum,
  type Direction,
  type SimpsonCheck,
  type SimpsonVerdict,
  type simpsonVerdicts,
  type strataKinds,
  type TypicalReason,
} from '../domain';
import { DirectionEnum } from './alert-words.type';
import { FigureIntervalType, FigureShareType, FigureValueType } from './share.type';

@ObjectType('TypicalReason', {
  description: 'A reason that a channel has more, or less, of than all channels together.',
})
export class TypicalReasonType {
  constructor(
    private readonly state: ReasonStateType,
    private readonly found: TypicalReason,
  ) {}

  @Field(() => ReasonStateType, { description: 'The reason.' })
  get reason(): ReasonStateType {
    return this.state;
  }

  @Field(() => FigureShareType, { description: 'Of the contacts of the channel with a reason.' })
  get inChannel(): FigureShareType {
    return new FigureShareType(this.found.inChannel);
  }

  @Field(() => FigureShareType, { description: 'Of all contacts with a reason.' })
  get ofAll(): FigureShareType {
    return new FigureShareType(this.found.ofAll);
  }
}

@ObjectType('ChannelDivergence', {
  description: 'How the reasons of one channel differ from those of all contacts.',
})
export class ChannelDivergenceType {
  constructor(
    private readonly found: ChannelDivergence,
    readonly typicalReasons: readonly TypicalReasonType[],
  ) {}

  @Field(() => String, { nullable: true, description: 'The code of the channel; null: not known.' })
  get channel(): string | null {
    return this.found.channel;
  }

  @Field(() => Float, { description: 'Its contacts with a reason.' })
  get contacts(): number {
    return this.found.contacts;
  }

  @Field(() => FigureValueType, {
    description:
      'Jensen-Shannon divergence of its mix from that of all contacts, in bits: 0 where they are the same, 1 where they share nothing.',
  })
  get divergence(): FigureValueType {
    return new FigureValueType(this.found.divergence);
  }

  @Field(() => FigureValueType, { description: 'G, of the channel against all the others.' })
  get statistic(): FigureValueType {
    return new FigureValueType(this.found.statistic);
  }

  @Field(() => Int, { description: 'Of G; 0 where there is no test.' })
  get degreesOfFreedom(): number {
    return this.found.degreesOfFreedom;
  }

  @Field(() => FigureValueType, { description: 'How likely a G at least this large is by chance.' })
  get pValue(): FigureValueType {
    return new FigureValueType(this.found.pValue);
  }

  @Field(() => FigureValueType, {
    description: 'The p-value raised for as many channels as are tested (Benjamini-Hochberg).',
  })
  get adjustedPValue(): FigureValueType {
    return new FigureValueType(this.found.adjustedPValue);
  }

  @Field(() => [TypicalReasonType], {
    description: 'The reasons that make the divergence most, five at most, the first most of all.',
  })
  get typical(): readonly TypicalReasonType[] {
    return this.typicalReasons;
  }
}

export const ChannelDivergenceConnection = connectionType(
  'ChannelDivergence',
  () => ChannelDivergenceType,
  'A page of channels, the most contacts first.',
);

export const ComparedMeasureEnum = schemaEnum('ComparedMeasure', 'What is compared between two periods.', {
  CONTACT_RATE: 'Contacts / customers; by segment alone, of those whose size is known.',
  RESIDUAL_SHARE: 'Of the contacts with a reason, those of a residual one.',
  TOP_BOX_SHARE: 'Of the customers who said how satisfied they were, those who said 4 or 5.',
  ESCALATION_SHARE: 'Of the contacts of which it is recorded, those that were escalated.',
} satisfies Readonly<Record<(typeof comparedMeasures)[number], string>>);

export const StrataKindEnum = schemaEnum('StrataKind', 'What contacts are parted by.', {
  CHANNEL: 'The channel in which they came.',
  SEGMENT: 'The segment of their customers.',
  DEPARTMENT: 'The department that handled them.',
} satisfies Readonly<Record<(typeof strataKinds)[number], string>>);

export const SimpsonVerdictEnum = schemaEnum('SimpsonVerdict', 'Whether the parts go the way of the whole.', {
  REVERSED: 'Every part goes the other way: what changed is their mix.',
  MIXED: 'Some parts go the other way.',
  ALIKE: 'No part goes the other way.',
  NOT_TOLD: 'Fewer than two parts can be compared.',
} satisfies Readonly<Record<(typeof simpsonVerdicts)[number], string>>);

@ObjectType('ComparedCount', { description: 'A count, and what it is counted of.' })
export class ComparedCountType {
  @Field(() => Float, { description: 'The count.' })
  count!: number;

  @Field(() => Float, { description: 'What it is counted of.' })
  of!: number;
}

@ObjectType('ComparedPart', { description: 'A measure of one part of the contacts, in both periods.' })
export class ComparedPartType {
  constructor(private readonly found: ComparedStratum) {}

  @Field(() => String, {
    nullable: true,
    description: 'The code of the channel, segment or department; null: not known, or all together.',
  })
  get key(): string | null {
    return this.found.key;
  }

  @Field(() => ComparedCountType, { description: 'In the earlier period.' })
  get before(): ComparedCountType {
    return this.found.before;
  }

  @Field(() => ComparedCountType, { description: 'In this period.' })
  get after(): ComparedCountType {
    return this.found.after;
  }

  @Field(() => FigureValueType, { description: 'After minus before, each as count / of.' })
  get difference(): FigureValueType {
    return new FigureValueType(this.found.difference);
  }

  @Field(() => FigureIntervalType, {
    nullable: true,
    description:
      "Newcombe's, at 95 %; null where a count is more than what it is of, or there is no difference.",
  })
  get interval(): Interval | null {
    return this.found.interval;
  }

  @Field(() => DirectionEnum, { description: 'Which way it went, however little.' })
  get direction(): Direction {
    return this.found.direction;
  }
}

export const ComparedPartConnection = connectionType(
  'ComparedPart',
  () => ComparedPartType,
  'A page of parts, the largest first.',
);

@ObjectType('SimpsonCheck', {
  description:
    "Whether a measure changed one way over all and the other way in its parts: Simpson's paradox.",
})
export class SimpsonCheckType {
  constructor(
    readonly compared: ComparedMeasure,
    readonly found: SimpsonCheck,
  ) {}

  @Field(() => ComparedMeasureEnum, { description: 'What is compared.' })
  get measure(): ComparedMeasure {
    return this.compared;
  }

  @Field(() => SimpsonVerdictEnum, { description: 'Whether the parts go the way of the whole.' })
  get verdict(): SimpsonVerdict {
    return this.found.verdict;
  }

  @Field(() => ComparedPartType, { description: 'All parts together.' })
  get all(): ComparedPartType {
    return new ComparedPartType(this.found.all);
  }

  @Field(() => FigureShareType, {
    description: 'Of the parts that can be compared, those that go the other way than all together.',
  })
  get opposite(): FigureShareType {
    const told = this.found.strata.filter(({ difference }) => difference.value !== null);
    const { direction } = this.found.all;
    const opposite = told.filter((one) => one.direction !== 'NEITHER' && one.direction !== direction);
    return new FigureShareType(shareOf(direction === 'NEITHER' ? 0 : opposite.length, told.length));
  }
}
