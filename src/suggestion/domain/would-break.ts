import type { ReasonId } from '../../platform/ids';
import { nameOfReason, triggerSentence, type ReasonTree, type SessionContent } from '../../taxonomy/domain';
import type { Proposal } from './suggestion';

export const breakKinds = [
  'RESOLUTION_MAPPING',
  'ESCALATION',
  'ARTICLE',
  'EXCLUDED_BY',
  'OPEN_SESSION',
  'OPEN_DRAFT',
  'CONSUMER',
] as const;
export type BreakKind = (typeof breakKinds)[number];

/** Something that needs a reason as it is, or sends people to it. */
export interface WouldBreak {
  readonly kind: BreakKind;
  readonly reasonId: ReasonId;
  /** What people know it by. */
  readonly name: string;
}

/** An open draft that changes a reason. */
export interface TouchingDraft {
  readonly reasonId: ReasonId;
  readonly title: string;
}

/** A system that fetches the list. */
export interface KnownConsumer {
  readonly name: string;
  /** The number of the version that it fetched last; below zero: of a pilot. */
  readonly version: number;
  readonly lastFetchedAt: Date;
}

/** The reasons that would be used no more. */
export function endedBy(proposal: Proposal): readonly ReasonId[] {
  const ends = proposal.kind === 'RETIRE' || proposal.kind === 'MERGE' || proposal.kind === 'SPLIT';
  return ends ? [proposal.reasonId] : [];
}

/**
 * What would break, or would have to be looked at, if a suggestion were followed: mappings and triggers of a reason that ends,
 * notes of others that send coders to it, sessions in which it can be coded, drafts that change it, and systems that fetch the
 * list, each of which has the reason in what it shows and routes by. Nothing of it stands in the way of a retirement with a
 * successor.
 *
 * @example wouldBreak(retireFax, { tree, openSessions: [], drafts: [], consumers: [] }) // [{ kind: 'RESOLUTION_MAPPING', name: 'SENT', ... }]
 */
export function wouldBreak(
  proposal: Proposal,
  {
    tree,
    openSessions,
    drafts,
    consumers,
  }: {
    readonly tree: ReasonTree;
    readonly openSessions: readonly SessionContent[];
    readonly drafts: readonly TouchingDraft[];
    /** Those that the asker may know of. */
    readonly consumers: readonly KnownConsumer[];
  },
): readonly WouldBreak[] {
  return endedBy(proposal).flatMap((reasonId) => {
    const state = tree.get(reasonId);
    if (state === undefined) return [];
    const of = (kind: BreakKind, names: readonly string[]): readonly WouldBreak[] =>
      names.map((name) => ({ kind, reasonId, name }));
    const senders = tree.depthFirst().filter(({ excludes }) => excludes.includes(reasonId));
    const sessions = openSessions.filter((session) => session.tree.get(reasonId)?.retirement === null);
    return [
      ...of(
        'RESOLUTION_MAPPING',
        state.resolutions.map(({ code }) => code),
      ),
      ...of('ESCALATION', state.escalations.map(triggerSentence)),
      ...of(
        'ARTICLE',
        state.articles.map(({ url }) => url),
      ),
      ...of('EXCLUDED_BY', senders.map(nameOfReason)),
      ...of('OPEN_SESSION', [...new Set(sessions.map(({ title }) => title))]),
      ...of(
        'OPEN_DRAFT',
        drafts.filter((draft) => draft.reasonId === reasonId).map(({ title }) => title),
      ),
      ...of('CONSUMER', consumers.map(nameOfConsumer)),
    ];
  });
}

const nameOfConsumer = ({ name, version, lastFetchedAt }: KnownConsumer): string =>
  `${name}, which fetched ${version < 0 ? `pilot ${-version}` : `version ${version}`} last, on ${lastFetchedAt.toISOString().slice(0, 10)}`;
