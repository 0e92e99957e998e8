import { Field, Float, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { wordEnum } from '../../platform/graphql/schema-enum';
import { ReasonStateType } from '../../taxonomy/graphql';
import type {
  CodedField,
  CodeQuality,
  HandledElsewhere,
  RateChangeFigures,
  ReasonContribution,
  Recoding,
  Share,
} from '../domain';
import type { UsageFigures } from '../queries/usage-figures';
import { ContactRateType } from './segment.type';
import { FigureShareType, FigureValueType } from './share.type';

@ObjectType('UsageFigures', {
  description:
    'Figures of the use of a list in a period. They all rest on the contacts that took place on its days, by the time zone of the taxonomy, and that pass the filter.',
})
export class UsageFiguresType {
  constructor(readonly figures: UsageFigures) {}

  @Field(() => GraphQLLocalDate, { description: 'The first day.' })
  get from(): string {
    return this.figures.question.from;
  }

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one.' })
  get until(): string {
    return this.figures.question.until;
  }

  @Field(() => Int, {
    description:
      'How many contacts are left out of them, whatever the period and the filter, since the caller codes them blind in sessions that are not revealed, or audits that are not closed.',
  })
  get heldBack(): number {
    return this.figures.question.without.length;
  }

  @Field(() => String, { description: 'The time zone by which days are told.' })
  get timeZone(): string {
    return this.figures.taxonomy.timeZone;
  }
}

@ObjectType('ResidualOfMenu', { description: 'How much of one menu went to its residual reasons.' })
export class ResidualOfMenuType {
  constructor(
    readonly parentView: ReasonStateType | null,
    private readonly found: Share,
  ) {}

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The reason whose choices they are; null: the menu at the root.',
  })
  get parent(): ReasonStateType | null {
    return this.parentView;
  }

  @Field(() => FigureShareType, {
    description: 'Of the contacts below the menu, those in a residual choice.',
  })
  get share(): FigureShareType {
    return new FigureShareType(this.found);
  }
}

export const ResidualOfMenuConnection = connectionType(
  'ResidualOfMenu',
  () => ResidualOfMenuType,
  'A page of menus, those with the most contacts in residual reasons first.',
);

@ObjectType('HandledElsewhere', {
  description: 'How many contacts another department handled than the one accountable for the reason.',
})
export class HandledElsewhereType {
  constructor(private readonly found: HandledElsewhere) {}

  @Field(() => FigureShareType, {
    description: 'Of the contacts with a department and an accountable one, those that another one handled.',
  })
  get share(): FigureShareType {
    return new FigureShareType(this.found.share);
  }

  @Field(() => Float, { description: 'Contacts left out, since no department of theirs is known.' })
  get withoutDepartment(): number {
    return this.found.withoutDepartment;
  }

  @Field(() => Float, { description: 'Contacts left out, since nobody was accountable for their reason.' })
  get withoutOwner(): number {
    return this.found.withoutOwner;
  }
}

export const CodedFieldEnum = wordEnum('CodedField', 'A field of contacts that takes a code.', {
  reason: 'The reason.',
  channel: 'The channel.',
  department: 'The department.',
  segment: 'The segment.',
  resolution: 'The resolution.',
} satisfies Readonly<Record<CodedField, string>>);

@ObjectType('CodeQuality', { description: 'How complete and how valid the codes of one field are.' })
export class CodeQualityType {
  constructor(private readonly found: CodeQuality) {}

  @Field(() => CodedFieldEnum, { description: 'The field.' })
  get field(): CodedField {
    return this.found.field;
  }

  @Field(() => FigureShareType, { description: 'Of all contacts, those of which something was said.' })
  get completeness(): FigureShareType {
    return new FigureShareType(this.found.completeness);
  }

  @Field(() => FigureShareType, {
    description: 'Of those of which something was said, those whose code the taxonomy knew and took then.',
  })
  get validity(): FigureShareType {
    return new FigureShareType(this.found.validity);
  }
}

