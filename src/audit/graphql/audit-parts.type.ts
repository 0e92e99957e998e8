import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CodingOutcomeEnum } from '../../calibration/graphql';
import type { CodingOutcome } from '../../calibration/domain';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import type { AuditItemRecord, AuditRecord, CoderPart, StratumRecord } from '../domain';
import type { AuditCodingRecord } from '../queries/audit-codings';
import type { AuditCoderRecord } from '../queries/audit-reader';
import { AuditCoderPartEnum } from './audit.enums';

@ObjectType('AuditStratum', { description: 'A part of the frame that was drawn from by itself.' })
export class AuditStratumType {
  constructor(
    readonly record: StratumRecord,
    readonly audit: AuditRecord,
  ) {}

  @Field(() => String, {
    nullable: true,
    description: 'The channel; null where strata are not made of channels, or where it is not known.',
  })
  get channel(): string | null {
    return this.record.channel;
  }

  @Field(() => Int, { description: 'Contacts of the frame in it.' })
  get frame(): number {
    return this.record.frame;
  }

  @Field(() => Int, { description: 'Contacts that were drawn from it.' })
  get sample(): number {
    return this.record.sample;
  }

  @Field(() => Float, { description: 'How likely each contact of it was drawn, 0 to 1.' })
  get inclusionProbability(): number {
    return this.record.sample / this.record.frame;
  }
}

@ObjectType('AuditCoder', { description: 'A coder in an audit, and how far they are.' })
export class AuditCoderType {
  constructor(readonly record: AuditCoderRecord) {}

  @Field(() => AuditCoderPartEnum, { description: 'What they do in it.' })
  get part(): CoderPart {
    return this.record.part;
  }

  @Field(() => Int, { description: 'Contacts that are theirs to code.' })
  get assigned(): number {
    return this.record.assigned;
  }

  @Field(() => Int, { description: 'Of them, those that are coded.' })
  get coded(): number {
    return this.record.coded;
  }
}

@ObjectType('AuditItem', {
  implements: NodeType,
  description: 'A contact of the sample of an audit. Whoever codes it is shown nothing of this.',
})
export class AuditItemType implements NodeType {
  readonly typeName = 'AuditItem';

  constructor(readonly record: AuditItemRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('AuditItem', this.record.id);
  }

  @Field(() => Int, { description: 'Its place in the order of chance in which it was drawn, from 0.' })
  get place(): number {
    return this.record.place;
  }

  @Field(() => String, {
    description:
      'What the system it comes from knows the contact by; once the contact is purged or erased, Item and its number from 1.',
  })
  get label(): string {
    return this.record.label;
  }
}

@ObjectType('AuditCoding', { description: 'What a second coder or a model answered, once it is shown.' })
export class AuditCodingType {
  constructor(readonly record: AuditCodingRecord) {}

  @Field(() => AuditCoderPartEnum, { description: 'What the coder does in the audit.' })
  get part(): CoderPart {
    return this.record.part;
  }

  @Field(() => CodingOutcomeEnum, { description: 'What was answered.' })
  get outcome(): CodingOutcome {
    return this.record.outcome;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How sure the coder is, 1 (a guess) to 5 (certain); null: not said.',
  })
  get confidence(): number | null {
    return this.record.confidence;
  }

  @Field(() => String, { nullable: true, description: 'What was noted with it; null: nothing.' })
  get note(): string | null {
    return this.record.note;
  }
}

export const AuditItemConnection = connectionType(
  'AuditItem',
  () => AuditItemType,
  'A page of the contacts of an audit, in the order in which they were drawn.',
);
