import { html, type Html } from './html';
import { intervalChart, type IntervalRow } from './interval-chart';

/** More rows than this make no picture; the table beside it has them all. */
const mostInPicture = 40;

/** What was measured of several things, the lowest first, with a caption that tells how many of them are shown. */
export function lowestFirstChart(lowestFirst: readonly IntervalRow[], what: string): Html {
  const shown = lowestFirst.slice(0, mostInPicture);
  const left =
    lowestFirst.length > shown.length ? `; the lowest ${shown.length} of ${lowestFirst.length}` : '';
  return html`<figure>
    ${intervalChart(shown, `${what} with its interval`)}
    <figcaption>${what}, the lowest first${left}. A long line says that little is known.</figcaption>
  </figure>`;
}
