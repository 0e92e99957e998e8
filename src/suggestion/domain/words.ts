const atMostDigits = (digits: number) => new Intl.NumberFormat('en', { maximumFractionDigits: digits });
const whole = atMostDigits(0);
const oneDigit = atMostDigits(1);
const twoDigits = atMostDigits(2);

/** A count as people read it; shares of a split make counts that are not whole. */
export const inWords = (count: number): string => whole.format(count);

/** @example perThousand(0.001) // '1 in 1,000' */
export const perThousand = (share: number): string => `${twoDigits.format(share * 1_000)} in 1,000`;

/** @example percent(0.254) // '25.4 %' */
export const percent = (share: number): string => `${oneDigit.format(share * 100)} %`;

/** @example bits(0.0512) // '0.05 bits' */
export const bits = (value: number): string => `${twoDigits.format(value)} bits`;