@ObjectType('UnmappedValue', { description: 'A value of a field that means nothing in the taxonomy.' })
export class UnmappedValueType {
  @Field(() => String, { description: 'The field.' })
  field!: string;

  @Field(() => String, { description: 'What came, shortened.' })
  value!: string;

  @Field(() => Int, { description: 'How many contacts it came with.' })
  contacts!: number;
}

export const UnmappedValueConnection = connectionType(
  'UnmappedValue',
  () => UnmappedValueType,
  'A page of values, the commonest first.',
);

@ObjectType('RecodingPair', { description: 'Contacts that came in with one reason and ended with another.' })
export class RecodingPairType {
  @Field(() => ReasonStateType, { description: 'What they came in with.' })
  initial!: ReasonStateType;

  @Field(() => ReasonStateType, { description: 'What they ended with.' })
  final!: ReasonStateType;

  @Field(() => FigureShareType, { description: 'Their part of the contacts that came in with that reason.' })
  share!: FigureShareType;
}

export const RecodingPairConnection = connectionType(
  'RecodingPair',
  () => RecodingPairType,
  'A page of recodings, the commonest first.',
);

@ObjectType('Recoding', { description: 'How initial reasons became final ones.' })
export class RecodingType {
  constructor(
    readonly figures: UsageFigures,
    readonly found: Recoding,
  ) {}

  @Field(() => FigureShareType, {
    description: 'Of the contacts with both reasons, those whose reason changed.',
  })
  get rate(): FigureShareType {
    return new FigureShareType(this.found.rate);
  }

  @Field(() => FigureShareType, { description: 'Of the contacts with both reasons, those with the same.' })
  get agreement(): FigureShareType {
    return new FigureShareType(this.found.agreement);
  }

  @Field(() => FigureValueType, {
    description: "Cohen's kappa of initial against final reason: their agreement beyond chance.",
  })
  get kappa(): FigureValueType {
    return new FigureValueType(this.found.kappa);
  }
}

@ObjectType('RateContribution', { description: 'What one reason did to a contact rate.' })
export class RateContributionType {
  constructor(
    readonly state: ReasonStateType,
    private readonly found: ReasonContribution,
  ) {}

  @Field(() => ReasonStateType, { description: 'The reason.' })
  get reason(): ReasonStateType {
    return this.state;
  }

  @Field(() => Float, { description: 'Its contacts in the earlier period.' })
  get before(): number {
    return this.found.before;
  }

  @Field(() => Float, { description: 'Its contacts in the later period.' })
  get after(): number {
    return this.found.after;
  }

  @Field(() => FigureValueType, {
    description:
      'In percentage points: those of all reasons, and of contacts without one, add up to the change.',
  })
  get points(): FigureValueType {
    return new FigureValueType(this.found.points);
  }
}

export const RateContributionConnection = connectionType(
  'RateContribution',
  () => RateContributionType,
  'A page of contributions, those that lowered the rate most first.',
);

@ObjectType('ContactRateChange', {
  description: 'How the contact rate of a segment changed from an earlier period, and what accounts for it.',
})
export class ContactRateChangeType {
  constructor(
    readonly figures: UsageFigures,
    readonly found: RateChangeFigures,
  ) {}

  @Field(() => ContactRateType, { description: 'In the earlier period.' })
  get before(): ContactRateType {
    return new ContactRateType(this.found.before);
  }

  @Field(() => ContactRateType, { description: 'In this period.' })
  get after(): ContactRateType {
    return new ContactRateType(this.found.after);
  }

  @Field(() => FigureValueType, { description: 'After minus before, in percentage points.' })
  get points(): FigureValueType {
    return new FigureValueType(this.found.points);
  }

  @Field(() => FigureValueType, { description: 'What contacts without a reason did, in percentage points.' })
  get withoutReason(): FigureValueType {
    return new FigureValueType(this.found.withoutReason);
  }
}
