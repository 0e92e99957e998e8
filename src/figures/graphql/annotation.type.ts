import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { AnnotationKind, annotationKinds, AnnotationRecord } from '../domain';

export const AnnotationKindEnum = schemaEnum('AnnotationKind', 'What happened on days of a time line.', {
  CAMPAIGN: 'Customers were written to, or told of something.',
  RELEASE: 'Something was released or changed that customers use.',
  OUTAGE: 'Something that customers use did not work.',
  PRICE: 'A price, a bill or a condition changed.',
  PROCESS: 'The desk itself began to work otherwise.',
  OTHER: 'Something else.',
} satisfies Readonly<Record<(typeof annotationKinds)[number], string>>);

@ObjectType('Annotation', {
  implements: NodeType,
  description: 'Something that happened on days of the time line, and may be why a figure is what it is.',
})
export class AnnotationType implements NodeType {
  readonly typeName = 'Annotation';

  constructor(readonly record: AnnotationRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Annotation', this.record.id);
  }

  @Field(() => AnnotationKindEnum, { description: 'What kind of thing it was.' })
  get kind(): AnnotationKind {
    return this.record.kind;
  }

  @Field(() => String, { description: 'What it was.' })
  get title(): string {
    return this.record.title;
  }

  @Field(() => GraphQLLocalDate, { description: "The first day, of the taxonomy's time zone." })
  get from(): string {
    return this.record.from;
  }

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one.' })
  get until(): string {
    return this.record.until;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was noted.' })
  get annotatedAt(): Date {
    return this.record.annotatedAt;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was taken off the time line; null: it is shown.',
  })
  get removedAt(): Date | null {
    return this.record.removedAt;
  }
}

export const AnnotationConnection = connectionType(
  'Annotation',
  () => AnnotationType,
  'A page of annotations, the earliest first.',
);

@InputType('AnnotateFiguresInput', { description: 'What happened, and on which days.' })
export class AnnotateFiguresInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => AnnotationKindEnum, { description: 'What kind of thing it was.' })
  kind!: AnnotationKind;

  @Field(() => String, { description: 'What it was, in a few words and without the name of a customer.' })
  title!: string;

  @Field(() => GraphQLLocalDate, { description: "The first day, of the taxonomy's time zone." })
  from!: string;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day after the last one; null: one day.',
  })
  until?: string | null;
}

@InputType('RemoveAnnotationInput', { description: 'Which annotation is taken off the time line, and why.' })
export class RemoveAnnotationInputType {
  @Field(() => ID, { description: 'The annotation.' })
  annotation!: string;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@ObjectType('AnnotationRefusedProblem', {
  implements: ProblemType,
  description: 'An annotation whose days cannot be kept, or one too many.',
})
export class AnnotationRefusedProblem extends ProblemType {
  @Field(() => String, { description: 'The input field that is at fault: until or taxonomy.' })
  field!: string;
}
answersFor(AnnotationRefusedProblem, ['ANNOTATION_REFUSED']);
