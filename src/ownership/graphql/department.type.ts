import { Arg, Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { ActorType } from '../../access/graphql';
import type { DepartmentRecord } from '../domain';

@ObjectType('Department', {
  implements: NodeType,
  description: 'Whoever can answer for reasons of a taxonomy. It can be dissolved, and is never deleted.',
})
export class DepartmentType implements NodeType {
  readonly typeName = 'Department';

  constructor(readonly record: DepartmentRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Department', this.record.id);
  }

  @Field(() => String, { description: 'What lists and other systems name it by, for ever.' })
  get code(): string {
    return this.record.code;
  }

  @Field(() => String, { nullable: true, description: 'Its name; null where it has none in that language.' })
  name(
    @Arg('language', () => String, {
      nullable: true,
      description: 'The language; null takes the first there is.',
    })
    language?: string | null,
  ): string | null {
    const { name } = this.record;
    if (language === null || language === undefined) return Object.values(name)[0] ?? null;
    return Object.hasOwn(name, language) ? (name[language] ?? null) : null;
  }

  @Field(() => [String], { description: 'Other codes it goes by.' })
  get aliases(): readonly string[] {
    return this.record.aliases;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on it is no more; null: no end is known.',
  })
  get dissolvedAt(): Date | null {
    return this.record.dissolvedAt;
  }

  @Field(() => Int, { description: 'One more with every change of it; given as expectedRevision.' })
  get revision(): number {
    return this.record.revision;
  }
}

export const DepartmentConnection = connectionType(
  'Department',
  () => DepartmentType,
  'A page of departments, by code.',
);

@ObjectType('DepartmentMember', { description: 'Somebody who speaks for a department.' })
export class DepartmentMemberType {
  constructor(
    readonly actor: ActorType | null,
    private readonly since: Date,
  ) {}

  @Field(() => GraphQLDateTime, { description: 'Since when.' })
  get addedAt(): Date {
    return this.since;
  }
}

export const DepartmentMemberConnection = connectionType(
  'DepartmentMember',
  () => DepartmentMemberType,
  'A page of those who speak for a department, the longest first.',
);
