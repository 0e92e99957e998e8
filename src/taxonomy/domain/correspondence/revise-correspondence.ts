import type { ReasonId } from '../../../platform/ids';
import type { Problem } from '../../../platform/problem';
import { err, ok, type Result } from '../../../platform/result';
import { byCodeUnits, mustBeText, textLimits } from '../../../platform/text';
import { sameValue } from '../reason-state';
import { isActive, type ReasonTree } from '../reason-tree';
import type { CorrespondenceBody, LinkKind, Share, SourceEntry } from './correspondence';
import { ownFlags, withPartialFlags } from './partial-flags';

export interface LinkWish {
  readonly target: ReasonId;
  readonly kind: LinkKind;
  readonly share: Share | null;
}

/** What is to be said of one source from now on; no links: its contacts are found nowhere. */
export interface SourceWish {
  readonly source: ReasonId;
  readonly links: readonly LinkWish[];
  readonly note: string | null;
}

/** One thing that is wrong with what was to be said. */
export interface CorrespondenceFault {
  readonly code:
    | 'SOURCE_NOT_FOUND'
    | 'SOURCE_TWICE'
    | 'TARGET_NOT_FOUND'
    | 'TARGET_TWICE'
    | 'SHARE_OUT_OF_RANGE'
    | 'SHARES_ABOVE_ONE'
    | 'MEASURED_WITHOUT_N'
    | 'SESSION_NOT_FOUND'
    | 'MALFORMED_NOTE';
  readonly message: string;
  readonly reasonId: ReasonId;
}

export interface CorrespondenceRefused extends Problem {
  readonly code: 'CORRESPONDENCE_REFUSED';
  readonly faults: readonly CorrespondenceFault[];
}

export interface Ends {
  readonly from: ReasonTree;
  readonly to: ReasonTree;
  readonly knownSessions: ReadonlySet<string>;
}

/**
 * A correspondence with other entries for the sources that are named; all else stays. What is new and gets a link has not
 * begun any more. Refused, with everything that is wrong at once: a source or a target that is not active in its content or
 * is named twice, and shares that cannot be.
 *
 * @example reviseCorrespondence(body, [{ source: a, links: [{ target: b, kind: 'PART', share }], note: null }], ends)
 */
export function reviseCorrespondence(
  body: CorrespondenceBody,
  wishes: readonly SourceWish[],
  ends: Ends,
): Result<CorrespondenceBody, CorrespondenceRefused> {
  const faults = wishes.flatMap((wish, at) => faultsOf(wish, wishes.slice(0, at), ends));
  if (faults.length > 0) return err(correspondenceRefused(faults));
  const entries = new Map(body.entries.map((entry) => [entry.source, entry]));
  for (const wish of wishes) entries.set(wish.source, entryOf(wish, entries.get(wish.source)));
  // Whoever is met by others is named with them.
  const named = [...entries.values()].flatMap(({ links }) => links.map(({ target }) => target));
  for (const id of body.impliesIdentity ? named : [])
    if (!entries.has(id) && isActiveIn(ends.from, id)) entries.set(id, staying(id));
  const met = new Set([...entries.values()].flatMap(({ links }) => links.map(({ target }) => target)));
  const begun = ends.to
    .depthFirst()
    .filter(({ id }) => !met.has(id) && (entries.has(id) || !isActiveIn(ends.from, id)));
  const ordered = sorted([...entries.values()]);
  if (!body.impliesIdentity) return ok({ ...body, entries: ordered });
  return ok({
    ...body,
    entries: withPartialFlags(ordered.map(unflagged)),
    begun: begun.map(({ id }) => id).sort(byCodeUnits),
  });
}

export const correspondenceRefused = (faults: readonly CorrespondenceFault[]): CorrespondenceRefused => ({
  code: 'CORRESPONDENCE_REFUSED',
  faults,
  message: faults.map(({ message }) => message).join('; '),
});

