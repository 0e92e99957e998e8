import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { NodeType } from '../../platform/graphql/node.type';
import { globalId } from '../../platform/graphql/global-id';
import { roles, type ActorKind, type Role } from '../domain';
import type { ActorRecord } from '../queries/access-reader';

const roleDescriptions: Readonly<Record<Role, string>> = {
  MACHINE: 'Another system that fetches published versions.',
  CODER: 'Codes contacts and gives feedback.',
  ANALYST: 'Runs calibration and proposes changes.',
  EDITOR: 'Writes drafts.',
  DEPARTMENT_OWNER: 'Answers for the reasons of a department and proposes changes.',
  STEWARD: 'Approves and publishes, never own work.',
  AUDITOR: 'Reads the whole history.',
  ADMIN: 'Creates taxonomies, sets policy, gives roles and keys.',
};

export const RoleEnum = Object.fromEntries(roles.map((role) => [role, role])) as Record<Role, Role>;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What an actor may do, in one taxonomy or in all of them.',
  valuesConfig: Object.fromEntries(roles.map((role) => [role, { description: roleDescriptions[role] }])),
});

const kinds: Readonly<Record<ActorKind, string>> = {
  PERSON: 'Somebody.',
  SERVICE: 'Another system.',
  SYSTEM: 'This service itself.',
};

const { SYSTEM: _itself, ...newKinds } = kinds;

export const ActorKindEnum = { PERSON: 'PERSON', SERVICE: 'SERVICE', SYSTEM: 'SYSTEM' } as const;
registerEnumType(ActorKindEnum, {
  name: 'ActorKind',
  description: 'Who or what acts.',
  valuesConfig: Object.fromEntries(
    Object.entries(kinds).map(([kind, description]) => [kind, { description }]),
  ),
});

/** There is one SYSTEM, and nobody adds another. */
export const NewActorKindEnum = { PERSON: 'PERSON', SERVICE: 'SERVICE' } as const;
registerEnumType(NewActorKindEnum, {
  name: 'NewActorKind',
  description: 'Who or what can be added.',
  valuesConfig: Object.fromEntries(
    Object.entries(newKinds).map(([kind, description]) => [kind, { description }]),
  ),
});

@ObjectType('Actor', {
  implements: NodeType,
  description: 'Who acts: a person or a system.',
})
export class ActorType implements NodeType {
  readonly typeName = 'Actor';

  constructor(readonly record: ActorRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Actor', this.record.id);
  }

  @Field(() => ActorKindEnum, { description: 'Whether this is a person or a system.' })
  get kind(): ActorKind {
    return this.record.kind;
  }

  @Field(() => String, { description: 'What they are called.' })
  get name(): string {
    return this.record.name;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when nobody is signed in as them; null: they can be.',
  })
  get suspendedAt(): Date | null {
    return this.record.suspendedAt;
  }
}
