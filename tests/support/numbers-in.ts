/** The numbers of a page as a program reads them. */
export const numbersIn = (page: string): ReadonlyMap<string, number | null> =>
  new Map(
    [...page.matchAll(/data-name="([^"]*)" data-value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value === '' ? null : Number(value),
    ]),
  );
