/** What is wrong with the input, where, what came and what was expected. */
export interface CalculatorProblem {
  readonly kind: 'BAD_INPUT';
  /** Which of the files: the ratings, the distances or the paths. */
  readonly file: CalculatorFile;
  readonly line: number | null;
  /** Column of the CSV, from 1. */
  readonly column: number | null;
  readonly message: string;
}

/** Which of the given files, or the flags themselves. */
export type CalculatorFile = 'data' | 'distance' | 'paths' | 'options';

/** Line and column of a file, from 1. */
export interface Place {
  readonly line?: number;
  readonly column?: number;
}

/** A problem at a place of a file. */
export const problemAt = (file: CalculatorFile, message: string, place: Place = {}): CalculatorProblem => ({
  kind: 'BAD_INPUT',
  file,
  line: place.line ?? null,
  column: place.column ?? null,
  message,
});

/**
 * The problem as one line for people.
 *
 * @example describeProblem(problem) // 'data file, line 3, column 2: expected one of "a", "b", but got "c"'
 */
export function describeProblem({ file, line, column, message }: CalculatorProblem): string {
  const places = [
    file === 'options' ? '' : `${file} file`,
    line === null ? '' : `line ${line}`,
    column === null ? '' : `column ${column}`,
  ].filter((place) => place !== '');
  return places.length === 0 ? message : `${places.join(', ')}: ${message}`;
}

/** A list of names for a message, cut after ten. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => JSON.stringify(name));
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return shown.join(', ') + more;
}
