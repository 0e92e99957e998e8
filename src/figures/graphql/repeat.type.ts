import { Field, Int, ObjectType } from 'type-graphql';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type {
  FirstContactResolution,
  Repeats,
  RepeatRule,
  ResolutionBasis,
  resolutionBases,
  SameReason,
  sameReasons,
} from '../domain';
import { FigureShareType } from './share.type';

export const SameReasonEnum = schemaEnum('SameReason', 'Which contacts of a customer are about the same.', {
  NONE: 'All of them, whatever their reasons.',
  LEVEL1: 'Those whose reasons are below the same choice at the root.',
  LEAF: 'Those with the same reason.',
} satisfies Readonly<Record<(typeof sameReasons)[number], string>>);

export const ResolutionBasisEnum = schemaEnum(
  'ResolutionBasis',
  'What first-contact resolution is told from.',
  {
    FLAG: 'What the source recorded of each contact.',
    NO_REPEAT: 'That no other contact of the customer followed within the window.',
  } satisfies Readonly<Record<(typeof resolutionBases)[number], string>>,
);

@ObjectType('RepeatRule', { description: 'When a contact counts as a repeat of another one.' })
export class RepeatRuleType implements RepeatRule {
  @Field(() => Int, { description: 'Within how many days, of 24 hours.' })
  windowDays!: number;

  @Field(() => SameReasonEnum, { description: 'Which contacts of the customer are about the same.' })
  sameReason!: SameReason;
}

@ObjectType('RepeatContacts', {
  description: 'How many contacts are repeated by their customer, seen from both ends.',
})
export class RepeatContactsType {
  constructor(private readonly found: Repeats) {}

  @Field(() => RepeatRuleType, { description: 'The rule by which they were told.' })
  get rule(): RepeatRuleType {
    const { windowDays, sameReason } = this.found;
    return { windowDays, sameReason };
  }

  @Field(() => FigureShareType, {
    description:
      'Of the contacts after which a whole window is observed, those that another one followed within it.',
  })
  get followed(): FigureShareType {
    return new FigureShareType(this.found.followed);
  }

  @Field(() => FigureShareType, {
    description:
      'Of the contacts before which a whole window is observed, those that followed another one within it.',
  })
  get repeats(): FigureShareType {
    return new FigureShareType(this.found.repeats);
  }

  @Field(() => Int, {
    description: 'Contacts left out of followed: the period, or the contacts, end within their window.',
  })
  get censoredAfter(): number {
    return this.found.censoredAfter;
  }

  @Field(() => Int, {
    description: 'Contacts left out of repeats: the period, or the contacts, begin within their window.',
  })
  get censoredBefore(): number {
    return this.found.censoredBefore;
  }

  @Field(() => Int, { description: 'Contacts left out of both, since it is not known whose they are.' })
  get withoutCustomer(): number {
    return this.found.withoutCustomer;
  }

  @Field(() => Int, {
    description: 'Contacts left out of both, since they have no reason, where it has to be the same.',
  })
  get withoutReason(): number {
    return this.found.withoutReason;
  }
}

@ObjectType('FirstContactResolution', {
  description: 'How many contacts were resolved at once, and from what that is told.',
})
export class FirstContactResolutionType {
  constructor(private readonly found: FirstContactResolution) {}

  @Field(() => ResolutionBasisEnum, { description: 'What it is told from; never from both.' })
  get basis(): ResolutionBasis {
    return this.found.basis;
  }

  @Field(() => FigureShareType, {
    description:
      'FLAG: of the contacts of which it is recorded, those resolved at once. NO_REPEAT: of those after which a whole window is observed, those that no other one of the customer followed.',
  })
  get share(): FigureShareType {
    return new FigureShareType(this.found.share);
  }

  @Field(() => FigureShareType, { description: 'Of all contacts, those that it rests on.' })
  get coverage(): FigureShareType {
    return new FigureShareType(this.found.coverage);
  }

  @Field(() => RepeatContactsType, {
    nullable: true,
    description: 'The repeats that it is told from, with their rule; null where the basis is FLAG.',
  })
  get repeatContacts(): RepeatContactsType | null {
    const { repeats } = this.found;
    return repeats === null ? null : new RepeatContactsType(repeats);
  }
}
