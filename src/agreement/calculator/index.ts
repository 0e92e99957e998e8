export { calculate, type CalculatorInput } from './calculate';
export { describeProblem, type CalculatorFile, type CalculatorProblem } from './calculator-problem';
export { reportText, warnings } from './report-text';
