import type { DistanceProblem, ReportProblem } from '../statistics';
import { listed, problemAt, type CalculatorProblem } from './calculator-problem';

/** A distance that was refused, at its place in the distance file. */
export function describeDistanceProblem(
  problem: DistanceProblem,
  names: readonly string[],
): CalculatorProblem {
  const column = 'column' in problem ? problem.column : problem.row;
  const place = { line: problem.row + 2, column: column + 2 };
  return problemAt('distance', sentenceFor(problem, names), place);
}

function sentenceFor(problem: DistanceProblem, names: readonly string[]): string {
  const name = (index: number): string => listed([names[index] ?? '']);
  switch (problem.kind) {
    case 'ASYMMETRIC': {
      const { row, column, there, back } = problem;
      const pair = `${name(row)} to ${name(column)} is ${there}, back it is ${back}`;
      return `expected the same distance both ways, but ${pair}; give their mean if you want it`;
    }
    case 'NOT_A_DISTANCE':
      return `expected a number from 0, but got ${problem.received}`;
    case 'NOT_ZERO_TO_ITSELF':
      return `expected 0 from ${name(problem.row)} to itself, but got ${problem.received}`;
    case 'NOT_SQUARE':
      return `expected ${problem.expected} columns, but got ${problem.received}`;
  }
}

/** A request that was refused, as a sentence. */
export function describeReportProblem(problem: ReportProblem): string {
  switch (problem.kind) {
    case 'METRIC_NEEDS_NUMBERS':
      return `expected numbers as categories for the metric ${problem.metric}, but got names`;
    case 'METRIC_NEEDS_POSITIVE_LEVELS':
      return `expected values from 0 for ${problem.metric}, but got ${problem.received}`;
    case 'SIZES_DIFFER':
      return `expected ${problem.expected} categories in the ${problem.of}, but got ${problem.received}`;
  }
}
