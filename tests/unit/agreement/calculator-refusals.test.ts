import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileWith, runAgreement } from './support/run-calculator';

const wide = 'item,ann,bob\nu1,a,a\nu2,a,b\nu3,b,b\nu4,b,\n';
const freeText = 'item,ann\n' + Array.from({ length: 2001 }, (_, at) => `u${at},t${at}\n`).join('');
const table = ',a,b\na,1,1\nb,0,1\n';

describe('the agreement calculator refuses with what came and what was expected', () => {
  const refusals: readonly (readonly [string, string, readonly string[], RegExp])[] = [
    ['free text', freeText, [], /expected at most 2000 categories, but got 2001/],
    ['an empty file', '', [], /expected a header and rows, but the file is empty/],
    [
      'no declared categories',
      wide,
      ['--categories', ' '],
      /expected the declared categories, .*but got none/,
    ],
    ['no items', 'item,ann,bob\n', [], /expected at least one item below the header, but got none/],
    ['a short row', 'item,ann,bob\nu1,a\n', [], /line 2: expected 3 cells as in the header, but got 2/],
    ['an item twice', 'item,ann,bob\nu1,a,a\nu1,a,b\n', [], /line 3, column 1: .*"u1" is on line 2 too/],
    ['a rating twice', 'item,coder,category\nu1,ann,a\nu1,ann,b\n', [], /line 3: .*but line 2 has one too/],
    ['a coder twice', 'item,ann,ann\nu1,a,a\n', [], /line 1, column 3: .*"ann" comes twice/],
    [
      'an undeclared category',
      wide,
      ['--categories', 'a,c'],
      /line 3, column 3: expected one of "a", "c", but got "b"/,
    ],
    [
      'half a unit',
      ',a,b\na,1,0.5\nb,0,1\n',
      ['--table'],
      /line 2, column 3: expected a whole number from 0, but got "0.5"/,
    ],
    ['a negative count', 'item,a,b\nu1,-2,1\n', ['--counts'], /line 2, column 2: .*but got "-2"/],
    [
      'a table of other rows',
      ',a,b\na,1,1\nc,0,1\n',
      ['--table'],
      /expected a row for each column, but got none for "b"/,
    ],
    [
      'a metric for numbers',
      wide,
      ['--metric', 'interval'],
      /expected numbers as categories .* but got names/,
    ],
    ['broken quotes', 'item,ann,bob\nu1,"a,b\n', [], /expected comma-separated values, but got/],
    [
      'an unknown metric',
      wide,
      ['--metric', 'cosine'],
      /Allowed choices are nominal, ordinal, interval, ratio/,
    ],
    ['an unknown weight', wide, ['--weights', 'cubic'], /Allowed choices are unweighted, linear/],
    ['table and counts at once', table, ['--table', '--counts'], /cannot be used with/],
    [
      'a file that is not there',
      wide,
      ['--distance', '/nowhere/at/all.csv'],
      /expected a readable file, but got ENOENT/,
    ],
    [
      'an asymmetric distance',
      wide,
      ['--distance', fileWith(',a,b\na,0,1\nb,0.5,0\n')],
      /same distance both ways, but "a" to "b" is 1, back it is 0.5/,
    ],
    [
      'a category without distance',
      wide,
      ['--categories', 'a,b,c', '--distance', fileWith(',a,b\na,0,1\nb,1,0\n')],
      /row and a column for category "c"/,
    ],
    [
      'a category without path',
      wide,
      ['--paths', fileWith('category,path\na,A > a\n')],
      /expected a path for category "b", but got none/,
    ],
    [
      'metric and distance',
      wide,
      ['--metric', 'nominal', '--distance', fileWith(',a,b\na,0,1\nb,1,0\n')],
      /either a metric or a distance file/,
    ],
  ];
  it.each(refusals)('%s', (_, text, flags, message) => {
    const { exitCode, out, problem } = runAgreement([fileWith(text), ...flags]);
    expect(problem).toMatch(message);
    expect(exitCode).toBe(1);
    expect(out).toBe('');
  });

  it('runs as a program of its own', () => {
    const program = `
      const { Command } = require('commander');
      const { registerAgreementCommand } = require('./src/cli/agreement.command');
      const program = new Command('concordance');
      registerAgreementCommand(program);
      program.parse();`;
    const args = [
      '-r',
      '@swc-node/register',
      '-e',
      program,
      '--',
      'agreement',
      fileWith(wide),
      '--format',
      'json',
    ];
    const out = execFileSync(process.execPath, args, {
      cwd: resolve(__dirname, '../../..'),
      encoding: 'utf8',
    });
    expect((JSON.parse(out) as { statistics: unknown[] }).statistics.length).toBeGreaterThan(20);
  }, 60_000);
});
