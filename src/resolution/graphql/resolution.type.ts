import { Arg, Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import { LocalizedTextType, localizedTexts, textIn } from '../../taxonomy/graphql';
import type { ResolutionFault, ResolutionRecord } from '../domain';

@ObjectType('Resolution', {
  implements: NodeType,
  description: 'How contacts end, by a code that stays bound to it for ever.',
})
export class ResolutionType implements NodeType {
  readonly typeName = 'Resolution';

  constructor(readonly record: ResolutionRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Resolution', this.record.id);
  }

  @Field(() => String, { description: 'What contacts and other systems name it by, for ever.' })
  get code(): string {
    return this.record.code;
  }

  @Field(() => [LocalizedTextType], { description: 'What people call it, per language.' })
  get labels(): LocalizedTextType[] {
    return localizedTexts(this.record.labels);
  }

  @Field(() => String, {
    nullable: true,
    description: 'What people call it; null where it has no label in that language.',
  })
  label(
    @Arg('language', () => String, {
      nullable: true,
      description: 'The language; null takes the first there is.',
    })
    language?: string | null,
  ): string | null {
    const { labels } = this.record;
    if (language === null || language === undefined) return Object.values(labels)[0] ?? null;
    return textIn(labels, language);
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on it may be given; null: since ever.',
  })
  get validFrom(): Date | null {
    return this.record.validFrom;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'The first moment at which it may not be given any more; null: no end is known.',
  })
  get validUntil(): Date | null {
    return this.record.validUntil;
  }

  @Field(() => Int, { description: 'One more with every change of it; given as expectedRevision.' })
  get revision(): number {
    return this.record.revision;
  }
}

export const ResolutionConnection = connectionType(
  'Resolution',
  () => ResolutionType,
  'A page of resolution codes, by code.',
);

@ObjectType('ResolutionCodeFault', { description: 'One thing that is wrong with a resolution.' })
export class ResolutionCodeFaultType {
  @Field(() => String, { description: 'Such as code, labels, validFrom or validUntil.' })
  field!: string;

  @Field(() => String, { description: 'What came and what was expected.' })
  message!: string;
}

@ObjectType('ResolutionRefusedProblem', {
  implements: ProblemType,
  description: 'A resolution that cannot be as it was wished: all faults at once.',
})
export class ResolutionRefusedProblem extends ProblemType {
  @Field(() => [ResolutionCodeFaultType], { description: 'What is wrong with it.' })
  faults!: readonly ResolutionFault[];
}
answersFor(ResolutionRefusedProblem, ['RESOLUTION_REFUSED']);
