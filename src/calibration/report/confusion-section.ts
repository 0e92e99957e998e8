import { heatMap } from '../../platform/report/heat-map';
import { html, type Html } from '../../platform/report/html';
import type { ConfusedPair, Confusion } from '../domain/results/confusion';
import type { ContentResults } from '../domain/results/session-results';
import type { Labels } from './labels';
import { numberCell, percent } from '../../platform/report/number-cell';

/** More rows than this cannot be told apart on paper. */
const mostInPicture = 40;

/** Which reasons were taken for each other, as a picture and as a list with the items to discuss. */
export function confusionSection({ confusion }: ContentResults, labels: Labels): Html {
  if (confusion.pairs.length === 0)
    return html`<section>
      <h2>Confusion</h2>
      <p>No two reasons were chosen for the same item.</p>
    </section>`;
  return html`<section>
    <h2>Confusion</h2>
    ${picture(confusion, labels)}
    <table>
      <caption>
        The pairs most confused. The share is of all codings with either of the two.
      </caption>
      <thead>
        <tr>
          <th>reasons</th>
          <th>coincidences</th>
          <th>share</th>
          <th class="text">items</th>
        </tr>
      </thead>
      <tbody>
        ${confusion.pairs.map((pair) => pairRow(pair, labels))}
      </tbody>
    </table>
  </section>`;
}

const pairRow = ({ one, other, coincidences, share, itemIds }: ConfusedPair, labels: Labels): Html =>
  html`<tr>
    <td>${labels.reason(one)} – ${labels.reason(other)}</td>
    ${numberCell(`coincidences ${one} ${other}`, coincidences, String(Math.round(coincidences * 10) / 10))}
    <td>${percent(share)}</td>
    <td class="text">${itemIds.map((id) => labels.item(id)).join(', ')}</td>
  </tr>`;

function picture({ reasons, cells }: Confusion, labels: Labels): Html {
  const mixedUp = new Map<number, number>();
  const used = new Map<number, number>();
  for (const { row, column, coincidences } of cells) {
    used.set(row, (used.get(row) ?? 0) + coincidences);
    if (row !== column) mixedUp.set(row, (mixedUp.get(row) ?? 0) + coincidences);
  }
  const shown = [...mixedUp]
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostInPicture)
    .map(([row]) => row)
    .sort((one, other) => one - other);
  const place = new Map(shown.map((row, at) => [row, at]));
  const inPicture = cells.flatMap(({ row, column, coincidences }) => {
    const [at, across] = [place.get(row), place.get(column)];
    if (at === undefined || across === undefined) return [];
    const share = coincidences / (used.get(row) ?? 1);
    return [{ row: at, column: across, share, text: String(Math.round(coincidences * 10) / 10) }];
  });
  const names = reasons.flatMap((id, row) => (place.has(row) ? [labels.reason(id)] : []));
  return html`<figure>
    ${heatMap(names, inPicture, 'Which reasons were chosen for the same items')}
    <figcaption>
      Where one coder chose the row’s reason, how often another chose the column’s for the same item; the
      darker, the greater the share of the row. Only reasons that were taken for
      another${mixedUp.size > shown.length ? `, the ${shown.length} most confused of ${mixedUp.size}` : ''}.
    </figcaption>
  </figure>`;
}
