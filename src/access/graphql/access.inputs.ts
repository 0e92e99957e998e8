import { Field, ID, InputType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { Role } from '../domain';
import { NewActorKindEnum, RoleEnum } from './actor.type';

@InputType('CreateActorInput', { description: 'A new actor.' })
export class CreateActorInputType {
  @Field(() => NewActorKindEnum, { description: 'Whether it is a person or a system.' })
  kind!: keyof typeof NewActorKindEnum;

  @Field(() => String, { description: 'What they are called.' })
  name!: string;
}

@InputType('GrantRoleInput', { description: 'Which role to give to whom.' })
export class GrantRoleInputType {
  @Field(() => ID, { description: 'Whose.' })
  actor!: string;

  @Field(() => RoleEnum, { description: 'Which role.' })
  role!: Role;

  @Field(() => ID, {
    nullable: true,
    description: 'In which taxonomy; null: in all of them, future ones too.',
  })
  taxonomy?: string | null;
}

@InputType('RevokeRoleInput', { description: 'Which role to take from whom.' })
export class RevokeRoleInputType {
  @Field(() => ID, { description: 'Whose.' })
  actor!: string;

  @Field(() => RoleEnum, { description: 'Which role.' })
  role!: Role;

  @Field(() => ID, {
    nullable: true,
    description: 'In which taxonomy; null: in all of them, future ones too.',
  })
  taxonomy?: string | null;
}

@InputType('IssueApiKeyInput', { description: 'A key to be made.' })
export class IssueApiKeyInputType {
  @Field(() => ID, { description: 'Whom it signs in.' })
  actor!: string;

  @Field(() => String, { description: 'What it is for.' })
  label!: string;

  @Field(() => [RoleEnum], {
    nullable: true,
    description: 'Narrows it to these roles of the actor; null does not.',
  })
  roles?: Role[] | null;

  @Field(() => ID, { nullable: true, description: 'Narrows it to one taxonomy; null does not.' })
  taxonomy?: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it stops working; null: never by itself.',
  })
  expiresAt?: Date | null;
}

@InputType('RevokeApiKeyInput', { description: 'A key to be revoked.' })
export class RevokeApiKeyInputType {
  @Field(() => ID, { description: 'Which key.' })
  apiKey!: string;
}

@InputType('ResetRoleTokenInput', { description: 'A role whose token is to be made anew.' })
export class ResetRoleTokenInputType {
  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;
}

@InputType('LinkIdentityInput', { description: 'Whom a provider of identities means by a subject.' })
export class LinkIdentityInputType {
  @Field(() => ID, { description: 'The actor that the subject signs in as.' })
  actor!: string;

  @Field(() => String, { description: 'The issuer, letter for letter as it stands in its tokens.' })
  issuer!: string;

  @Field(() => String, { description: 'The subject, letter for letter as it stands in its tokens.' })
  subject!: string;
}

@InputType('SuspendActorInput', { description: 'Who is to be signed in no more, and why.' })
export class SuspendActorInputType {
  @Field(() => ID, { description: 'Who.' })
  actor!: string;

  @Field(() => String, { description: 'Why; it stands in the history.' })
  because!: string;
}

@InputType('ReinstateActorInput', { description: 'Who may be signed in again, and why.' })
export class ReinstateActorInputType {
  @Field(() => ID, { description: 'Who.' })
  actor!: string;

  @Field(() => String, { description: 'Why; it stands in the history.' })
  because!: string;
}
