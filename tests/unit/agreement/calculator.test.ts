import { calculate } from '../../../src/agreement/calculator';
import { resamplingProgress } from '../../../src/cli/resampling-progress';
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

  it('semicolons or tabs separate where there are no commas; a comma within quotes is none', () => {
    for (const delimiter of [';', '\t']) {
      expect(statisticsOf(wide.replaceAll(',', delimiter))).toEqual(statisticsOf(wide));
      expect(statisticsOf(long.replaceAll(',', delimiter))).toEqual(statisticsOf(long));
    }
    const quoted = wide.replaceAll(',', ';').replace('item', '"item, or what was rated"');
    expect(statisticsOf(quoted)).toEqual(statisticsOf(wide));
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

  it('names stay on their row and steer no terminal', () => {
    const { out } = runAgreement([
      fileWith(
        csvText([
          ['item', 'ann\u001b[2J', 'bob'],
          ['u1', 'a\nb', 'c'],
          ['u2', 'c', 'c'],
        ]),
      ),
    ]);
    expect(out).toContain('specific agreement, a\\u000ab ');
    expect(out).toContain('ann\\u001b[2J');
    expect(out).not.toContain('\u001b');
  });

  it('a line at a terminal counts the coefficients that are drawn anew, and none elsewhere', () => {
    const written = (isTTY: boolean): string => {
      let seen = '';
      const progress = resamplingProgress({ isTTY, write: (text) => (seen += text) });
      const report = calculate({
        ...{ text: wide, shape: 'ratings', standardError: 'bootstrap' },
        onBootstrapped: progress.advance,
      });
      progress.stop();
      expect(report.ok).toBe(true);
      return seen;
    };
    expect(written(true)).toMatch(
      /resampling: 1 coefficients done.*resampling: 5 coefficients done.*\r\S+$/s,
    );
    expect(written(false)).toBe('');
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
