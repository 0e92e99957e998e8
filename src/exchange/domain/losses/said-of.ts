import { noteKinds, type Language, type LocalizedText, type ReasonState } from '../../../taxonomy/domain';
import type { LossKind } from './loss-report';

/** Something that a reason says, and in which languages; null where it is in none. */
export interface Said {
  readonly kind: LossKind;
  readonly languages: readonly Language[] | null;
}

const said = (kind: LossKind, isFilled: boolean): readonly Said[] =>
  isFilled ? [{ kind, languages: null }] : [];

const saidIn = (kind: LossKind, languages: readonly Language[]): readonly Said[] =>
  languages.length === 0 ? [] : [{ kind, languages }];

const languagesOf = (texts: LocalizedText = {}): readonly Language[] => Object.keys(texts);

/**
 * All that a reason says, by kind: what an export has to carry, or to own up to.
 *
 * @example saidOf(newReason({ id, code: 'bill', parentId: null, rank: 'a0', labels: { en: 'Bill' } }))
 * // [{ kind: 'CODE', languages: null }, { kind: 'LABEL', languages: ['en'] }]
 */
export function saidOf(reason: ReasonState): readonly Said[] {
  const synonymsIn = (isHidden: boolean): readonly Language[] =>
    reason.synonyms.filter(({ hidden }) => hidden === isHidden).map(({ language }) => language);
  return [
    ...said('CODE', true),
    ...said('PLACE', reason.parentId !== null),
    ...saidIn('LABEL', languagesOf(reason.labels)),
    ...saidIn('SYNONYM', synonymsIn(false)),
    ...saidIn('HIDDEN_SYNONYM', synonymsIn(true)),
    ...noteKinds.flatMap((note) => saidIn(note, languagesOf(reason.notes[note]))),
    ...said('EXCLUDED_REASON', reason.excludes.length > 0),
    ...said('RESIDUAL', reason.residual),
    ...said('KIND', reason.kind !== null),
    ...said('USE_CASE_GROUP', reason.useCaseGroups.length > 0),
    ...saidIn('INTENT', languagesOf(reason.intent)),
    ...said('PRIORITY', reason.priority !== null),
    ...said('TARGET', reason.target !== null),
    ...said('ESCALATION', reason.escalations.length > 0),
    ...said('CHANNEL', reason.channels !== null),
    ...said('ARTICLE', reason.articles.length > 0),
    ...said('RESOLUTION', reason.resolutions.length > 0),
    ...said(
      'FOLLOW_UP',
      reason.resolutions.some(({ followUpWithin }) => followUpWithin !== null),
    ),
    ...said('RETIREMENT', reason.retirement !== null),
  ];
}
