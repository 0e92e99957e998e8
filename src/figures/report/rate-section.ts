import { html, type Html } from '../../platform/report/html';
import { intervalChart } from '../../platform/report/interval-chart';
import { inWords, limits, numberCell, percent } from '../../platform/report/number-cell';
import type { PeriodReport } from '../queries/period-report';
import type { ReasonId } from '../../platform/ids';

const mostInPicture = 30;

/** How many contacts the customers of each segment made, and the band that is. */
export function rateSection({ rates: { rates, withoutSegment } }: PeriodReport): Html {
  if (rates.length === 0)
    return html`<section>
      <h2>Segments</h2>
      <p>No segment has contacts or a size.</p>
    </section>`;
  return html`<section>
    <h2>Segments</h2>
    <table>
      <caption>
        Contacts for a hundred customers, and the band by the cut points of the segment. ${withoutSegment}
        contacts have no segment.
      </caption>
      <thead>
        <tr>
          <th>segment</th>
          <th>contacts</th>
          <th>customers</th>
          <th>rate</th>
          <th>95 % interval</th>
          <th class="text">band</th>
          <th>acceptable from</th>
          <th>concern from</th>
        </tr>
      </thead>
      <tbody>
        ${rates.map(
          ({ segment, contacts, customers, percent: rate, interval, band, rule, isInHole }) =>
            html`<tr>
              <td>${segment}</td>
              <td>${contacts}</td>
              <td>${customers === null ? '-' : String(Math.round(customers))}</td>
              ${numberCell(`rate ${segment}`, rate.value, rate.value === null ? `none: ${inWords(rate.undefinedBecause)}` : `${rate.value.toFixed(1)} %`)}
              <td>${limits(interval)}</td>
              <td class="text">
                ${band === null ? '-' : inWords(band)}${isInHole ? ' (between the bands in whole percent)' : ''}
              </td>
              <td>${rule.optimalBelow} %</td>
              <td>${rule.concernFrom} %</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** How much went to residual reasons, over all and menu by menu. */
export function residualSection(report: PeriodReport, labelOf: (id: ReasonId) => string): Html {
  const { overall, menus } = report.residual;
  const rows = menus
    .filter(({ share }) => share.value !== null)
    .map(({ parentId, share }) => ({ label: parentId === null ? 'the root' : labelOf(parentId), share }));
  const shown = rows.slice(0, mostInPicture);
  return html`<section>
    <h2>Residual reasons</h2>
    <div class="figures">
      <div class="figure">
        <strong>${percent(overall.value)}</strong>of the contacts with a reason<br /><span class="soft"
          >${limits(overall.interval)}</span
        >
      </div>
    </div>
    ${
      shown.length === 0
        ? null
        : html`<figure>
              ${intervalChart(
                shown.map(({ label, share }) => ({
                  label,
                  value: share.value ?? 0,
                  interval: share.interval,
                })),
                'Residual share of each menu with its interval',
              )}
              <figcaption>
                Of the contacts below each menu, those in a residual choice; those with the most such contacts
                first.
              </figcaption>
            </figure>
            <table>
              <caption>
                The same as numbers.
              </caption>
              <thead>
                <tr>
                  <th>menu</th>
                  <th>residual</th>
                  <th>of</th>
                  <th>share</th>
                  <th>95 % interval</th>
                </tr>
              </thead>
              <tbody>
                ${shown.map(
                  ({ label, share }) =>
                    html`<tr>
                      <td>${label}</td>
                      <td>${Math.round(share.count)}</td>
                      <td>${Math.round(share.of)}</td>
                      ${numberCell(`residual ${label}`, share.value, percent(share.value))}
                      <td>${limits(share.interval)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
    }
  </section>`;
}
