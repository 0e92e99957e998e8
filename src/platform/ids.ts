import { uuidv7 } from 'uuidv7';

/** A UUID that remembers what it identifies, so that a version's id cannot be passed for a reason's. */
export type Id<Kind extends string> = string & { readonly __kind: Kind };

export type ActorId = Id<'Actor'>;
export type TaxonomyId = Id<'Taxonomy'>;
export type DraftId = Id<'Draft'>;
export type VersionId = Id<'Version'>;
export type ReasonId = Id<'Reason'>;
export type DepartmentId = Id<'Department'>;
export type ChangeSetId = Id<'ChangeSet'>;

/** Time-ordered, made here and not by the database, so that it is known before the row is written. */
export const newId = <Kind extends string>(): Id<Kind> => uuidv7() as Id<Kind>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => uuidPattern.test(text);
