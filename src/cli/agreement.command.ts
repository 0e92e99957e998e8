import { readFileSync } from 'node:fs';

import { Option, type Command } from 'commander';

import { calculate, describeProblem, reportText, type CalculatorInput } from '../agreement/calculator';
import { krippendorffMetrics, weightSchemes } from '../agreement/statistics';
import { resamplingProgress } from './resampling-progress';

interface AgreementFlags extends Pick<
  CalculatorInput,
  'metric' | 'weights' | 'weightBasis' | 'standardError' | 'categories'
> {
  readonly table?: true;
  readonly counts?: true;
  readonly distance?: string;
  readonly paths?: string;
  readonly format: 'text' | 'json';
}

/** Adds `agreement FILE`: the calculator for agreement between coders, offline and without a token. */
export function registerAgreementCommand(program: Command): void {
  program
    .command('agreement')
    .description('agreement between coders: coefficients with standard errors, from a CSV file')
    .argument('<file>', 'CSV: item,coder,category; or a row per item and a column per coder')
    .addOption(
      new Option(
        '--table',
        'the file is a table of two coders: rows the first, columns the second',
      ).conflicts('counts'),
    )
    .option('--counts', 'the file has a row per item and a column per category: how many coders chose it')
    .addOption(
      new Option('--metric <metric>', "Krippendorff's metric for alpha").choices(krippendorffMetrics),
    )
    .addOption(new Option('--weights <weights>', 'how alike categories are').choices(weightSchemes))
    .addOption(new Option('--weight-basis <basis>', 'what weights act on').choices(['value', 'position']))
    .option('--distance <file>', 'CSV of distances for alpha: first row and first column the categories')
    .option('--categories <list>', 'the declared categories in order, separated by commas')
    .option(
      '--paths <file>',
      'CSV of category and path (names from the top down between " > ", or a column per level): adds alpha by path and by level',
    )
    .addOption(
      new Option('--standard-error <method>', 'how standard errors are found')
        .choices(['linearised', 'jackknife', 'asymptotic', 'bootstrap'])
        .default('linearised'),
    )
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(printAgreement);
}

function printAgreement(file: string, flags: AgreementFlags, command: Command): void {
  const progress = resamplingProgress(process.stderr);
  const report = calculate({ ...inputFrom(file, flags, command), onBootstrapped: progress.advance });
  progress.stop();
  if (!report.ok) return command.error(`error: ${describeProblem(report.problem)}`, { exitCode: 1 });
  const text = flags.format === 'json' ? JSON.stringify(report.value) + '\n' : reportText(report.value);
  command.configureOutput().writeOut?.(text);
}

function inputFrom(file: string, flags: AgreementFlags, command: Command): CalculatorInput {
  const { table, counts, distance, paths, format: _format, ...choices } = flags;
  return {
    ...choices,
    text: contentOf(file, command),
    shape: table ? 'table' : counts ? 'counts' : 'ratings',
    ...(distance === undefined ? {} : { distanceText: contentOf(distance, command) }),
    ...(paths === undefined ? {} : { pathsText: contentOf(paths, command) }),
  };
}

function contentOf(file: string, command: Command): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { message } = error as Error;
    return command.error(`error: expected a readable file, but got ${message}`, { exitCode: 1 });
  }
}
