import type { ActorId, Id, TaxonomyId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { daysBetween, plusDays, type Day, type Days } from './day';

export type AnnotationId = Id<'Annotation'>;

export const annotationKinds = ['CAMPAIGN', 'RELEASE', 'OUTAGE', 'PRICE', 'PROCESS', 'OTHER'] as const;
export type AnnotationKind = (typeof annotationKinds)[number];

/** Something that happened on days of the time line, and may be why a figure is what it is. */
export interface AnnotationRecord extends Days {
  readonly id: AnnotationId;
  readonly taxonomyId: TaxonomyId;
  readonly kind: AnnotationKind;
  readonly title: string;
  readonly annotatedBy: ActorId;
  readonly annotatedAt: Date;
  /** Null: it is shown. */
  readonly removedAt: Date | null;
}

export interface AnnotationRefused extends Problem {
  readonly code: 'ANNOTATION_REFUSED';
  readonly field: 'until' | 'taxonomy';
}

export interface AnnotationWish {
  readonly kind: AnnotationKind;
  readonly title: string;
  readonly from: Day;
  /** The day after the last one; null: one day. */
  readonly until: Day | null;
}

const mostDays = 3_660;
/** A time line with more says nothing any more. */
export const mostAnnotations = 2_000;

/**
 * An annotation as it is kept. Refuses a title that is no text, days that end before they begin or are more than ten years, and
 * more annotations than 2,000 that are shown.
 *
 * @example mustBeAnnotation({ kind: 'CAMPAIGN', title: 'Spring', from: '2025-03-01', until: null }, 0) // ok: until 2025-03-02
 */
export function mustBeAnnotation(
  { kind, title, from, until }: AnnotationWish,
  shown: number,
): Result<Days & { readonly kind: AnnotationKind; readonly title: string }, TextProblem | AnnotationRefused> {
  const text = mustBeText(title, { field: 'title', maxLength: textLimits.name });
  if (!text.ok) return text;
  const end = until ?? plusDays(from, 1);
  const isSpan = from < end && daysBetween(from, end) <= mostDays;
  if (!isSpan) {
    const message = `until: expected a day after ${from}, at most ${mostDays} days later, but got ${end}`;
    return err({ code: 'ANNOTATION_REFUSED', field: 'until', message });
  }
  if (shown >= mostAnnotations) {
    const message = `taxonomy: expected at most ${mostAnnotations} annotations, but there are as many; remove some`;
    return err({ code: 'ANNOTATION_REFUSED', field: 'taxonomy', message });
  }
  return ok({ kind, title: text.value, from, until: end });
}
