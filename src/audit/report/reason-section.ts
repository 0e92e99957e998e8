import { html, type Html } from '../../platform/report/html';
import { lowestFirstChart } from '../../platform/report/lowest-first-chart';
import { inWords, limits, numberCell, percent } from '../../platform/report/number-cell';
import type { AuditedReason, AuditResults } from '../domain';
import type { ReasonName } from './reported-audit';

/** The agreement on each reason, the lowest first. */
export function reasonSection({ reasons }: AuditResults, nameOf: ReasonName): Html {
  if (reasons.length === 0)
    return html`<section>
      <h2>Reasons</h2>
      <p>No contact has both codes.</p>
    </section>`;
  const lowestFirst = [...reasons].sort((one, other) => (one.agreement ?? 2) - (other.agreement ?? 2));
  const rows = lowestFirst.flatMap(({ reasonId, agreement, interval }) =>
    agreement === null ? [] : [{ label: nameOf(reasonId), value: agreement, interval }],
  );
  return html`<section>
    <h2>Reasons</h2>
    ${lowestFirstChart(rows, 'Agreement on each reason')}
    <table>
      <caption>
        Specific agreement: where one of the two coders chose the reason, how often the other did too.
      </caption>
      <thead>
        <tr>
          <th>reason</th>
          <th>share</th>
          <th>contacts</th>
          <th>agreement</th>
          <th>95 % interval</th>
          <th class="text">chosen instead</th>
        </tr>
      </thead>
      <tbody>
        ${lowestFirst.map((reason) => reasonRow(reason, nameOf))}
      </tbody>
    </table>
  </section>`;
}

const reasonRow = (
  { reasonId, share, contacts, agreement, interval, undefinedBecause, chosenInstead }: AuditedReason,
  nameOf: ReasonName,
): Html =>
  html`<tr>
    <td>${nameOf(reasonId)}</td>
    ${numberCell(`share ${reasonId}`, share, percent(share))}
    <td>${contacts}</td>
    ${numberCell(
      `specific_agreement ${reasonId}`,
      agreement,
      agreement === null ? `none: ${inWords(undefinedBecause ?? '')}` : percent(agreement),
    )}
    <td>${limits(interval)}</td>
    <td class="text">
      ${chosenInstead.map((other) => `${nameOf(other.reasonId)} ${percent(other.share)}`).join('; ')}
    </td>
  </tr>`;
