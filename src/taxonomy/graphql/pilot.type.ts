import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId, optionalLocalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { endOf, type PilotFacts, type PilotFault, type PilotRecord } from '../domain';

@InputType('TaxonomyFor', { description: 'Whom a taxonomy is for: what is left out is not known.' })
export class TaxonomyForInput {
  @Field(() => ID, { nullable: true, description: 'The department that handles contacts; null: not known.' })
  department?: string | null;

  @Field(() => String, { nullable: true, description: 'The code of their channel; null: not known.' })
  channel?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who codes; null: not known.' })
  coder?: string | null;
}

export const isNothing = (asker: TaxonomyForInput | null | undefined): asker is null | undefined =>
  asker === null || asker === undefined;

export const factsOf = ({ department, channel, coder }: TaxonomyForInput): PilotFacts => ({
  department: optionalLocalId('Department', department, 'department'),
  channel: channel ?? null,
  coder: optionalLocalId('Coder', coder, 'coder'),
});

const PilotFaultEnum = schemaEnum('PilotFault', 'Why a pilot cannot start, or not end.', {
  NOT_SUBMITTED: 'The draft is neither under review nor approved.',
  OTHER_CONTENT: 'The draft has another content than the one that was named.',
  NO_PERIOD: 'It has no period, one that is past, or one that is too long.',
  NO_SCOPE: 'It would be for everybody.',
  UNKNOWN_SCOPE: 'A department, a channel or a coder is not one of the taxonomy.',
  OVERLAPS: 'Another pilot claims some of its contacts.',
  ENDED: 'It has ended already.',
} satisfies Readonly<Record<PilotFault, string>>);

@ObjectType('PilotRefusedProblem', {
  implements: ProblemType,
  description: 'A pilot that cannot start, or not end.',
})
export class PilotRefusedProblem extends ProblemType {
  @Field(() => PilotFaultEnum, { description: 'Why.' })
  fault!: PilotFault;
}
answersFor(PilotRefusedProblem, ['PILOT_REFUSED']);

@ObjectType('Pilot', {
  implements: NodeType,
  description: 'A content of a draft that is tried in a limited scope before it is a version.',
})
export class PilotType implements NodeType {
  readonly typeName = 'Pilot';

  constructor(readonly record: PilotRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Pilot', this.record.id);
  }

  @Field(() => Int, {
    description: 'Its number in the taxonomy, from 1; below zero it stands where a version would.',
  })
  get number(): number {
    return this.record.number;
  }

  @Field(() => String, { description: 'The title of the draft when it started.' })
  get title(): string {
    return this.record.title;
  }

  @Field(() => String, { description: 'SHA-256 of the sealed content.' })
  get digest(): string {
    return this.record.digest;
  }

  @Field(() => [ID], { nullable: true, description: 'The departments that it is for; null: any.' })
  get departments(): readonly string[] | null {
    return this.record.scope.departments?.map((id) => globalId('Department', id)) ?? null;
  }

  @Field(() => [String], {
    nullable: true,
    description: 'The codes of the channels that it is for; null: any.',
  })
  get channels(): readonly string[] | null {
    return this.record.scope.channels;
  }

  @Field(() => [ID], { nullable: true, description: 'The coders that it is for; null: any.' })
  get coders(): readonly string[] | null {
    return this.record.scope.coders?.map((id) => globalId('Coder', id)) ?? null;
  }

  @Field(() => GraphQLDateTime, { description: 'Contacts from this moment on are coded in it.' })
  get startsAt(): Date {
    return this.record.startsAt;
  }

  @Field(() => GraphQLDateTime, {
    description: 'Contacts from this moment on are not: as planned, or when it was ended.',
  })
  get endsAt(): Date {
    return endOf(this.record);
  }

  @Field(() => String, { description: 'Why it was started.' })
  get because(): string {
    return this.record.because;
  }

  @Field(() => String, { nullable: true, description: 'Why it was ended before its time; null: it was not.' })
  get endedBecause(): string | null {
    return this.record.endedBecause;
  }
}

export const PilotConnection = connectionType(
  'Pilot',
  () => PilotType,
  'A page of pilots, the newest first.',
);
