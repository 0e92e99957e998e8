import { Field, Float, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { schemaEnum, wordEnum } from '../../platform/graphql/schema-enum';
import { ReasonStateType, ReasonType } from '../../taxonomy/graphql';
import { shareOf, type breakCauses, type SeriesBreak } from '../domain';
import type { UsageFigures } from '../queries/usage-figures';
import { FigureShareType } from './share.type';

export const breakdownWords = {
  channel: 'The channel in which they came.',
  department: 'The department that handled them.',
  segment: 'The segment of their customers.',
  resolution: 'How they were resolved.',
} as const;
export type BreakdownWord = keyof typeof breakdownWords;

export const BreakdownEnum = wordEnum('FigureBreakdown', 'What contacts are counted by.', breakdownWords);

@ObjectType('MonthOfContacts', { description: 'The contacts of one month, as far as it lies in the period.' })
export class MonthOfContactsType {
  @Field(() => GraphQLLocalDate, { description: 'Its first day.' })
  month!: string;

  @Field(() => Float, { description: 'The contacts; whole unless shares of a split were used.' })
  contacts!: number;
}

@ObjectType('ContactsByCode', {
  description: 'The contacts of one channel, department, segment or resolution.',
})
export class ContactsByCodeType {
  constructor(
    readonly code: string | null,
    private readonly counts: { readonly contacts: number; readonly of: number },
  ) {}

  @Field(() => String, { nullable: true, name: 'code', description: 'Its code; null: none that is known.' })
  get shownCode(): string | null {
    return this.code;
  }

  @Field(() => Float, { description: 'The contacts; whole unless shares of a split were used.' })
  get contacts(): number {
    return this.counts.contacts;
  }

  @Field(() => FigureShareType, { description: 'Their part of the contacts that were broken down.' })
  get share(): FigureShareType {
    return new FigureShareType(shareOf(this.counts.contacts, this.counts.of));
  }
}

export const ContactsByCodeConnection = connectionType(
  'ContactsByCode',
  () => ContactsByCodeType,
  'A page of counts, the most contacts first.',
);

@ObjectType('ReasonVolume', {
  description: 'How many contacts a reason, or all below it, had in the period.',
})
export class ReasonVolumeType {
  constructor(
    readonly figures: UsageFigures,
    readonly reason: ReasonStateType,
    readonly at: {
      readonly level: number | null;
      readonly contacts: number;
      readonly of: number;
    },
  ) {}

  @Field(() => ReasonStateType, {
    name: 'reason',
    description: 'The reason as it stands in the version that figures are stated in.',
  })
  get shownReason(): ReasonStateType {
    return this.reason;
  }

  @Field(() => Float, { description: 'The contacts; whole unless shares of a split were used.' })
  get contacts(): number {
    return this.at.contacts;
  }

  @Field(() => FigureShareType, { description: 'Their part of the contacts with a reason.' })
  get share(): FigureShareType {
    return new FigureShareType(shareOf(this.at.contacts, this.at.of));
  }
}

export const ReasonVolumeConnection = connectionType(
  'ReasonVolume',
  () => ReasonVolumeType,
  'A page of volumes, the most contacts first.',
);

export const BreakCauseEnum = schemaEnum(
  'VolumeBreakCause',
  'Why contacts cannot be compared over a change of the list.',
  {
    SCOPE_CHANGED: 'The reason was declared to count something else since.',
    RETIRED_WITHOUT_SUCCESSOR: 'The reason was retired, and nothing exactly takes its place.',
    SUCCESSORS_WITHOUT_SHARES:
      'The reason was split or has several successors, or was merged when read backwards, and the shares are not known.',
    CREATED_LATER: 'The version that figures are stated in does not hold the reason yet.',
    CODED_IN_PILOT: 'It was coded in a pilot, whose content is no version.',
    NOT_MAPPED: 'No correspondence says where its contacts are found.',
  } satisfies Readonly<Record<(typeof breakCauses)[number], string>>,
);

@ObjectType('VolumeBreak', {
  description: 'Contacts of a reason that stay with it as they are, since they cannot be restated.',
})
export class VolumeBreakType {
  constructor(private readonly found: SeriesBreak) {}

  @Field(() => ReasonType, { description: 'The reason that they were coded with.' })
  get reason(): ReasonType {
    return new ReasonType(this.found.reason);
  }

  @Field(() => Int, {
    description: 'The number of the version that they were coded in; below zero that of a pilot.',
  })
  get version(): number {
    return this.found.version;
  }

  @Field(() => BreakCauseEnum, { description: 'Why.' })
  get cause(): keyof typeof BreakCauseEnum {
    return this.found.cause;
  }

  @Field(() => Float, { description: 'The contacts.' })
  get contacts(): number {
    return this.found.contacts;
  }
}

export const VolumeBreakConnection = connectionType(
  'VolumeBreak',
  () => VolumeBreakType,
  'A page of breaks, the most contacts first.',
);