/** Inside one taxonomy the flags follow from the links; between two they are what a table says. */
const unflagged = (entry: SourceEntry): SourceEntry => ({
  ...entry,
  links: entry.links.map((link) => ({ ...link, ...ownFlags(link) })),
});

const isActiveIn = (tree: ReasonTree, id: ReasonId): boolean => {
  const state = tree.get(id);
  return state !== undefined && isActive(state);
};

/** An entry that says what it said before stays what it was, and so does its origin. */
function entryOf({ source, links, note }: SourceWish, before: SourceEntry | undefined): SourceEntry {
  const made: SourceEntry = {
    ...{ source, origin: 'CURATED', note: note === null ? null : note.normalize('NFC').trim() },
    links: links.map((link) => ({ ...link, ...ownFlags(link) })),
  };
  return before !== undefined && saysTheSame(before, made) ? before : made;
}

function saysTheSame(one: SourceEntry, other: SourceEntry): boolean {
  const said = ({ note, links }: SourceEntry) => ({
    note,
    links: links
      .map(({ target, kind, share }) => ({ target, kind, share }))
      .sort((left, right) => byCodeUnits(left.target, right.target)),
  });
  return sameValue(said(one), said(other));
}

const staying = (id: ReasonId): SourceEntry => ({
  ...{ source: id, origin: 'DERIVED', note: null },
  links: [{ target: id, kind: 'SAME', partialSource: false, partialTarget: false, share: null }],
});

const sorted = (entries: readonly SourceEntry[]): readonly SourceEntry[] =>
  entries.toSorted((one, other) => byCodeUnits(one.source, other.source));

function faultsOf(
  { source, links, note }: SourceWish,
  earlier: readonly SourceWish[],
  { from, to, knownSessions }: Ends,
): readonly CorrespondenceFault[] {
  const fault = (code: CorrespondenceFault['code'], reasonId: ReasonId, message: string) => ({
    ...{ code, reasonId, message },
  });
  const faults: CorrespondenceFault[] = [];
  if (!isActiveIn(from, source))
    faults.push(
      fault(
        'SOURCE_NOT_FOUND',
        source,
        `expected an active reason of the earlier content, but got ${source}`,
      ),
    );
  if (earlier.some((one) => one.source === source))
    faults.push(fault('SOURCE_TWICE', source, `expected each source once, but got ${source} twice`));
  const text =
    note === null ? null : mustBeText(note, { field: 'note', maxLength: textLimits.note, multiline: true });
  if (text !== null && !text.ok) faults.push(fault('MALFORMED_NOTE', source, text.problem.message));
  for (const [at, { target, share }] of links.entries()) {
    if (!isActiveIn(to, target))
      faults.push(
        fault(
          'TARGET_NOT_FOUND',
          target,
          `expected an active reason of the later content, but got ${target}`,
        ),
      );
    if (links.slice(0, at).some((one) => one.target === target))
      faults.push(
        fault('TARGET_TWICE', target, `expected each target of ${source} once, but got ${target} twice`),
      );
    if (share === null) continue;
    if (!(share.value >= 0 && share.value <= 1))
      faults.push(
        fault('SHARE_OUT_OF_RANGE', target, `expected a share from 0 to 1, but got ${share.value}`),
      );
    const isMeasured = share.n !== null && share.n > 0;
    if (share.method === 'MEASURED' && !isMeasured)
      faults.push(
        fault(
          'MEASURED_WITHOUT_N',
          target,
          `expected how many contacts a share was measured on, but got ${share.n ?? 'nothing'}`,
        ),
      );
    if (share.sessionId !== null && !knownSessions.has(share.sessionId))
      faults.push(
        fault(
          'SESSION_NOT_FOUND',
          target,
          'expected a calibration session of the taxonomy, but got another id',
        ),
      );
  }
  const known = links.reduce((sum, { share }) => sum + (share?.value ?? 0), 0);
  if (known > 1 + 1e-9)
    faults.push(
      fault('SHARES_ABOVE_ONE', source, `expected shares that add up to at most 1, but got ${known}`),
    );
  return faults;
}
