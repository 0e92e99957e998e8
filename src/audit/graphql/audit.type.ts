import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import type {
  AuditDesign,
  AuditedStage,
  AuditMeasure,
  AuditRecord,
  AuditState,
  ExclusionCause,
  StratumDimension,
} from '../domain';
import {
  AuditedStageEnum,
  AuditMeasureEnum,
  AuditStateEnum,
  ExclusionCauseEnum,
  StratumDimensionEnum,
} from './audit.enums';

@ObjectType('AuditPopulation', { description: 'Which contacts an audit is about.' })
export class AuditPopulationType {
  constructor(readonly audit: AuditRecord) {}

  @Field(() => GraphQLDateTime, { description: 'They occurred at this moment or later.' })
  get from(): Date {
    return this.audit.population.from;
  }

  @Field(() => GraphQLDateTime, { description: 'They occurred before this moment.' })
  get until(): Date {
    return this.audit.population.until;
  }

  @Field(() => [String], { nullable: true, description: 'The codes of their channels; null: any.' })
  get channels(): readonly string[] | null {
    return this.audit.population.channels;
  }

  @Field(() => AuditedStageEnum, { description: 'Which production code is audited.' })
  get stage(): AuditedStage {
    return this.audit.population.stage;
  }

  @Field(() => Boolean, { description: 'Whether only those with something to read are in the frame.' })
  get excerptOnly(): boolean {
    return this.audit.population.excerptOnly;
  }

  @Field(() => Boolean, {
    description: 'Whether those of which it is not known who coded them are in the frame.',
  })
  get unknownCoders(): boolean {
    return this.audit.population.unknownCoders;
  }
}

@ObjectType('AuditDesign', { description: 'How contacts were drawn.' })
export class AuditDesignType {
  constructor(private readonly design: AuditDesign) {}

  @Field(() => [StratumDimensionEnum], { description: 'What strata are made of; empty: a simple sample.' })
  get by(): readonly StratumDimension[] {
    return this.design.by;
  }

  @Field(() => Int, { description: 'Contacts that were drawn.' })
  get size(): number {
    return this.design.size;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'As many of each reason at least, as far as there are; null: none.',
  })
  get floorPerReason(): number | null {
    return this.design.floorPerReason;
  }

  @Field(() => Float, {
    description: 'The share (0 to 1) of contacts that was to be coded by somebody of another department.',
  })
  get acrossDepartments(): number {
    return this.design.acrossDepartments;
  }

  @Field(() => Int, { description: 'What was drawn by: from the same frame the same again.' })
  get seed(): number {
    return this.design.seed;
  }
}

@ObjectType('AuditExclusion', { description: 'Contacts of the population that are not in the frame.' })
export class AuditExclusionType {
  @Field(() => ExclusionCauseEnum, { description: 'Why.' })
  cause!: ExclusionCause;

  @Field(() => Int, { description: 'How many.' })
  contacts!: number;
}

@ObjectType('Audit', {
  implements: NodeType,
  description:
    'An agreement audit: contacts that were coded in production, drawn by chance and coded again, blind, by others.',
})
export class AuditType implements NodeType {
  readonly typeName = 'Audit';

  constructor(readonly record: AuditRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Audit', this.record.id);
  }

  @Field(() => String, { description: 'What it is about.' })
  get title(): string {
    return this.record.title;
  }

  @Field(() => AuditStateEnum, { description: 'Where it stands.' })
  get state(): AuditState {
    return this.record.state;
  }

  @Field(() => Int, { description: 'One more with every step of it; given as expectedRevision.' })
  get revision(): number {
    return this.record.revision;
  }

  @Field(() => Int, {
    description:
      'The number of the version that was coded in, and is coded in again; below zero: the content of a pilot.',
  })
  get version(): number {
    return this.record.version;
  }

  @Field(() => String, { description: 'SHA-256 of the sealed content of that version or pilot.' })
  get contentDigest(): string {
    return this.record.digest;
  }

  @Field(() => AuditPopulationType, { description: 'Which contacts it is about.' })
  get population(): AuditPopulationType {
    return new AuditPopulationType(this.record);
  }

  @Field(() => AuditDesignType, { description: 'How they were drawn.' })
  get design(): AuditDesignType {
    return new AuditDesignType(this.record.design);
  }

  @Field(() => Int, { description: 'Contacts of the population that could be drawn.' })
  get frameSize(): number {
    return this.record.frameSize;
  }

  @Field(() => String, { description: 'SHA-256 over these contacts with their codes and coders.' })
  get frameDigest(): string {
    return this.record.frameDigest;
  }

  @Field(() => [AuditExclusionType], { description: 'Contacts of the population that could not be drawn.' })
  get exclusions(): AuditExclusionType[] {
    return Object.entries(this.record.exclusions).map(([cause, contacts]) => ({
      ...{ cause: cause as ExclusionCause, contacts },
    }));
  }

  @Field(() => AuditMeasureEnum, { description: 'What is held against the threshold.' })
  get measure(): AuditMeasure {
    return this.record.measure;
  }

  @Field(() => Float, { description: 'The threshold.' })
  get threshold(): number {
    return this.record.threshold;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was drawn.' })
  get drawnAt(): Date {
    return this.record.drawnAt;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was closed; null: it is not.' })
  get closedAt(): Date | null {
    return this.record.closedAt;
  }

  @Field(() => String, {
    nullable: true,
    description: 'Why it was closed before all was coded; null where all was, or where it is not closed.',
  })
  get closedBecause(): string | null {
    return this.record.closedBecause;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was given up; null: it was not.' })
  get cancelledAt(): Date | null {
    return this.record.cancelledAt;
  }
}

export const AuditConnection = connectionType(
  'Audit',
  () => AuditType,
  'A page of audits, the newest first.',
);
