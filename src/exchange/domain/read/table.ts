/** A line of a file, or an object of a JSON list. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows under a header, whatever the format they came in. */
export interface Table {
  readonly header: readonly string[];
  readonly headerLine: number | null;
  readonly rows: readonly Row[];
}
