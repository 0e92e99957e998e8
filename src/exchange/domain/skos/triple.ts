/** A statement as far as SKOS needs it; blank nodes are named by the file they come from. */
export interface Triple {
  readonly subject: string;
  readonly predicate: string;
  readonly object: TripleObject;
}

export interface TripleObject {
  readonly isText: boolean;
  readonly value: string;
  /** In lower case; empty where it has none. */
  readonly language: string;
}

/** Bytes of linked data at most: it is read at one go. */
export const maxLinkedBytes = 16 * 1024 * 1024;
/** Statements, or values in JSON-LD, at most. */
export const maxStatements = 500_000;
