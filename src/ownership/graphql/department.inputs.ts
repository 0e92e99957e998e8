import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { LocalizedTextInput } from '../../taxonomy/graphql';

@InputType('CreateDepartmentInput', { description: 'A department to be created.' })
export class CreateDepartmentInputType {
  @Field(() => ID, { description: 'The taxonomy whose reasons it can answer for.' })
  taxonomy!: string;

  @Field(() => String, { description: 'What lists and other systems name it by, for ever.' })
  code!: string;

  @Field(() => [LocalizedTextInput], { description: 'Its name.' })
  name!: LocalizedTextInput[];

  @Field(() => [String], { defaultValue: [], description: 'Other codes it goes by.' })
  aliases!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'The department that it belongs to; null: it stands at the top.',
  })
  parent?: string | null;
}

@InputType('RenameDepartmentInput', { description: 'What a department is called from now on.' })
export class RenameDepartmentInputType {
  @Field(() => ID, { description: 'The department.' })
  department!: string;

  @Field(() => Int, { description: 'The revision that the change was made on.' })
  expectedRevision!: number;

  @Field(() => [LocalizedTextInput], { description: 'Its name; it replaces the one there was.' })
  name!: LocalizedTextInput[];

  @Field(() => [String], { description: 'Other codes it goes by; they replace those there were.' })
  aliases!: string[];
}

@InputType('MoveDepartmentInput', { description: 'Where a department belongs from now on.' })
export class MoveDepartmentInputType {
  @Field(() => ID, { description: 'The department.' })
  department!: string;

  @Field(() => Int, { description: 'The revision that the change was made on.' })
  expectedRevision!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The department that it belongs to; null: it stands at the top.',
  })
  parent?: string | null;
}

@InputType('AddDepartmentMemberInput', { description: 'Who is to speak for a department.' })
export class AddDepartmentMemberInputType {
  @Field(() => ID, { description: 'The department.' })
  department!: string;

  @Field(() => ID, { description: 'Who.' })
  actor!: string;
}

@InputType('RemoveDepartmentMemberInput', { description: 'Who is not to speak for a department any more.' })
export class RemoveDepartmentMemberInputType {
  @Field(() => ID, { description: 'The department.' })
  department!: string;

  @Field(() => ID, { description: 'Who.' })
  actor!: string;
}

@InputType('DissolveDepartmentInput', { description: 'The end of a department.' })
export class DissolveDepartmentInputType {
  @Field(() => ID, { description: 'The department.' })
  department!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'From when on it is no more; null: now. In the past only where the policy allows backdating.',
  })
  at?: Date | null;

  @Field(() => ID, { nullable: true, description: 'The department that it goes on in; null: none.' })
  successor?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The department that takes over what it answers for, in the same transaction; null: none.',
  })
  transferTo?: string | null;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}
