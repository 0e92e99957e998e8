import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

import { csvText, fileWith, runAgreement, statisticsOf } from './support/run-calculator';

const wide = 'item,ann,bob\nu1,a,a\nu2,a,b\nu3,b,b\nu4,b,\n';
const long = 'item,coder,category\nu2,bob,b\nu1,ann,a\nu3,bob,b\nu3,ann,b\nu1,bob,a\nu4,ann,b\nu2,ann,a\n';
const table = ',a,b\na,1,1\nb,0,1\n';
const counts = 'item,a,b\nu1,2,0\nu2,1,1\nu3,0,2\nu4,0,1\n';

const valueOf = (text: string, name: string, flags: readonly string[] = []): number | null | undefined =>
  statisticsOf(text, flags).find((statistic) => statistic.name === name)?.value;

describe('the agreement calculator', () => {
  it('long and wide files of the same ratings give the same report, whatever the order of rows and columns', () => {
    const turned = 'item,bob,ann\nu4,,b\nu3,b,b\nu2,b,a\nu1,a,a\n';
    expect(statisticsOf(long)).toEqual(statisticsOf(wide));
    expect(statisticsOf(turned)).toEqual(statisticsOf(wide));
  });

  it('counts give what does not ask who rated; a table gives the common items of two coders', () => {
    for (const name of [
      'percent_agreement',
      'krippendorff_alpha',
      'gwet_ac',
      'fleiss_kappa',
      'brennan_prediger',
    ]) {
      expect(valueOf(counts, name, ['--counts'])).toBe(valueOf(wide, name));
    }
    expect(valueOf(counts, 'cohen_kappa', ['--counts'])).toBeUndefined();
    expect(valueOf(table, 'cohen_kappa', ['--table'])).toBe(valueOf(wide, 'cohen_kappa'));
  });

  it('each statistic has its value, error, method, interval, cause, items and ratings', () => {
    const [first] = statisticsOf(wide);
    // Two of three pairs agree; 4 items were rated, 3 of them twice: 1.960 is not used, t with 3 degrees of freedom is.
    expect(first).toEqual({
      name: 'percent_agreement',
      value: 2 / 3,
      standardError: expect.any(Number),
      standardErrorMethod: 'linearised',
      interval: { lower: expect.any(Number), upper: 1, level: 0.95, method: 't' },
      undefinedBecause: null,
      items: 3,
      ratings: 6,
    });
  });

  it('the method is a choice and is echoed', () => {
    for (const method of ['linearised', 'jackknife', 'asymptotic', 'bootstrap']) {
      const cohen = statisticsOf(wide, ['--standard-error', method]).find(
        ({ name }) => name === 'cohen_kappa',
      );
      expect(cohen?.standardErrorMethod).toBe(method);
    }
  });

  it('with weights and no metric alpha uses 1 - weight; with a metric it does not', () => {
    const scale = 'item,ann,bob\nu1,1,1\nu2,1,2\nu3,2,4\nu4,4,4\n';
    // 1 - quadratic weight is the interval distance but for its scale, which alpha does not see.
    expect(valueOf(scale, 'krippendorff_alpha', ['--weights', 'quadratic'])).toBeCloseTo(
      valueOf(scale, 'krippendorff_alpha', ['--metric', 'interval']) ?? NaN,
      12,
    );
    const both = ['--weights', 'quadratic', '--metric', 'nominal'];
    expect(valueOf(scale, 'krippendorff_alpha', both)).toBe(valueOf(scale, 'krippendorff_alpha'));
    expect(valueOf(scale, 'gwet_ac', both)).toBe(valueOf(scale, 'gwet_ac', ['--weights', 'quadratic']));
  });

  it('weights act on the values of numbers, on positions where asked', () => {
    const scale = 'item,ann,bob\nu1,1,1\nu2,1,2\nu3,2,10\nu4,10,10\n';
    const byValue = valueOf(scale, 'percent_agreement', ['--weights', 'linear']);
    const byPosition = valueOf(scale, 'percent_agreement', [
      '--weights',
      'linear',
      '--weight-basis',
      'position',
    ]);
    expect(byValue).toBeCloseTo((1 + 8 / 9 + 1 / 9 + 1) / 4, 12);
    expect(byPosition).toBeCloseTo((1 + 1 / 2 + 1 / 2 + 1) / 4, 12);
  });

  it('declared categories count for AC1 and Brennan-Prediger though nobody used them', () => {
    expect(valueOf(wide, 'brennan_prediger')).toBeCloseTo(1 / 3, 12);
    expect(valueOf(wide, 'brennan_prediger', ['--categories', 'a,b,c'])).toBeCloseTo(0.5, 12);
    expect(valueOf(wide, 'krippendorff_alpha', ['--categories', 'a,b,c'])).toBe(
      valueOf(wide, 'krippendorff_alpha'),
    );
  });

  it('"10" comes after "9", and "1.0" is 1', () => {
    const scale = 'item,ann,bob\nu1,9,10\nu2,10,10\nu3,1.0,1\n';
    expect(valueOf(scale, 'krippendorff_alpha', ['--metric', 'ordinal'])).toBeGreaterThan(0.5);
    expect(
      statisticsOf(scale)
        .filter(({ name }) => name === 'specific_agreement')
        .map(({ category }) => category),
    ).toEqual(['1', '9', '10']);
  });

  it('paths add alpha by path and by level', () => {
    const ratings = 'item,ann,bob\nu1,Fee,Refund\nu2,Login,Login\nu3,Fee,Fee\nu4,Refund,Fee\n';
    const byPath = fileWith('category,path\nFee,Bill > Fee\nRefund,Bill > Refund\nLogin,Login\n');
    const byColumns = fileWith('category,level 1,level 2\nFee,Bill,Fee\nRefund,Bill,Refund\nLogin,Login,\n');
    const found = statisticsOf(ratings, ['--paths', byPath]);
    expect(statisticsOf(ratings, ['--paths', byColumns])).toEqual(found);
    const levels = found.filter(({ name }) => name === 'percent_agreement_level');
    expect(levels.map(({ level, value }) => [level, value])).toEqual([
      [1, 1],
      [2, 0.5],
    ]);
    expect(found.some(({ name }) => name === 'krippendorff_alpha_path')).toBe(true);
  });

  it('a distance file declares the categories and is used as it is', () => {
    const distances = fileWith(',a,b,c\na,0,0.5,1\nb,0.5,0,1\nc,1,1,0\n');
    // Observed: one of three pairs at .5, twice over six ratings; expected: 2 x 9 x .5 over thirty pairs.
    const expected = 1 - (0.5 * 2) / 6 / ((2 * 3 * 3 * 0.5) / 30);
    expect(valueOf(wide, 'krippendorff_alpha', ['--distance', distances])).toBeCloseTo(expected, 12);
    expect(valueOf(wide, 'brennan_prediger', ['--distance', distances])).toBeCloseTo(0.5, 12);
  });

  it('the text names the coefficients and warns how many contacts would be enough', () => {
    const { out, exitCode } = runAgreement([fileWith(wide)]);
    expect(exitCode).toBe(0);
    expect(out).toContain('krippendorff alpha');
    expect(out).toMatch(
      /Too few items: 3 items .* at least 30 .* About \d+ contacts would give alpha to within 0\.10/s,
    );
    expect(out).toContain('Rated once: 1 of 4 items');
    expect(out).not.toContain('NaN');
  });

  it('a hundred items with disagreements are enough for no warning', () => {
    const rows = Array.from({ length: 100 }, (_, at) => [
      `u${at}`,
      at % 3,
      at % 5 === 0 ? (at + 1) % 3 : at % 3,
    ]);
    expect(runAgreement([fileWith(csvText([['item', 'ann', 'bob'], ...rows]))]).out).not.toContain('Too few');
  });
});

describe('the agreement calculator refuses with what came and what was expected', () => {
  const refusals: readonly (readonly [string, string, readonly string[], RegExp])[] = [
    ['an empty file', '', [], /expected a header and rows, but the file is empty/],
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
