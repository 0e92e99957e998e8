import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import type { LegalHoldRecord, PurgeJobRecord, PurgeMonth, Retention } from '../domain';

export const LegalHoldKindEnum = schemaEnum<LegalHoldRecord['kind']>('LegalHoldKind', 'What a hold is of.', {
  PERIOD: 'Of the contacts of some days.',
  CUSTOMER: 'Of the contacts of one customer.',
});

@ObjectType('LegalHold', {
  implements: NodeType,
  description: 'Contacts that neither a purge nor an erasure removes until it is released.',
})
export class LegalHoldType implements NodeType {
  readonly typeName = 'LegalHold';

  constructor(readonly record: LegalHoldRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('LegalHold', this.record.id);
  }

  @Field(() => LegalHoldKindEnum, { description: 'What it is of.' })
  get kind(): LegalHoldRecord['kind'] {
    return this.record.kind;
  }

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The first day, of the time zone of the taxonomy; null: it is of a customer.',
  })
  get from(): string | null {
    return this.record.fromDay;
  }

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day after the last one; null: it is of a customer.',
  })
  get until(): string | null {
    return this.record.untilDay;
  }

  @Field(() => String, { description: 'Why.' })
  get because(): string {
    return this.record.because;
  }

  @Field(() => GraphQLDateTime, { description: 'Since when.' })
  get heldAt(): Date {
    return this.record.heldAt;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was released; null: it holds.' })
  get releasedAt(): Date | null {
    return this.record.releasedAt;
  }

  @Field(() => String, { nullable: true, description: 'Why it was released; null: it holds.' })
  get releasedBecause(): string | null {
    return this.record.releasedBecause;
  }
}

export const LegalHoldConnection = connectionType(
  'LegalHold',
  () => LegalHoldType,
  'A page of holds, the newest first.',
);

export const PurgeStateEnum = schemaEnum('PurgeState', 'How far a purge has come.', {
  RUNNING: 'It is under way, or goes on when the service does.',
  FINISHED: 'All that was to go is gone.',
});

@ObjectType('PurgeJob', {
  implements: NodeType,
  description: 'A purge of contacts that are older than their taxonomy keeps them.',
})
export class PurgeJobType implements NodeType {
  readonly typeName = 'PurgeJob';

  constructor(readonly record: PurgeJobRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('PurgeJob', this.record.id);
  }

  @Field(() => PurgeStateEnum, { description: 'How far it has come.' })
  get state(): keyof typeof PurgeStateEnum {
    return this.record.finishedAt === null ? 'RUNNING' : 'FINISHED';
  }

  @Field(() => GraphQLLocalDate, { description: 'The first day whose contacts stay.' })
  get keptFrom(): string {
    return this.record.keptFrom;
  }

  @Field(() => Int, { description: 'Contacts that were to go when it started.' })
  get due(): number {
    return this.record.due;
  }

  @Field(() => Int, { description: 'Contacts that are gone by now.' })
  get contacts(): number {
    return this.record.contacts;
  }

  @Field(() => Int, { description: 'Excerpts that are gone by now.' })
  get excerpts(): number {
    return this.record.excerpts;
  }

  @Field(() => Int, { description: 'Codings before corrections that are gone by now.' })
  get codings(): number {
    return this.record.codings;
  }

  @Field(() => Int, {
    description:
      'Faults of rows of files that are gone: those that named one of the contacts and, at its end, all that are as old.',
  })
  get rejections(): number {
    return this.record.rejections;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Contacts that stayed because they are on hold; null: it is not at its end.',
  })
  get held(): number | null {
    return this.record.held;
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'Contacts that stayed because they are in sessions or audits whose codes are not shown yet; null: it is not at its end.',
  })
  get inUse(): number | null {
    return this.record.inUse;
  }

  @Field(() => GraphQLDateTime, { description: 'When it started.' })
  get startedAt(): Date {
    return this.record.startedAt;
  }

  @Field(() => GraphQLDateTime, { description: 'When it last removed something, or came to its end.' })
  get progressedAt(): Date {
    return this.record.progressedAt;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it came to its end; null: it has not.' })
  get finishedAt(): Date | null {
    return this.record.finishedAt;
  }
}

export const PurgeJobConnection = connectionType(
  'PurgeJob',
  () => PurgeJobType,
  'A page of purges, the newest first.',
);

@ObjectType('Privacy', { description: 'How the contacts of a taxonomy are kept.' })
export class PrivacyType {
  constructor(
    readonly taxonomy: TaxonomyRecord,
    private readonly retention: Retention,
    private readonly days: { readonly keptFrom: string | null; readonly observableFrom: string | null },
  ) {}

  @Field(() => Int, { nullable: true, description: 'For how many months; null: for ever.' })
  get retentionMonths(): number | null {
    return this.retention.months;
  }

  @Field(() => Int, { description: 'One more with every change of it; given as expectedRevision.' })
  get revision(): number {
    return this.retention.revision;
  }

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The first day whose contacts are kept by that, as of now; null: all are.',
  })
  get keptFrom(): string | null {
    return this.days.keptFrom;
  }

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description:
      'The first day from which on all contacts that were recorded are there: figures that are counted from contacts alone can be told from it on. It is null where none was purged.',
  })
  get observableFrom(): string | null {
    return this.days.observableFrom;
  }
}

@ObjectType('PurgeMonth', { description: 'What a purge would do to the contacts of a month.' })
export class PurgeMonthType implements PurgeMonth {
  @Field(() => GraphQLLocalDate, { description: 'The month, as its first day.' })
  month!: string;

  @Field(() => Int, { description: 'Contacts that would go.' })
  contacts!: number;

  @Field(() => Int, { description: 'Those of them with an excerpt.' })
  excerpts!: number;

  @Field(() => Int, { description: 'Contacts that would stay because they are on hold.' })
  held!: number;

  @Field(() => Int, {
    description:
      'Contacts that would stay because they are in sessions or audits whose codes are not shown yet.',
  })
  inUse!: number;
}

@ObjectType('PurgePreview', { description: 'What a purge would do now; nothing is removed.' })
export class PurgePreviewType {
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description:
      'The first day whose contacts would stay; null: contacts are kept for ever, and none would go.',
  })
  keptFrom!: string | null;

  @Field(() => Int, { description: 'Contacts that would go.' })
  contacts!: number;

  @Field(() => [PurgeMonthType], { description: 'The months with contacts before that day, in their order.' })
  months!: readonly PurgeMonthType[];

  @Field(() => [LegalHoldType], { description: 'What holds now, 200 at most.' })
  holds!: LegalHoldType[];
}

@ObjectType('ErasureMonth', { description: 'Contacts of a customer in a month.' })
export class ErasureMonthType {
  @Field(() => GraphQLLocalDate, { description: 'The month, as its first day.' })
  month!: string;

  @Field(() => Int, { description: 'How many.' })
  contacts!: number;
}

@ObjectType('ErasurePreview', {
  description: 'What the erasure of a customer would find; nothing is removed.',
})
export class ErasurePreviewType {
  @Field(() => Int, { description: 'Contacts of the customer.' })
  contacts!: number;

  @Field(() => [ErasureMonthType], { description: 'By month, in their order.' })
  months!: readonly ErasureMonthType[];

  @Field(() => [LegalHoldType], {
    description: 'The holds for which it would be refused, 200 at most.',
  })
  holds!: LegalHoldType[];
}
