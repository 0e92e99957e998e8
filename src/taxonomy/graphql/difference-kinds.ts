import { CallerError } from '../../platform/caller-error';
import type { DiffEntryKind } from '../domain';

const known: Readonly<Record<DiffEntryKind, true>> = {
  ReasonAdded: true,
  ReasonRemoved: true,
  ReasonRetired: true,
  ReasonReactivated: true,
  RetirementRevised: true,
  LabelChanged: true,
  CodeChanged: true,
  ReasonMoved: true,
  SynonymsChanged: true,
  NoteChanged: true,
  ExcludesChanged: true,
  ScopeChanged: true,
  PropertyChanged: true,
};

/** The kinds of difference that are asked for; null: all. A kind that there is not is BAD_USER_INPUT. */
export function differenceKinds(asked: readonly string[] | null): ReadonlySet<string> | null {
  const stranger = asked?.find((kind) => !Object.hasOwn(known, kind));
  if (stranger === undefined) return asked === null ? null : new Set(asked);
  const got = JSON.stringify(stranger.slice(0, 60));
  const expected = Object.keys(known).join(', ');
  throw new CallerError('BAD_USER_INPUT', `kinds: expected any of ${expected}, but got ${got}`);
}
