import { Field, Float, Int, ObjectType } from 'type-graphql';
import { AgreementIntervalType } from '../../../agreement/graphql';
import type { AgreementShare, CoderAgreement } from '../../domain/results/coder-agreement';

@ObjectType('AgreementShare', { description: 'A share of items, with how sure it is.' })
export class AgreementShareType {
  @Field(() => Float, {
    nullable: true,
    description: 'A share from 0 to 1; null where there is no item to go by.',
  })
  value!: number | null;

  @Field(() => AgreementIntervalType, {
    nullable: true,
    description: 'Its interval; null where there is no value.',
  })
  interval!: AgreementIntervalType | null;

  @Field(() => Int, { description: 'How many items it rests on.' })
  items!: number;
}

@ObjectType('CoderResult', {
  description: 'How one coder coded, beside the others and beside the adjudication.',
})
export class CoderResultType {
  constructor(
    readonly found: CoderAgreement,
    private readonly shownName: string,
  ) {}

  @Field(() => String, { description: 'The name.' })
  get name(): string {
    return this.shownName;
  }

  @Field(() => Int, { description: 'Codings that count.' })
  get codings(): number {
    return this.found.codings;
  }

  @Field(() => Int, { description: 'Of them, those that say the contact cannot be coded.' })
  get cannotCode(): number {
    return this.found.cannotCode;
  }

  @Field(() => Int, { description: 'Of them, those that say no reason fits.' })
  get noReasonFits(): number {
    return this.found.noReasonFits;
  }

  @Field(() => AgreementShareType, {
    description: 'The mean over items of the share of other coders who chose the same reason.',
  })
  get withPeers(): AgreementShare {
    return this.found.withPeers;
  }

  @Field(() => AgreementShareType, { description: 'The share of adjudicated items coded as adjudicated.' })
  get withAdjudicated(): AgreementShare {
    return this.found.withAdjudicated;
  }

  @Field(() => AgreementShareType, {
    description:
      'The share of adjudicated items with the adjudicated branch of the first level and another leaf.',
  })
  get rightBranchWrongLeaf(): AgreementShare {
    return this.found.rightBranchWrongLeaf;
  }
}
