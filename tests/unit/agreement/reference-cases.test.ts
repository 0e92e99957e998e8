import {
  codeRatings,
  codeSets,
  countAgreement,
  dawidSkene,
  krippendorffAlpha,
  percentAgreement,
  setDistanceMatrix,
  unitCounts,
  type LabelSet,
} from '../../../src/agreement/statistics';
import {
  referenceCases,
  referenceText,
  type ExpectedEntry,
  type PrimitiveEntry,
} from './support/reference-files';
import { edgeEstimate, primitive } from './support/reference-functions';
import { answers, questionFor } from './support/reference-statistics';
import { checkBootstrap, checkEntry } from './support/check-entry';
import { counted, leftOut, near, tally } from './support/tally';
import { fileWith } from './support/run-calculator';

const cases = referenceCases();
const isAbsent = cases.length === 0;
if (isAbsent) console.log('The reference cases of ../shared/reference are absent; their tests are skipped.');
const describeCases = isAbsent ? describe.skip : describe;

describeCases('the calculator meets the reference cases', () => {
  const files = cases.filter(({ kind }) => ['ratings', 'table', 'counts'].includes(kind));
  for (const file of files) {
    const entries = (file.expected ?? []) as readonly ExpectedEntry[];
    for (const [index, entry] of entries.entries()) {
      it(`${file.name} ${index}: ${entry.statistic} ${JSON.stringify(entry.variant ?? {})}`, () => {
        if (entry.statistic === 'krippendorff_alpha_bootstrap_ci') return checkBootstrap(file, entry);
        checkEntry(file, entry);
      });
    }
  }
});

describeCases('the functions meet the reference cases', () => {
  for (const edge of cases.flatMap((file) => file.cases ?? [])) {
    for (const entry of edge.expected) {
      it(`edge ${edge.name}: ${entry.statistic}`, () => {
        const estimate = edgeEstimate(edge, entry.statistic);
        counted('edge');
        if (entry.value === null) {
          expect(estimate).toMatchObject({ value: null, undefinedBecause: expect.any(String) });
          return;
        }
        near('value', estimate.value, { expected: entry.value, tolerance: entry.tolerance });
      });
    }
  }

  for (const file of cases.filter(({ kind }) => kind === 'sets')) {
    for (const entry of (file.expected ?? []) as readonly ExpectedEntry[]) {
      it(`${file.name}: ${entry.statistic} ${JSON.stringify(entry.variant)}`, () => {
        const coded = codeSets((file.ratings ?? []) as readonly (readonly (LabelSet | null)[])[]);
        const ratings = codeRatings(coded.rows, coded.categories);
        if (!ratings.ok) throw new Error(JSON.stringify(ratings.problem));
        const counts = countAgreement(unitCounts(ratings.value));
        const kind = entry.variant?.['metric'] === 'dkpro_masi' ? 'masiByFactors' : 'setRelation';
        const estimate =
          entry.statistic === 'percent_agreement'
            ? percentAgreement(counts)
            : krippendorffAlpha(counts, setDistanceMatrix(kind, coded.sets));
        near('value', estimate.value, { expected: entry.value as number, tolerance: entry.tolerance });
      });
    }
  }

  for (const file of cases.filter(({ kind }) => kind === 'latent')) {
    it(`${file.name}: all numbers of the latent class model`, () => {
      const categories = file.categories ?? [];
      const items = file.items ?? [];
      const raters = file.raters ?? [];
      const votes = (file.ratings_long ?? []).map(({ item, rater, rating }) => ({
        item: items.indexOf(item),
        coder: raters.indexOf(rater),
        category: categories.indexOf(rating),
      }));
      const size = { items: items.length, coders: raters.length, categories: categories.length };
      const model = dawidSkene(votes, size);
      for (const entry of (file.expected ?? []) as readonly ExpectedEntry[]) {
        const variant = entry.variant ?? {};
        const at = (key: string): number => categories.indexOf(variant[key] as number);
        if (entry.statistic === 'ds_map_labels') {
          counted('value');
          expect(model.labels.map((label) => categories[label ?? -1])).toEqual(entry.value);
          continue;
        }
        const actual: Record<string, () => number | null | undefined> = {
          ds_class_prior: () => model.prior[at('class')],
          ds_error_rate: () =>
            model.errorRates[raters.indexOf(variant['rater'] as number)]?.[at('true')]?.[at('observed')],
          ds_posterior: () => model.posteriors[items.indexOf(variant['item'] as number)]?.[at('class')],
          ds_log_likelihood: () => model.logLikelihood,
        };
        near('value', actual[entry.statistic]?.(), {
          expected: entry.value as number,
          tolerance: entry.tolerance,
        });
      }
    });
  }

  for (const entry of cases
    .filter(({ kind }) => kind === 'primitives')
    .flatMap((file) => (file.expected ?? []) as readonly PrimitiveEntry[])) {
    it(`${entry.fn} ${JSON.stringify(entry.args)}`, () => {
      const actual = primitive(entry);
      const expected = typeof entry.value === 'number' ? [entry.value] : entry.value;
      expect(actual).toHaveLength(expected.length);
      for (const [index, value] of expected.entries()) {
        near('primitive', actual[index], { expected: value, tolerance: entry.tolerance });
      }
    });
  }
});

