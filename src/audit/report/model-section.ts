import { html, type Html } from '../../platform/report/html';
import { limits, numberCell } from '../../platform/report/number-cell';
import type { AuditResults } from '../domain';
import type { AuditNames } from '../queries/audit-reader';

/** How each model agrees with people; null where no model coded. */
export function modelSection({ models, modelDifferences }: AuditResults, names: AuditNames): Html | null {
  if (models.length === 0) return null;
  const nameOf = (id: string): string => names.models.get(id) ?? id;
  return html`<section>
    <h2>Models</h2>
    <table>
      <caption>
        Agreement with the second coders, who coded as blind as the model, and with what was coded in
        production.
      </caption>
      <thead>
        <tr>
          <th>model</th>
          <th>with second coders</th>
          <th>95 % interval</th>
          <th>alpha</th>
          <th>with production</th>
          <th>95 % interval</th>
        </tr>
      </thead>
      <tbody>
        ${models.map(
          ({ coderId, withSecond, alphaWithSecond, withProduction }) =>
            html`<tr>
              <td>${nameOf(coderId)}</td>
              ${numberCell(`with_second ${coderId}`, withSecond.value)}
              <td>${limits(withSecond.interval)}</td>
              ${numberCell(`alpha_with_second ${coderId}`, alphaWithSecond.value)}
              ${numberCell(`with_production ${coderId}`, withProduction.value)}
              <td>${limits(withProduction.interval)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${modelDifferences.map(
      ({ firstCoderId, secondCoderId, difference: { value, interval, units } }) =>
        html`<p>
          ${nameOf(secondCoderId)} agrees with people more often than ${nameOf(firstCoderId)} by
          ${value === null ? 'an unknown share' : value.toFixed(3)} (${limits(interval)}), on the same
          ${units} contacts.
        </p>`,
    )}
  </section>`;
}
