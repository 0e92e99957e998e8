import { Field, ID, ObjectType } from 'type-graphql';
import type { Role } from '../domain';
import { ActorType, RoleEnum } from './actor.type';

@ObjectType('RoleGrant', { description: 'A role that the caller may use now.' })
export class RoleGrantType {
  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;

  @Field(() => ID, {
    nullable: true,
    description: 'The taxonomy it holds in; null: in all of them, future ones too.',
  })
  taxonomy!: string | null;
}

@ObjectType('Viewer', { description: 'The caller, as signed in.' })
export class ViewerType {
  @Field(() => ActorType, { description: 'Who the token belongs to.' })
  actor!: ActorType;

  @Field(() => [RoleGrantType], { description: 'The roles that the token lets its actor use.' })
  roles!: RoleGrantType[];
}
