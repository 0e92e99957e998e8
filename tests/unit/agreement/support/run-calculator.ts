import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Command } from 'commander';

import type { ReportedStatistic } from '../../../../src/agreement/statistics';
import { registerAgreementCommand } from '../../../../src/cli/agreement.command';

export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly problem: string;
}

const folder = mkdtempSync(join(tmpdir(), 'concordance-agreement-'));
let written = 0;

/** Writes a text to a file of its own and gives its path. */
export function fileWith(text: string): string {
  written += 1;
  const path = join(folder, `${written}.csv`);
  writeFileSync(path, text);
  return path;
}

/** Runs `agreement` with these arguments, in this process. */
export function runAgreement(args: readonly string[]): Outcome {
  let out = '';
  let problem = '';
  const program = new Command('concordance');
  program.exitOverride().configureOutput({
    writeOut: (text) => void (out += text),
    writeErr: (text) => void (problem += text),
  });
  registerAgreementCommand(program);
  try {
    program.parse(['agreement', ...args], { from: 'user' });
    return { exitCode: 0, out, problem };
  } catch (error) {
    return { exitCode: (error as { exitCode?: number }).exitCode ?? -1, out, problem };
  }
}

/** The statistics that `agreement --format json` prints for a text. */
export function statisticsOf(text: string, flags: readonly string[] = []): readonly ReportedStatistic[] {
  const { exitCode, out, problem } = runAgreement([fileWith(text), ...flags, '--format', 'json']);
  if (exitCode !== 0) throw new Error(`expected exit code 0, but got ${exitCode}: ${problem}`);
  return (JSON.parse(out) as { statistics: ReportedStatistic[] }).statistics;
}

/** One cell of a CSV, in quotes where it needs them. */
export const csvCell = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csvText = (rows: readonly (readonly unknown[])[]): string =>
  rows.map((row) => row.map(csvCell).join(',') + '\n').join('');
