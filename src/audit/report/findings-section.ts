import { html, type Html } from '../../platform/report/html';
import { inWords } from '../../platform/report/number-cell';
import type { ReasonName, ReportedAudit } from './reported-audit';

/** What is to be done, by whom and until when. */
export const findingsSection = ({ findings, names }: ReportedAudit, nameOf: ReasonName): Html =>
  html`<section>
    <h2>Findings</h2>
    ${
      findings.length === 0
        ? html`<p>None is recorded.</p>`
        : html`<table>
            <thead>
              <tr>
                <th>finding</th>
                <th class="text">reason</th>
                <th class="text">department</th>
                <th>due</th>
                <th>state</th>
              </tr>
            </thead>
            <tbody>
              ${findings.map(
                ({ text, reasonId, ownerId, dueOn, state }) =>
                  html`<tr>
                    <td>${text}</td>
                    <td class="text">${reasonId === null ? '-' : nameOf(reasonId)}</td>
                    <td class="text">${names.departments.get(ownerId) ?? ownerId}</td>
                    <td>${dueOn}</td>
                    <td>${inWords(state)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
  </section>`;
