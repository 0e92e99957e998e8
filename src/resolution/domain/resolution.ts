import type { Id, TaxonomyId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import { faultOf, mustBeText, textLimits } from '../../platform/text';
import type { Language, LocalizedText } from '../../taxonomy/domain';
import { resolutionFault, resolutionRefused, type ResolutionRefused } from './resolution-problems';

export type ResolutionId = Id<'Resolution'>;

/** A taxonomy's list of codes is short enough to be held as a whole. */
export const mostResolutions = 2_000;

/** How a contact ended, by a code that stays for ever; from when to when it may be given is said beside it. */
export interface ResolutionRecord {
  readonly id: ResolutionId;
  readonly taxonomyId: TaxonomyId;
  readonly code: string;
  readonly labels: LocalizedText;
  /** Null: since ever. */
  readonly validFrom: Date | null;
  /** The first moment at which it may not be given any more; null: no end is known. */
  readonly validUntil: Date | null;
  readonly revision: number;
}

export type ResolutionWish = Pick<ResolutionRecord, 'code' | 'labels' | 'validFrom' | 'validUntil'>;

/**
 * A resolution as it is kept, or everything that is wrong with it at once: a text that cannot be stored, a language that the
 * taxonomy does not keep, no label at all, an end that is not after the start.
 *
 * @example mustBeResolution({ code: 'FIXED', labels: { en: 'Fixed' }, validFrom: null, validUntil: null }, ['en']) // ok
 */
export function mustBeResolution(
  wish: ResolutionWish,
  languages: readonly Language[],
): Result<ResolutionWish, ResolutionRefused> {
  const code = mustBeText(wish.code, { field: 'code', maxLength: textLimits.code });
  const labels = Object.entries(wish.labels).map(
    ([language, text]) =>
      [language, mustBeText(text, { field: 'labels', maxLength: textLimits.name })] as const,
  );
  const texts = [code, ...labels.map(([, text]) => text)];
  const faults = [
    ...texts.flatMap((text) => (text.ok ? [] : [resolutionFault(text.problem.field, faultOf(text.problem))])),
    ...labelFaults(wish.labels, languages),
    ...validityFaults(wish),
  ];
  if (faults.length > 0 || !code.ok) return err(resolutionRefused(faults));
  const kept = labels.flatMap(([language, text]) => (text.ok ? [[language, text.value] as const] : []));
  const { validFrom, validUntil } = wish;
  return ok({ code: code.value, labels: Object.fromEntries(kept), validFrom, validUntil });
}

function labelFaults(labels: LocalizedText, languages: readonly Language[]) {
  const given = Object.keys(labels);
  if (given.length === 0) return [resolutionFault('labels', 'expected a text in at least one language')];
  const known = languages.join(', ');
  return given
    .filter((language) => !languages.includes(language))
    .slice(0, 5)
    .map((language) => {
      const came = JSON.stringify(language.slice(0, 40));
      return resolutionFault('labels', `expected a language of the taxonomy (${known}), but got ${came}`);
    });
}

function validityFaults({ validFrom, validUntil }: Pick<ResolutionWish, 'validFrom' | 'validUntil'>) {
  if (validFrom === null || validUntil === null || validFrom < validUntil) return [];
  const [from, until] = [validFrom.toISOString(), validUntil.toISOString()];
  return [resolutionFault('validUntil', `expected a moment after ${from}, but got ${until}`)];
}

/**
 * Whether a code may be given to a contact of a moment.
 *
 * @example isValidAt({ validFrom: null, validUntil: july }, june) // true
 */
export const isValidAt = (
  { validFrom, validUntil }: Pick<ResolutionRecord, 'validFrom' | 'validUntil'>,
  at: Date,
): boolean => (validFrom === null || validFrom <= at) && (validUntil === null || at < validUntil);

/** What a history says of one: instants as text. */
export const factsOfResolution = ({ code, labels, validFrom, validUntil }: ResolutionWish) => ({
  ...{ code, labels },
  validFrom: validFrom?.toISOString() ?? null,
  validUntil: validUntil?.toISOString() ?? null,
});
