import type { DraftId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';

export interface KeyTaken extends Problem {
  readonly code: 'KEY_TAKEN';
  readonly observed: string;
}

export interface MalformedKey extends Problem {
  readonly code: 'MALFORMED_KEY';
  readonly observed: string;
}

/** A setting of a taxonomy that cannot be: one entry for each fault, all of them at once. */
export interface InvalidSettings extends Problem {
  readonly code: 'INVALID_SETTINGS';
  readonly faults: readonly SettingFault[];
}

export interface SettingFault {
  readonly field: string;
  readonly message: string;
}

/** Somebody else was first: the write was made on a head that is no longer the draft's. */
export interface StaleHead extends Problem {
  readonly code: 'STALE_HEAD';
  readonly draftId: DraftId;
  readonly expectedHead: number;
  readonly currentHead: number;
}

export interface StaleRevision extends Problem {
  readonly code: 'STALE_REVISION';
  readonly expectedRevision: number;
  readonly currentRevision: number;
}

export const keyTaken = (key: string): KeyTaken => ({
  code: 'KEY_TAKEN',
  observed: key,
  message: `expected a key that no taxonomy has, but ${JSON.stringify(key)} is taken`,
});

export const staleHead = (draftId: DraftId, expectedHead: number, currentHead: number): StaleHead => ({
  code: 'STALE_HEAD',
  draftId,
  expectedHead,
  currentHead,
  message: `expected the draft at head ${expectedHead}, but it is at ${currentHead}`,
});

export const staleRevision = (expectedRevision: number, currentRevision: number): StaleRevision => ({
  code: 'STALE_REVISION',
  expectedRevision,
  currentRevision,
  message: `expected revision ${expectedRevision}, but it is ${currentRevision}`,
});

/** A change was made on a version that is not the newest one any more. Versions are numbers; 0 is before the first. */
export interface StaleBase extends Problem {
  readonly code: 'STALE_BASE';
  readonly expectedVersion: number;
  readonly currentVersion: number;
}

export const staleBase = (expectedVersion: number, currentVersion: number): StaleBase => ({
  code: 'STALE_BASE',
  expectedVersion,
  currentVersion,
  message: `expected version ${expectedVersion} to be the newest (0: none yet), but it is ${currentVersion}`,
});
