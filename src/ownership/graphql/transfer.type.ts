import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { ReasonType } from '../../taxonomy/graphql';
import type { OwnerRole, TransferRecord, TransferredRole, transferStates, TransferState } from '../domain';
import { OwnerRoleEnum } from './owners.type';

export const TransferStateEnum = schemaEnum('TransferState', 'What became of an offer.', {
  PENDING: 'It waits for the other department.',
  ACCEPTED: 'The other department took over.',
  DECLINED: 'The other department did not.',
  WITHDRAWN: 'It was taken back.',
} satisfies Readonly<Record<(typeof transferStates)[number], string>>);

export const TransferSideEnum = schemaEnum('TransferSide', 'A side of a hand-over.', {
  FROM: 'The department that gives.',
  TO: 'The department that takes.',
});

@ObjectType('TransferredRole', { description: 'A role of a reason that is handed over.' })
export class TransferredRoleType {
  constructor(private readonly transferred: TransferredRole) {}

  @Field(() => ReasonType, { description: 'The reason.' })
  get reason(): ReasonType {
    return new ReasonType(this.transferred.reasonId);
  }

  @Field(() => OwnerRoleEnum, { description: 'The role.' })
  get role(): OwnerRole {
    return this.transferred.role;
  }
}

@ObjectType('Transfer', {
  implements: NodeType,
  description:
    'An offer of a department to hand reasons over to another one. Nothing changes until it is accepted.',
})
export class TransferType implements NodeType {
  readonly typeName = 'Transfer';

  constructor(readonly record: TransferRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Transfer', this.record.id);
  }

  @Field(() => TransferStateEnum, { description: 'What became of it.' })
  get state(): TransferState {
    return this.record.state;
  }

  @Field(() => GraphQLDateTime, { description: 'From when on the other department is to answer.' })
  get effectiveFrom(): Date {
    return this.record.effectiveFrom;
  }

  @Field(() => Boolean, { description: 'Whether it waits still although that moment is past.' })
  get overdue(): boolean {
    return this.record.state === 'PENDING' && this.record.effectiveFrom < new Date();
  }

  @Field(() => String, { nullable: true, description: 'What was said with the offer; null: nothing.' })
  get note(): string | null {
    return this.record.note;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was offered.' })
  get offeredAt(): Date {
    return this.record.offeredAt;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was decided; null: not yet.' })
  get decidedAt(): Date | null {
    return this.record.decidedAt;
  }

  @Field(() => String, { nullable: true, description: 'What was said with the decision; null: nothing.' })
  get decisionNote(): string | null {
    return this.record.decisionNote;
  }
}

export const TransferConnection = connectionType(
  'Transfer',
  () => TransferType,
  'A page of offers, the newest first.',
);

export const TransferredRoleConnection = connectionType(
  'TransferredRole',
  () => TransferredRoleType,
  'A page of what is handed over.',
);

@InputType('TransferFilter', { description: 'Which offers; what is left out does not matter.' })
export class TransferFilterInput {
  @Field(() => String, { nullable: true, description: 'Of the taxonomy with this key.' })
  taxonomy?: string | null;

  @Field(() => ID, { nullable: true, description: 'That concern this department.' })
  department?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'That concern a department which the caller speaks for.',
  })
  mine?: boolean | null;

  @Field(() => TransferSideEnum, {
    nullable: true,
    description: 'With department or mine: on this side of it.',
  })
  side?: keyof typeof TransferSideEnum | null;

  @Field(() => [TransferStateEnum], { nullable: true, description: 'That are one of these.' })
  states?: TransferState[] | null;

  @Field(() => Boolean, { nullable: true, description: 'That wait still although their moment is past.' })
  overdue?: boolean | null;
}

@InputType('OfferTransferInput', { description: 'What a department hands over to another one.' })
export class OfferTransferInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => ID, { description: 'The department that gives: one that the caller speaks for.' })
  from!: string;

  @Field(() => ID, { description: 'The department that is to take.' })
  to!: string;

  @Field(() => [ID], {
    description: 'The reasons: what the giving one is accountable or responsible for of them.',
  })
  reasons!: string[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on; null: now. In the past only where the policy allows backdating.',
  })
  effectiveFrom?: Date | null;

  @Field(() => String, { nullable: true, description: 'What there is to say of it.' })
  note?: string | null;
}

function decisionInput(name: string, description: string) {
  @InputType(name, { description })
  class DecisionInput {
    @Field(() => ID, { description: 'The offer.' })
    transfer!: string;

    @Field(() => String, { nullable: true, description: 'What there is to say of it.' })
    note?: string | null;
  }
  return DecisionInput;
}

export const AcceptTransferInputType = decisionInput('AcceptTransferInput', 'An offer to be accepted.');
export const WithdrawTransferInputType = decisionInput('WithdrawTransferInput', 'An offer to be taken back.');

@InputType('DeclineTransferInput', { description: 'An offer to be declined.' })
export class DeclineTransferInputType {
  @Field(() => ID, { description: 'The offer.' })
  transfer!: string;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}
