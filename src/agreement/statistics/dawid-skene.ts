/** One label given by one coder to one item; a coder may label an item several times. */
export interface Vote {
  readonly item: number;
  readonly coder: number;
  readonly category: number;
}

/** The size of the data, and how the model is fitted. */
export interface DawidSkeneOptions {
  readonly items: number;
  readonly coders: number;
  readonly categories: number;
  /** Added to every cell of every coder's error table; 0.5 to 1 with few labels, 0 for the plain model. */
  readonly pseudoCount?: number;
  readonly mostRounds?: number;
  readonly tolerance?: number;
}

/** The fitted model. */
export interface DawidSkeneResult {
  /** items x categories: how likely each category is the true one. Null for an item without votes. */
  readonly posteriors: readonly (readonly number[] | null)[];
  /** How common each category is among the items. */
  readonly prior: readonly number[];
  /** coder, true category, given category -> how often; null where the coder never met the category. */
  readonly errorRates: readonly (readonly (readonly number[] | null)[])[];
  /** The most likely category of each item, null without votes. */
  readonly labels: readonly (number | null)[];
  /** Natural logarithm, without the multinomial constant. */
  readonly logLikelihood: number;
  readonly rounds: number;
  readonly converged: boolean;
}

/**
 * What is the true category of each item, when the coders' error rates are unknown too? The latent class model of
 * Dawid and Skene, by expectation maximisation.
 *
 * Starts from vote shares (repeats counted); then in turn: priors as mean posteriors, error rates from votes weighted
 * by posteriors, posteriors from both. Stops when nothing moves by more than the tolerance (1e-12). Needs three
 * coders per item or some thirty labels per coder and category to mean anything; never a replacement for adjudication.
 *
 * Items without votes have no posterior and do not count.
 *
 * Source: Dawid & Skene 1979, Applied Statistics 28:20-28.
 *
 * @example Dawid & Skene 1979, 45 patients, 5 anaesthetists: prior // 0.40, 0.42, 0.11, 0.07
 */
export function dawidSkene(votes: readonly Vote[], options: DawidSkeneOptions): DawidSkeneResult {
  const { mostRounds = 10_000, tolerance = 1e-12 } = options;
  const byItem = Array.from({ length: options.items }, (): Vote[] => []);
  for (const vote of votes) byItem[vote.item]?.push(vote);
  let posteriors = byItem.map((own) => voteShares(own, options.categories));
  let model = modelFrom(posteriors, byItem, options);
  let rounds = 0;
  let converged = false;
  while (!converged && rounds < mostRounds) {
    const next = byItem.map((own) => posteriorOf(own, model));
    const nextModel = modelFrom(next, byItem, options);
    converged =
      largestMove(posteriors, next) <= tolerance && largestMove(model.rows, nextModel.rows) <= tolerance;
    posteriors = next;
    model = nextModel;
    rounds += 1;
  }
  return {
    posteriors,
    prior: model.prior,
    errorRates: model.errorRates,
    labels: posteriors.map((row) => (row === null ? null : row.indexOf(Math.max(...row)))),
    logLikelihood: byItem.reduce(
      (sum, own) => sum + (own.length === 0 ? 0 : logSum(jointLogs(own, model))),
      0,
    ),
    rounds,
    converged,
  };
}

interface Model {
  readonly prior: readonly number[];
  readonly errorRates: readonly (readonly (readonly number[] | null)[])[];
  /** All error rates as one list of rows, to see whether they still move. */
  readonly rows: readonly (readonly number[] | null)[];
}

type Posteriors = readonly (readonly number[] | null)[];

function voteShares(own: readonly Vote[], categories: number): number[] | null {
  if (own.length === 0) return null;
  const shares = new Array<number>(categories).fill(0);
  for (const { category } of own) shares[category] = (shares[category] ?? 0) + 1 / own.length;
  return shares;
}

function modelFrom(posteriors: Posteriors, byItem: readonly Vote[][], options: DawidSkeneOptions): Model {
  const { coders, categories, pseudoCount = 0 } = options;
  const known = posteriors.filter((row) => row !== null);
  const classes = Array.from({ length: categories }, (_, index) => index);
  const prior = classes.map((index) => known.reduce((sum, row) => sum + (row[index] ?? 0), 0) / known.length);
  const tables = Array.from({ length: coders }, () =>
    classes.map(() => new Array<number>(categories).fill(pseudoCount)),
  );
  for (const [item, own] of byItem.entries()) {
    for (const { coder, category } of own) {
      for (const truth of classes) {
        const row = tables[coder]?.[truth];
        if (row !== undefined) row[category] = (row[category] ?? 0) + (posteriors[item]?.[truth] ?? 0);
      }
    }
  }
  const errorRates = tables.map((table) => table.map(normalised));
  return { prior, errorRates, rows: errorRates.flat() };
}

function normalised(row: readonly number[]): number[] | null {
  const total = row.reduce((sum, count) => sum + count, 0);
  return total === 0 ? null : row.map((count) => count / total);
}

function posteriorOf(own: readonly Vote[], model: Model): number[] | null {
  if (own.length === 0) return null;
  const logs = jointLogs(own, model);
  const total = logSum(logs);
  return logs.map((log) => Math.exp(log - total));
}

/** For each category the logarithm of: how common it is, times how likely it makes the votes. */
const jointLogs = (own: readonly Vote[], { prior, errorRates }: Model): number[] =>
  prior.map((share, truth) =>
    own.reduce(
      (sum, { coder, category }) => sum + Math.log(errorRates[coder]?.[truth]?.[category] ?? 0),
      Math.log(share),
    ),
  );

function logSum(logs: readonly number[]): number {
  const greatest = Math.max(...logs);
  if (greatest === -Infinity) return greatest;
  return greatest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - greatest), 0));
}

function largestMove(before: Posteriors, after: Posteriors): number {
  let largest = 0;
  for (const [row, values] of after.entries()) {
    for (const [at, value] of (values ?? []).entries()) {
      largest = Math.max(largest, Math.abs(value - (before[row]?.[at] ?? 0)));
    }
  }
  return largest;
}