describeCases('no expected entry is passed over', () => {
  it('every number in the files was compared, but for those named with their reason', () => {
    const entries = cases.flatMap(
      (file) => (file.expected ?? []) as readonly (ExpectedEntry & PrimitiveEntry)[],
    );
    const edges = cases.flatMap((file) => file.cases ?? []).flatMap((edge) => edge.expected);
    const isLimits = (entry: ExpectedEntry): boolean => entry.statistic === 'krippendorff_alpha_bootstrap_ci';
    const withKey = (key: keyof ExpectedEntry): number =>
      entries.filter((entry) => entry[key] !== undefined).length;
    const statistics = entries.filter((entry) => entry.fn === undefined);
    const primitives = entries.filter((entry) => entry.fn !== undefined);
    const limits = statistics.filter(isLimits).length;
    const undefinedEdges = edges.filter(({ value }) => value === null).length;
    console.log(
      `${entries.length} entries and ${edges.length} of edge cases: ${JSON.stringify(Object.fromEntries(tally))}`,
    );
    for (const reason of leftOut) console.log(`left out: ${reason}`);
    expect(leftOut).toHaveLength(2);
    expect(Object.fromEntries(tally)).toEqual({
      // A bootstrap entry has two limits; one such entry is left out.
      value: statistics.length + limits - 2 + edges.length - undefinedEdges,
      edge: edges.length,
      primitive: primitives.reduce((sum, { value }) => sum + (Array.isArray(value) ? value.length : 1), 0),
      // Without the one of the counts and the one of the bootstrap that are left out.
      se: withKey('se') - 1 + withKey('se_boot') - 1,
      ci: 2 * withKey('ci'),
      observed: withKey('observed'),
      chance: withKey('chance'),
      z: withKey('z_h0') + withKey('extra'),
      'se under H0': withKey('extra'),
      p: withKey('p_value'),
      df: withKey('df'),
      'left out': 2,
    });
  });

  it('the dialogue acts over their label tree: alpha by path and by level, from exact fractions', () => {
    // Expected: the definition over all pairs of ratings in exact fractions (Python's fractions), same data, same tree.
    const expected = [
      ['krippendorff_alpha_path', undefined, 0.46914994646364644],
      ['krippendorff_alpha_path_levels', undefined, 0.46608497876537247],
      ['krippendorff_alpha_level', 1, 0.4601776461880089],
      ['krippendorff_alpha_level', 2, 0.5474683544303798],
      ['krippendorff_alpha_level', 3, 0.41288556690177913],
      ['krippendorff_alpha_level', 4, 0.4089053997488489],
    ] as const;
    const file = cases.find(({ name }) => name === 'cams_dialogue_act_set_1');
    if (file === undefined) throw new Error('expected the dialogue acts among the cases');
    const paths = fileWith(referenceText('cams_da_taxonomy.csv'));
    const asked = questionFor(file, { statistic: 'krippendorff_alpha', value: 0, tolerance: 0 });
    const found = answers({ ...asked, flags: [...asked.flags, '--paths', paths] });
    for (const [name, level, value] of expected) {
      const answer = found.find((statistic) => statistic.name === name && statistic.level === level);
      expect(answer?.value).toBeCloseTo(value, 12);
    }
  });
});
