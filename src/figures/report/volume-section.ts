import type { ReasonId } from '../../platform/ids';
import { barChart } from '../../platform/report/bar-chart';
import { html, type Html } from '../../platform/report/html';
import { lineChart } from '../../platform/report/line-chart';
import { inWords, limits, numberCell, percent } from '../../platform/report/number-cell';
import type { PeriodReport, ReportedReason } from '../queries/period-report';

const mostInPicture = 25;
const mostInTable = 100;

/** The contacts month by month with what happened, and reason by reason. */
export function volumeSections(report: PeriodReport, labelOf: (id: ReasonId) => string): readonly Html[] {
  return [timeLine(report), byReason(report, labelOf)];
}

const letterOf = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : `${letterOf(Math.floor(at / 26) - 1)}${letterOf(at % 26)}`;

function timeLine({ months, annotations, question }: PeriodReport): Html {
  const marked = annotations.map(({ from, until }, at) => ({
    ...{ from: from < question.from ? question.from : from, until, mark: letterOf(at) },
  }));
  return html`<section>
    <h2>Month by month</h2>
    <figure>
      ${lineChart(
        months.map(({ month, contacts }) => ({ day: month, value: contacts })),
        marked,
        'Contacts month by month, with what happened',
      )}
      <figcaption>
        Contacts by month; the first and the last as far as they lie in the
        period.${annotations.length === 0 ? '' : ' The letters are explained below.'}
      </figcaption>
    </figure>
    <table>
      <caption>
        The same as numbers.
      </caption>
      <thead>
        <tr>
          <th>month</th>
          <th>contacts</th>
        </tr>
      </thead>
      <tbody>
        ${months.map(
          ({ month, contacts }) =>
            html`<tr>
              <td>${month.slice(0, 7)}</td>
              ${numberCell(`contacts ${month}`, contacts, String(contacts))}
            </tr>`,
        )}
      </tbody>
    </table>
    ${annotations.length === 0 ? null : annotationTable(annotations)}
  </section>`;
}

const annotationTable = (annotations: PeriodReport['annotations']): Html =>
  html`<table>
    <caption>
      What happened.
    </caption>
    <thead>
      <tr>
        <th></th>
        <th class="text">what</th>
        <th class="text">kind</th>
        <th>from</th>
        <th>until</th>
      </tr>
    </thead>
    <tbody>
      ${annotations.map(
        ({ title, kind, from, until }, at) =>
          html`<tr>
            <td>${letterOf(at)}</td>
            <td class="text">${title}</td>
            <td class="text">${inWords(kind)}</td>
            <td>${from}</td>
            <td>${until}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

function byReason({ reasons }: PeriodReport, labelOf: (id: ReasonId) => string): Html {
  if (reasons.length === 0)
    return html`<section>
      <h2>Reasons</h2>
      <p>No contact of the period has a reason.</p>
    </section>`;
  const inPicture = reasons.slice(0, mostInPicture);
  const listed = reasons.slice(0, mostInTable);
  return html`<section>
    <h2>Reasons</h2>
    <figure>
      ${barChart(
        inPicture.map(({ reasonId, share }) => ({ label: labelOf(reasonId), value: share.count })),
        'Contacts of each reason',
      )}
      <figcaption>
        Contacts of each
        reason${reasons.length > inPicture.length ? `, the ${inPicture.length} commonest of ${reasons.length}` : ''}.
      </figcaption>
    </figure>
    <table>
      <caption>
        Half and nine of ten contacts are handled within so many seconds; satisfaction is the part of 4 and 5
        among the answers; a dash says that it is not
        recorded.${reasons.length > listed.length ? ` The ${listed.length} commonest of ${reasons.length} reasons.` : ''}
      </caption>
      <thead>
        <tr>
          <th>reason</th>
          <th>contacts</th>
          <th>share</th>
          <th>95 % interval</th>
          <th>median s</th>
          <th>p90 s</th>
          <th>satisfied</th>
          <th>negative</th>
          <th>escalated</th>
        </tr>
      </thead>
      <tbody>
        ${listed.map((reason) => reasonRow(reason, labelOf(reason.reasonId)))}
      </tbody>
    </table>
  </section>`;
}

function reasonRow({ reasonId, share, measures }: ReportedReason, label: string): Html {
  const { handleTime, quality } = measures ?? {};
  const seconds = (value: number | null | undefined): string =>
    value === null || value === undefined ? '-' : String(Math.round(value));
  const part = (value: number | null | undefined): string =>
    value === null || value === undefined ? '-' : percent(value);
  return html`<tr>
    <td>${label}</td>
    ${numberCell(`contacts ${reasonId}`, share.count, String(Math.round(share.count * 10) / 10))}
    <td>${percent(share.value)}</td>
    <td>${limits(share.interval)}</td>
    <td>${seconds(handleTime?.median.value)}</td>
    <td>${seconds(handleTime?.p90.value)}</td>
    <td>${part(quality?.topBox.value)}</td>
    <td>${part(quality?.negative.value)}</td>
    <td>${part(quality?.escalated.value)}</td>
  </tr>`;
}
