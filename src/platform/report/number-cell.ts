import { html, type Html } from './html';

/** A number as it is shown, with the number itself beside it for whoever reads the page by program. */
export const numberCell = (name: string, value: number | null, shown = decimals(value)): Html =>
  html`<td data-name="${name}" data-value="${value === null ? '' : String(value)}">${shown}</td>`;

export const decimals = (value: number | null): string =>
  value === null ? 'none' : (Math.abs(value) < 5e-4 ? 0 : value).toFixed(3);

export const percent = (value: number | null): string =>
  value === null ? 'none' : `${(100 * value).toFixed(1)} %`;

export const limits = (interval: { readonly lower: number; readonly upper: number } | null): string =>
  interval === null ? '-' : `${decimals(interval.lower)} to ${decimals(interval.upper)}`;

/** A cause in words: NO_PAIRABLE_UNIT becomes no pairable unit. */
export const inWords = (cause: string): string => cause.toLowerCase().replaceAll('_', ' ');
