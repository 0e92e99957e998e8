import DataLoader from 'dataloader';
import { Arg, Ctx, Field, FieldResolver, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { can, type Principal } from '../../access/domain';
import { ActorType, mustHoldAnywhere, type AccessContext } from '../../access/graphql';
import type { Completed } from '../../platform/command/command';
import type { Connection } from '../../platform/graphql/connection.type';
import { localId, type ParsedGlobalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import {
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  resultUnion,
} from '../../platform/graphql/problem.type';
import type { Problem } from '../../platform/problem';
import type { Result } from '../../platform/result';
import { slice, TaxonomyType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { annotateFigures, removeAnnotation, type AnnotationOnly } from '../commands/annotation-commands';
import type { AnnotationId, AnnotationRecord } from '../domain';
import type { FiguresReader } from '../queries/figures-reader';
import {
  AnnotateFiguresInputType,
  AnnotationConnection,
  AnnotationRefusedProblem,
  AnnotationType,
  RemoveAnnotationInputType,
} from './annotation.type';
import { dayOf } from './figures.inputs';
import { UsageFiguresType } from './usage-figures.type';

class AnnotationLoaders {
  constructor(private readonly reader: FiguresReader) {}

  readonly annotation = new DataLoader<AnnotationId, AnnotationRecord | null>(async (ids) => {
    const found = new Map((await this.reader.annotations.many(ids)).map((record) => [record.id, record]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** Annotations as a caller may see them: with the figures that they are about. */
export class VisibleAnnotations implements NodeSource<Principal> {
  readonly types = ['Annotation'];

  constructor(private readonly reader: FiguresReader) {}

  private readonly makeLoaders = (): AnnotationLoaders => new AnnotationLoaders(this.reader);

  async annotation(id: AnnotationId, context: AccessContext): Promise<AnnotationType | null> {
    const record = await context.loaders.get(this.makeLoaders).annotation.load(id);
    return record !== null && can(context.actor, 'readFigures', record) ? new AnnotationType(record) : null;
  }

  async node({ id }: ParsedGlobalId, context: AccessContext): Promise<AnnotationType | null> {
    mustHoldAnywhere(context.actor, 'readFigures');
    return this.annotation(id as AnnotationId, context);
  }
}

function annotationPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => AnnotationType, {
      nullable: true,
      description: "The annotation as it is now; null where it is not the caller's to see.",
    })
    annotation!: AnnotationType | null;
  }
  return Payload;
}

const AnnotatePayload = annotationPayload('AnnotateFiguresPayload', 'It is on the time line.');
const RemovePayload = annotationPayload('RemoveAnnotationPayload', 'It is off the time line.');
const refusals = [NotFoundProblem, MalformedTextProblem];
const AnnotateResult = resultUnion('annotateFigures', AnnotatePayload, [
  ...refusals,
  AnnotationRefusedProblem,
]);
const RemoveResult = resultUnion('removeAnnotation', RemovePayload, refusals);

@Resolver(() => UsageFiguresType)
export class AnnotationResolver {
  constructor(private readonly visible: VisibleAnnotations) {}

  @FieldResolver(() => AnnotationConnection, {
    nullable: true,
    description: 'What happened on days of the period, the earliest first; null where it cannot be read now.',
  })
  async annotations(
    @Root() { figures }: UsageFiguresType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<AnnotationType>> {
    return slice(await figures.annotations(), { first, after }, (record) => new AnnotationType(record));
  }

  @Mutation(() => AnnotateResult, {
    nullable: true,
    description: 'Notes what happened on days of the time line, to be seen with every series.',
  })
  async annotateFigures(
    @Arg('input', () => AnnotateFiguresInputType, { description: 'What happened, and when.' })
    { taxonomy, kind, title, from, until }: AnnotateFiguresInputType,
    @Ctx() context: AccessContext,
  ): Promise<object> {
    const outcome = await context.run(annotateFigures, {
      ...{ taxonomyId: localId('Taxonomy', taxonomy, 'taxonomy'), kind, title },
      from: dayOf(from, 'from'),
      until: until === null || until === undefined ? null : dayOf(until, 'until'),
    });
    return this.answer(AnnotatePayload, outcome, context);
  }

  @Mutation(() => RemoveResult, {
    nullable: true,
    description: 'Takes an annotation off the time line; the history keeps it.',
  })
  async removeAnnotation(
    @Arg('input', () => RemoveAnnotationInputType, { description: 'Which, and why.' })
    { annotation, because }: RemoveAnnotationInputType,
    @Ctx() context: AccessContext,
  ): Promise<object> {
    const annotationId = localId('Annotation', annotation, 'annotation');
    const outcome = await context.run(removeAnnotation, { annotationId, because });
    return this.answer(RemovePayload, outcome, context);
  }

  private async answer(
    type: new () => { annotation: AnnotationType | null },
    outcome: Result<Completed<AnnotationOnly>, Problem>,
    context: AccessContext,
  ): Promise<object> {
    if (!outcome.ok) return problemView(outcome.problem);
    const annotation = await this.visible.annotation(outcome.value.value.annotationId, context);
    return Object.assign(new type(), { annotation });
  }
}

@Resolver(() => AnnotationType)
export class AnnotationFields {
  constructor(private readonly taxonomies: VisibleTaxonomies) {}

  @FieldResolver(() => TaxonomyType, {
    nullable: true,
    description: "The taxonomy; null where that is not the caller's to see.",
  })
  taxonomy(@Root() { record }: AnnotationType, @Ctx() context: AccessContext): Promise<TaxonomyType | null> {
    return this.taxonomies.taxonomy(record.taxonomyId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who noted it; null where that is not the caller's to see.",
  })
  annotatedBy(@Root() { record }: AnnotationType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.taxonomies.actor(record.annotatedBy, context);
  }
}
