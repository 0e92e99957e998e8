import { lengthInCodePoints, textLimits } from '../../../platform/text';
import { isActive, type Language, type ReasonState, type Retirement } from '../../../taxonomy/domain';
import type { ExportContent, ExportOptions } from '../export/export-content';
import type { ContentWish } from '../import-file';
import type { LossList } from '../losses/loss-report';
import { storedCell, type TextPlace } from '../read/stored-cell';

/** Characters of a description in the tools that have one. */
const maxDescription = 255;

/** The definition of a reason in one language, where it is short enough to be a description; else null. */
export function descriptionOf({ notes }: ReasonState, language: Language): string | null {
  const definition = notes.DEFINITION?.[language] ?? null;
  return definition !== null && lengthInCodePoints(definition) <= maxDescription ? definition : null;
}

/** Definitions that are too long for a description, of what contacts are coded with and of what was retired. */
export function descriptionLosses(
  { tree }: ExportContent,
  { language }: ExportOptions,
  losses: LossList,
): void {
  const listed = tree
    .depthFirst('ALL')
    .filter((reason) => !isActive(reason) || tree.children(reason.id).length === 0);
  for (const reason of listed) {
    const isThere = reason.notes.DEFINITION?.[language] !== undefined;
    if (isThere && descriptionOf(reason, language) === null)
      losses.add('DEFINITION', 'TOO_LONG', reason.code);
  }
}

/** Nothing besides place and labels. */
export const blankContent: ContentWish = {
  synonyms: [],
  notes: {},
  intent: {},
  properties: {},
  excludes: null,
  resolutions: [],
  retirement: null,
};

/** What a description says: the definition in the language of the file. */
export function descriptionWish(
  description: string | null,
  language: Language,
  place: TextPlace,
): ContentWish | null {
  if (description === null || description.trim() === '') return null;
  const rule = { field: 'definition', maxLength: textLimits.note, multiline: true };
  const text = storedCell(description, rule, place);
  return text === null ? null : { ...blankContent, notes: { DEFINITION: { [language]: text } } };
}

const whyWithoutSuccessor = 'Retired in the file that was imported, which names no successor.';

/**
 * The retirement that can be read from a file which says no more than that a reason is retired and by what it is replaced:
 * outdated, with one successor or several possible ones.
 *
 * @example readableRetirement([]).justification // 'Retired in the file ...'
 */
export function readableRetirement(successors: readonly string[]): Retirement {
  const kind = successors.length === 1 ? 'REPLACED_BY' : 'POSSIBLY_REPLACED_BY';
  return {
    reason: 'OUTDATED',
    associations: successors.map((targetId) => ({
      kind,
      targetId: targetId as Retirement['associations'][number]['targetId'],
      share: null,
    })),
    justification: successors.length === 0 ? whyWithoutSuccessor : null,
  };
}
