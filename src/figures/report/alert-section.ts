import { html, type Html } from '../../platform/report/html';
import { inWords, numberCell } from '../../platform/report/number-cell';
import type { ReasonId } from '../../platform/ids';
import type { Change, Trend } from '../domain';
import type { PeriodReport } from '../queries/period-report';

const mostShown = 50;

/** What rises, falls or has changed, by a test each; and whether contacts came in at all. */
export function alertSection(report: PeriodReport, labelOf: (id: ReasonId) => string): Html {
  const { trends, changes, grain, question } = report;
  const rising = trends.reasons.filter(({ isAlert }) => isAlert).slice(0, mostShown);
  const changed = changes.reasons.filter(({ isAlert }) => isAlert).slice(0, mostShown);
  const isStopped = trends.observed === null || trends.observed.until < question.until;
  return html`<section>
    <h2>What stands out</h2>
    ${
      isStopped
        ? html`<p class="notice">
            ${trends.observed === null ? 'No contacts came in during the period' : `Contacts stop before ${trends.observed.until}`}:
            what is missing since is no data, and no fall.
          </p>`
        : null
    }
    ${trendPart(rising, { tested: testedOf(trends.reasons), steps: trends.steps.length, grain }, labelOf)}
    ${changePart(changed, { changes, tested: testedOf(changes.reasons) }, labelOf)}
  </section>`;
}

const testedOf = (all: readonly { readonly pValue: { readonly value: number | null } }[]): number =>
  all.filter(({ pValue }) => pValue.value !== null).length;

function trendPart(
  trends: readonly Trend<ReasonId>[],
  { tested, steps, grain }: { readonly tested: number; readonly steps: number; readonly grain: string },
  labelOf: (id: ReasonId) => string,
): Html {
  const basis = `${tested} reasons were tested over ${steps} whole ${grain === 'MONTH' ? 'months' : 'weeks'} (Mann-Kendall, Benjamini-Hochberg at 0.05).`;
  if (trends.length === 0) return html`<p>No reason rises or falls for certain: ${basis}</p>`;
  return html`<table>
    <caption>
      Trends: ${basis} The slope is in contacts a day from one to the next.
    </caption>
    <thead>
      <tr>
        <th>reason</th>
        <th class="text">direction</th>
        <th>slope</th>
        <th>95 % interval</th>
        <th>p, adjusted</th>
        <th>contacts</th>
      </tr>
    </thead>
    <tbody>
      ${trends.map(
        ({ key, direction, slope, interval, adjustedPValue, contacts }) =>
          html`<tr>
            <td>${labelOf(key)}</td>
            <td class="text">${inWords(direction)}</td>
            ${numberCell(`slope ${key}`, slope.value)}
            <td>${wide(interval)}</td>
            <td>${chance(adjustedPValue.value)}</td>
            <td>${Math.round(contacts)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function changePart(
  changed: readonly Change<ReasonId>[],
  { changes, tested }: { readonly changes: PeriodReport['changes']; readonly tested: number },
  labelOf: (id: ReasonId) => string,
): Html {
  const { before, after } = changes;
  const basis = `${tested} reasons were tested against ${before.from} to ${before.until} (two Poisson counts, Benjamini-Hochberg at 0.05, changes by a fifth and more).`;
  if (before.observed === null || after.observed === null)
    return html`<p>
      Nothing can be said of changes since ${before.from}: in one of the two periods no contacts came in, or
      too few days of them.
    </p>`;
  if (changed.length === 0) return html`<p>No reason changed for certain: ${basis}</p>`;
  return html`<table>
    <caption>
      Changes: ${basis}
    </caption>
    <thead>
      <tr>
        <th>reason</th>
        <th class="text">direction</th>
        <th>before</th>
        <th>after</th>
        <th>ratio of days</th>
        <th>95 % interval</th>
        <th>p, adjusted</th>
      </tr>
    </thead>
    <tbody>
      ${changed.map(
        ({ key, direction, ratio, interval, adjustedPValue, before: earlier, after: later }) =>
          html`<tr>
            <td>${labelOf(key)}</td>
            <td class="text">${inWords(direction)}</td>
            <td>${Math.round(earlier)}</td>
            <td>${Math.round(later)}</td>
            ${numberCell(`ratio ${key}`, ratio.value, ratio.value === null ? 'new' : ratio.value.toFixed(2))}
            <td>${wide(interval)}</td>
            <td>${chance(adjustedPValue.value)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

const wide = (interval: { readonly lower: number; readonly upper: number } | null): string =>
  interval === null ? '-' : `${interval.lower.toFixed(2)} to ${interval.upper.toFixed(2)}`;

const chance = (p: number | null): string => {
  if (p === null) return '-';
  return p < 0.001 ? 'below 0.001' : p.toFixed(3);
};
