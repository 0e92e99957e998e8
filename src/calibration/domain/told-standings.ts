import type { CodingKey } from './coding';

/** What counts of an assignment: which giving of its code, whether that came late, and whether it is taken back. */
export interface Standing extends CodingKey {
  readonly late: boolean;
  /** By the coder, or with the coder. */
  readonly withdrawn: boolean;
}

/** What the history tells of a session: each giving of a code, each taking back, and who was taken out. */
export interface ToldOfCodings {
  readonly given: readonly (CodingKey & { readonly late: boolean })[];
  readonly takenBack: readonly CodingKey[];
  readonly coderIdsTakenOut: readonly string[];
}

/**
 * What counts of each assignment by the history alone: the last giving of its code. One that was taken back counts again
 * when it is given anew, under a higher revision.
 *
 * @example toldStandings({ given: [first, second], takenBack: [first], coderIdsTakenOut: [] })
 * // [{ ...second, withdrawn: false }]
 */
export function toldStandings({ given, takenBack, coderIdsTakenOut }: ToldOfCodings): readonly Standing[] {
  const takenBackNames = new Set(takenBack.map(givingName));
  const coderIds = new Set(coderIdsTakenOut);
  const last = new Map<string, ToldOfCodings['given'][number]>();
  for (const coding of given) {
    const known = last.get(assignmentName(coding));
    if (known === undefined || known.revision < coding.revision) last.set(assignmentName(coding), coding);
  }
  return [...last.values()].map(({ coderId, itemId, content, revision, late }) => {
    const key = { coderId, itemId, content, revision };
    return { ...key, late, withdrawn: coderIds.has(coderId) || takenBackNames.has(givingName(key)) };
  });
}

/** The givings of codes that by the history are the last of their assignment, and of which something else is stored. */
export function standingOtherwise(
  stored: readonly Standing[],
  told: readonly Standing[],
): ReadonlySet<string> {
  const storedByName = new Map(stored.map((standing) => [assignmentName(standing), standing]));
  const otherwise = told.filter((standing) => {
    const kept = storedByName.get(assignmentName(standing));
    return (
      kept?.revision !== standing.revision ||
      kept.late !== standing.late ||
      kept.withdrawn !== standing.withdrawn
    );
  });
  return new Set(otherwise.map(givingName));
}

const assignmentName = ({ itemId, content, coderId }: CodingKey): string =>
  [itemId, content, coderId].join(' ');

/** Orders as it names: by item, content, coder and revision. */
export const givingName = (key: CodingKey): string =>
  [assignmentName(key), String(key.revision).padStart(9, '0')].join(' ');
