export { calculate, type CalculatorInput } from './calculate';
export { describeProblem } from './calculator-problem';
export { reportText, warnings } from './report-text';
