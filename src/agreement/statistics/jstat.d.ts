/** The part of jstat that is used here; the package carries no types of its own. */
declare module 'jstat' {
  export const jStat: {
    readonly gammaln: (x: number) => number;
    readonly normal: { readonly inv: (p: number, mean: number, standardDeviation: number) => number };
    readonly studentt: { readonly inv: (p: number, degreesOfFreedom: number) => number };
    readonly beta: { readonly inv: (p: number, alpha: number, beta: number) => number };
  };
}
