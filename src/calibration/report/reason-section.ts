import { barChart } from '../../platform/report/bar-chart';
import { html, type Html } from '../../platform/report/html';
import { lowestFirstChart } from '../../platform/report/lowest-first-chart';
import type { ReasonAgreement } from '../domain/results/reason-agreement';
import type { ContentResults } from '../domain/results/session-results';
import type { Labels } from './labels';
import { inWords, limits, numberCell, percent } from '../../platform/report/number-cell';

/** More rows than this make no picture; the table has them all. */
const mostInPicture = 40;

/** The agreement on each reason, the worst first, and how often each was chosen. */
export function reasonSection({ reasons }: ContentResults, labels: Labels): Html {
  if (reasons.length === 0)
    return html`<section>
      <h2>Reasons</h2>
      <p>No reason was chosen.</p>
    </section>`;
  const worstFirst = [...reasons].sort((one, other) => (one.agreement ?? 2) - (other.agreement ?? 2));
  const rows = worstFirst.flatMap(({ reasonId, agreement, interval }) =>
    agreement === null ? [] : [{ label: labels.reason(reasonId), value: agreement, interval }],
  );
  const commonestFirst = [...reasons].sort((one, other) => other.codings - one.codings);
  return html`<section>
    <h2>Reasons</h2>
    ${lowestFirstChart(rows, 'Agreement on each reason')}
    <table>
      <caption>
        Specific agreement: where one coder chose the reason, how often another did too.
      </caption>
      <thead>
        <tr>
          <th>reason</th>
          <th>codings</th>
          <th>items</th>
          <th>agreement</th>
          <th>95 % interval</th>
          <th class="text">chosen instead</th>
        </tr>
      </thead>
      <tbody>
        ${worstFirst.map((reason) => reasonRow(reason, labels))}
      </tbody>
    </table>
    <h3>How often each was chosen</h3>
    <figure>
      ${barChart(
        commonestFirst
          .slice(0, mostInPicture)
          .map(({ reasonId, codings }) => ({ label: labels.reason(reasonId), value: codings })),
        'Codings per reason',
      )}
      <figcaption>
        Codings on items that two coders or more
        coded${reasons.length > mostInPicture ? `; the ${mostInPicture} commonest of ${reasons.length}` : ''}.
      </figcaption>
    </figure>
  </section>`;
}

const reasonRow = (
  { reasonId, codings, items, agreement, interval, undefinedBecause, chosenInstead }: ReasonAgreement,
  labels: Labels,
): Html =>
  html`<tr>
    <td>${labels.reason(reasonId)}</td>
    <td>${codings}</td>
    <td>${items}</td>
    ${numberCell(
      `specific_agreement ${reasonId}`,
      agreement,
      agreement === null ? `none: ${inWords(undefinedBecause ?? '')}` : percent(agreement),
    )}
    <td>${limits(interval)}</td>
    <td class="text">
      ${chosenInstead.map((other) => `${labels.reason(other.reasonId)} ${percent(other.share)}`).join('; ')}
    </td>
  </tr>`;
