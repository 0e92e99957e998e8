import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { CodingOutcome } from '../../calibration/domain';
import { CodingOutcomeEnum } from '../../calibration/graphql';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import type { AuditAssignmentRecord } from '../queries/audit-codings';

@ObjectType('AuditAssignment', {
  description:
    "A contact of an audit that is the caller's to code: nothing of what it was coded as, by whom, or why it was drawn.",
})
export class AuditAssignmentType {
  constructor(readonly record: AuditAssignmentRecord) {}

  @Field(() => ID, { description: 'What the contact is coded by.' })
  get item(): string {
    return globalId('AuditItem', this.record.itemId);
  }

  @Field(() => ID, { description: 'The audit, which cannot be read while it is open.' })
  get audit(): string {
    return globalId('Audit', this.record.auditId);
  }

  @Field(() => Int, { description: 'The number of the version to code in.' })
  get version(): number {
    return this.record.version;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'What the system it comes from knows the contact by, or Item and a number once the customer is erased; null where it is to be coded by its excerpt alone.',
  })
  get label(): string | null {
    return this.record.label;
  }

  @Field(() => Int, { description: "Its place in the caller's own order, from 0." })
  get position(): number {
    return this.record.position;
  }

  @Field(() => Int, { description: 'How often the caller has coded it.' })
  get revision(): number {
    return this.record.revision;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was last coded; null: it was not.' })
  get codedAt(): Date | null {
    return this.record.codedAt;
  }

  @Field(() => CodingOutcomeEnum, {
    nullable: true,
    description: 'What the caller answered last; null: nothing yet.',
  })
  get outcome(): CodingOutcome | null {
    return this.record.code?.outcome ?? null;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How sure the caller is, 1 (a guess) to 5 (certain); null: not said.',
  })
  get confidence(): number | null {
    return this.record.code?.confidence ?? null;
  }

  @Field(() => String, { nullable: true, description: 'What the caller noted with it; null: nothing.' })
  get note(): string | null {
    return this.record.code?.note ?? null;
  }
}

export const AuditAssignmentConnection = connectionType(
  'AuditAssignment',
  () => AuditAssignmentType,
  'A page of what the caller has to code in audits, in their own order.',
);
