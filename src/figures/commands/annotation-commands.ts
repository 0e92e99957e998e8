import type { Command } from '../../platform/command/command';
import { newId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { lockedTaxonomy } from '../../taxonomy';
import {
  mustBeAnnotation,
  type AnnotationId,
  type AnnotationRecord,
  type AnnotationRefused,
  type AnnotationWish,
} from '../domain';
import { AnnotationRepository } from '../persistence/annotation.repository';

export interface AnnotationOnly {
  readonly annotationId: AnnotationId;
}

export interface AnnotateFiguresInput extends AnnotationWish {
  readonly taxonomyId: TaxonomyId;
}

const told = ({ kind, title, from, until }: AnnotationRecord) => ({ kind, title, from, until });

/** Notes what happened on days of the time line, to be seen with every series. */
export const annotateFigures: Command<
  AnnotateFiguresInput,
  AnnotationOnly,
  NotFound | TextProblem | AnnotationRefused
> = {
  name: 'annotateFigures',
  permission: 'annotateFigures',
  async execute(tx, { taxonomyId, ...wish }, actor) {
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const repository = tx.repository(AnnotationRepository);
    const kept = mustBeAnnotation(wish, await repository.countShown(taxonomyId));
    if (!kept.ok) return kept;
    const id = newId<'Annotation'>();
    const at = locked.value.lockedAt;
    const annotation = {
      ...{ ...kept.value, id, taxonomyId, annotatedBy: actor.id, annotatedAt: at, removedAt: null },
    };
    await repository.add(annotation);
    const subject = { type: 'Annotation', id };
    return ok({
      value: { annotationId: id },
      changes: [{ kind: 'annotateFigures', subject, before: null, after: told(annotation) }],
    });
  },
};

export interface RemoveAnnotationInput extends AnnotationOnly {
  readonly because: string;
}

/** Takes an annotation off the time line; the history keeps it. A second time changes nothing. */
export const removeAnnotation: Command<RemoveAnnotationInput, AnnotationOnly, NotFound | TextProblem> = {
  name: 'removeAnnotation',
  permission: 'annotateFigures',
  async execute(tx, { annotationId, because }) {
    const repository = tx.repository(AnnotationRepository);
    const hidden = notFound('annotation', annotationId);
    const [named] = await repository.many([annotationId]);
    if (named === undefined) return err(hidden);
    const locked = await lockedTaxonomy(tx, named.taxonomyId, hidden);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    // Whoever held the lock before may have removed it.
    const [annotation = named] = await repository.many([annotationId]);
    if (annotation.removedAt !== null) return ok({ value: { annotationId }, unchanged: true });
    const at = locked.value.lockedAt;
    await repository.remove(annotationId, at);
    const subject = { type: 'Annotation', id: annotationId };
    const after = { removedAt: at.toISOString() };
    return ok({
      value: { annotationId },
      changes: [{ kind: 'removeAnnotation', subject, before: told(annotation), after }],
      because: text.value,
    });
  },
};
