import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { ReasonType, TaxonomyVersionType, type ContentView } from '../../taxonomy/graphql';
import type { Coverage, DepartmentCoverage, OwnerOfReason, OwnerRole, ownerRoles } from '../domain';
import type { ReasonId } from '../../platform/ids';

export const OwnerRoleEnum = schemaEnum('OwnerRole', 'What a department has to do with a reason.', {
  ACCOUNTABLE: 'It answers for the reason: one department at most.',
  RESPONSIBLE: 'It deals with the contacts.',
  CONSULTED: 'It is asked before something changes.',
  INFORMED: 'It is told when something changed.',
} satisfies Readonly<Record<(typeof ownerRoles)[number], string>>);

@ObjectType('Owner', {
  description: 'A department with its role for a reason: by an assignment of the reason, or of an ancestor.',
})
export class OwnerType {
  constructor(
    readonly owner: OwnerOfReason,
    readonly reasonId: ReasonId,
  ) {}

  @Field(() => OwnerRoleEnum, { description: 'What it has to do with the reason.' })
  get role(): OwnerRole {
    return this.owner.role;
  }

  @Field(() => Boolean, { description: 'Whether the assignment is that of an ancestor.' })
  get inherited(): boolean {
    return this.owner.sourceId !== this.reasonId;
  }

  @Field(() => ReasonType, {
    description: 'The reason whose assignment it is: the reason itself or an ancestor.',
  })
  get source(): ReasonType {
    return new ReasonType(this.owner.sourceId);
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on; null where a draft proposes it, and it starts when that takes effect.',
  })
  get since(): Date | null {
    return this.owner.since;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when; null: no end is known.' })
  get until(): Date | null {
    return this.owner.until;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was recorded, by the clock of the server.' })
  get recordedAt(): Date {
    return this.owner.recordedAt;
  }
}

@ObjectType('OwnersAnswer', {
  description: 'Who answered for a reason at a moment, as it was known at a moment.',
})
export class OwnersAnswerType {
  @Field(() => ReasonType, { description: 'The reason.' })
  reason!: ReasonType;

  @Field(() => [OwnerType], {
    description: 'The departments with their roles; empty where nobody answered for it.',
  })
  owners!: OwnerType[];

  @Field(() => TaxonomyVersionType, {
    nullable: true,
    description:
      'The version by which roles were inherited; null where none was in force, and nothing is inherited.',
  })
  version!: TaxonomyVersionType | null;
}

@ObjectType('CoverageOfDepartment', { description: 'Active leaves that one department answers for.' })
export class CoverageOfDepartmentType {
  constructor(readonly counts: DepartmentCoverage) {}

  @Field(() => Int, { description: 'Leaves that it is accountable for.' })
  get accountable(): number {
    return this.counts.accountable;
  }

  @Field(() => Int, { description: 'Leaves that it is responsible for, alone or with others.' })
  get responsible(): number {
    return this.counts.responsible;
  }
}

@ObjectType('Coverage', { description: 'How far a version is owned, in active leaves.' })
export class CoverageType {
  constructor(
    readonly coverage: Coverage,
    readonly content: ContentView,
  ) {}

  @Field(() => Int, { description: 'Active leaves.' })
  get leaves(): number {
    return this.coverage.leaves;
  }

  @Field(() => Int, { description: 'Those that have the owner that the policy asks for.' })
  get owned(): number {
    return this.coverage.owned;
  }

  @Field(() => Int, { description: 'Those that have not.' })
  get unowned(): number {
    return this.coverage.unowned.length;
  }

  @Field(() => Int, { description: 'Those with an accountable department.' })
  get withAccountable(): number {
    return this.coverage.withAccountable;
  }

  @Field(() => Int, { description: 'Those with more than one responsible department.' })
  get withSeveralResponsible(): number {
    return this.coverage.withSeveralResponsible;
  }
}
