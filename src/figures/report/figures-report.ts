import { html, type Html } from '../../platform/report/html';
import { limits, percent } from '../../platform/report/number-cell';
import { reportPage } from '../../platform/report/report-page';
import type { PeriodReport } from '../queries/period-report';
import { alertSection } from './alert-section';
import { filterInWords } from './filter-in-words';
import { rateSection, residualSection } from './rate-section';
import { reasonLabels } from './reason-labels';
import { matrixSection, resolvedSection } from './resolution-section';
import { volumeSections } from './volume-section';

/**
 * The figures of a period as one page of HTML that needs nothing else: for reading, sending and printing. Each picture is
 * followed by its numbers. No contact and no customer stands in it.
 */
export function figuresReport(report: PeriodReport): string {
  const labelOf = reasonLabels(report);
  const { from, until } = report.question;
  return reportPage(`Figures of ${nameOf(report)}, ${from} to ${until}`, [
    header(report),
    ...volumeSections(report, labelOf),
    rateSection(report),
    residualSection(report, labelOf),
    matrixSection(report, labelOf),
    resolvedSection(report),
    alertSection(report, labelOf),
    method(report),
  ]);
}

const nameOf = ({ taxonomy }: PeriodReport): string =>
  taxonomy.languages.map((language) => taxonomy.name[language]).find((name) => name !== undefined) ??
  taxonomy.key;

function header(report: PeriodReport): Html {
  const { question, taxonomy, stated, contacts, withoutReason, measures } = report;
  const held = question.without.length;
  const narrowed = filterInWords(report);
  const { handleTime, quality } = measures;
  return html`<header>
    <h1>${nameOf(report)}</h1>
    <p class="soft">
      Figures from ${question.from} until the day before ${question.until}, by the time zone
      ${taxonomy.timeZone}${stated.version === null ? '' : `; reasons as they stand in version ${String(stated.version.number)}`}.
    </p>
    ${narrowed === null ? null : html`<p class="notice">${narrowed}</p>`}
    <div class="figures">
      ${[
        figure(
          'contacts',
          String(contacts),
          withoutReason === 0 ? 'all with a reason' : `${withoutReason} without a reason`,
        ),
        figure(
          'seconds of handling, median',
          handleTime.median.value === null ? 'none' : String(Math.round(handleTime.median.value)),
          `known of ${percent(handleTime.measured.value)}`,
        ),
        figure(
          'satisfied, of those who answered',
          percent(quality.topBox.value),
          limits(quality.topBox.interval),
        ),
        figure('escalated', percent(quality.escalated.value), limits(quality.escalated.interval)),
      ]}
    </div>
    ${
      held === 0
        ? null
        : html`<p class="notice">
            ${held} contacts are left out, since you code them blind in sessions or audits that are not over.
          </p>`
    }
  </header>`;
}

const figure = (name: string, value: string, beside: string): Html =>
  html`<div class="figure"><strong>${value}</strong>${name}<br /><span class="soft">${beside}</span></div>`;

const method = ({ grain }: PeriodReport): Html =>
  html`<section>
    <h2>How to read it</h2>
    <p class="soft">
      Contacts are counted with their reason as it would stand in one version, as far as the correspondences
      of versions tell. Intervals are at 95 %: Wilson's of shares, and exact ones of ratios of counts; they
      take contacts as independent. Handle times are told from bands, ten seconds wide below five minutes. A
      trend is told of whole ${grain === 'MONTH' ? 'months' : 'weeks'} by Mann and Kendall's test, a change by
      the exact test of two Poisson counts against as many days right before; of what is called an alert five
      in a hundred are false. What each figure is made of, and how it is misread, is told by
      metricDefinitions.
    </p>
  </section>`;
