import { html, type Html } from '../../platform/report/html';
import { matrixChart } from '../../platform/report/matrix-chart';
import { inWords, limits, numberCell, percent } from '../../platform/report/number-cell';
import type { ReasonId } from '../../platform/ids';
import { sumOf, type FirstContactResolution } from '../domain';
import type { PeriodReport } from '../queries/period-report';

const mostRows = 20;
const mostColumns = 12;

/** Reasons against resolutions: the commonest of both, as a picture and as a table. */
export function matrixSection({ observed }: PeriodReport, labelOf: (id: ReasonId) => string): Html {
  const { table, withoutResolution, association } = observed;
  if (table.total === 0)
    return html`<section>
      <h2>Reasons and resolutions</h2>
      <p>No contact of the period has a reason and a resolution.</p>
    </section>`;
  const commonest = <Key>(totals: ReadonlyMap<Key, number>, most: number): readonly Key[] =>
    [...totals]
      .sort(([, one], [, other]) => other - one)
      .slice(0, most)
      .map(([key]) => key);
  const [rows, columns] = [commonest(table.rowTotals, mostRows), commonest(table.columnTotals, mostColumns)];
  const shown = sumOf(rows, (row) => sumOf(columns, (column) => table.cells.get(row)?.get(column) ?? 0));
  const countAt = (row: ReasonId, column: string): number => table.cells.get(row)?.get(column) ?? 0;
  const cells = rows.flatMap((row, at) =>
    columns.flatMap((column, across) => {
      const count = countAt(row, column);
      const share = count / (table.rowTotals.get(row) ?? 1);
      return count === 0 ? [] : [{ row: at, column: across, share, text: String(Math.round(count)) }];
    }),
  );
  return html`<section>
    <h2>Reasons and resolutions</h2>
    <figure>
      ${matrixChart({ rows: rows.map(labelOf), columns }, cells, 'How contacts of each reason ended')}
      <figcaption>
        Contacts by reason and resolution; the darker, the greater the part of the reason. Shown are
        ${Math.round(shown)} of ${Math.round(table.total)} contacts; ${Math.round(withoutResolution)} have a
        reason and no resolution. Cramér's V is
        ${association.cramersV.value === null ? 'not to be told' : association.cramersV.value.toFixed(2)}.
      </figcaption>
    </figure>
    <table>
      <caption>
        The same as numbers.
      </caption>
      <thead>
        <tr>
          <th>reason</th>
          ${columns.map((column) => html`<th>${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <td>${labelOf(row)}</td>
              ${columns.map((column) => numberCell(`ended ${row} ${column}`, countAt(row, column), shownCount(countAt(row, column))))}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

const shownCount = (count: number): string => (count === 0 ? '' : String(Math.round(count)));

/** First-contact resolution from each basis, with what it rests on. */
export const resolvedSection = ({ resolved, untold }: PeriodReport): Html =>
  html`<section>
    <h2>Repeats and first-contact resolution</h2>
    ${untold === null ? null : html`<p class="notice">Without a flag it is not told of this period: ${untold}.</p>`}
    ${
      resolved.length === 0
        ? null
        : html`<table>
            <caption>
              FLAG: as recorded. NO REPEAT: that no other contact of the customer followed within the window;
              windows do not compare with each other, nor with the flag.
            </caption>
            <thead>
              <tr>
                <th>basis</th>
                <th>window</th>
                <th>resolved at once</th>
                <th>95 % interval</th>
                <th>contacts</th>
                <th>left out at the end</th>
                <th>without customer</th>
              </tr>
            </thead>
            <tbody>
              ${resolved.map(resolvedRow)}
            </tbody>
          </table>`
    }
  </section>`;

function resolvedRow({ basis, share, repeats }: FirstContactResolution): Html {
  const window = repeats === null ? '-' : `${repeats.windowDays} days`;
  const told = share.value === null ? `none: ${inWords(share.undefinedBecause)}` : percent(share.value);
  return html`<tr>
    <td>${inWords(basis)}</td>
    <td>${window}</td>
    ${numberCell(`resolved ${basis} ${repeats?.windowDays ?? ''}`.trim(), share.value, told)}
    <td>${limits(share.interval)}</td>
    <td>${share.of}</td>
    <td>${repeats === null ? '-' : String(repeats.censoredAfter)}</td>
    <td>${repeats === null ? '-' : String(repeats.withoutCustomer)}</td>
  </tr>`;
}
