import { html, type Html } from '../../platform/report/html';
import { inWords, limits, numberCell, percent } from '../../platform/report/number-cell';
import { intervalChart } from '../../platform/report/interval-chart';
import type { AuditBasis, AuditResults } from '../domain';
import type { SealedResults } from '../queries/audit-reader';

type Estimate = AuditResults['alpha'];

const statistics = [
  { key: 'alpha', name: 'Krippendorff’s alpha, leaves' },
  { key: 'alphaByPath', name: 'alpha by distance in the tree' },
  { key: 'percentAgreement', name: 'percent agreement' },
  { key: 'gwetAc', name: 'Gwet’s AC1' },
] as const;

/** How far production and second coders agree as a whole, and what it rests on. */
export function agreementSection({ results }: SealedResults): Html {
  const shown = statistics.map(({ key, name }) => ({ key, name, estimate: results[key] }));
  const pictured = shown.flatMap(({ name, estimate: { value, interval } }) =>
    value === null ? [] : [{ label: name, value, interval }],
  );
  return html`<section>
    <h2>Agreement</h2>
    ${notice(results.basis)}
    ${
      pictured.length === 0
        ? null
        : html`<figure>
            ${intervalChart(pictured, 'Agreement with its interval')}
            <figcaption>Weighted estimates for the whole population, with their 95 % intervals.</figcaption>
          </figure>`
    }
    <table>
      <caption>
        ${basisLine(results.basis)}
      </caption>
      <thead>
        <tr>
          <th>statistic</th>
          <th>value</th>
          <th>95 % interval</th>
          <th>contacts</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(({ key, name, estimate }) => row(key, name, estimate))}
      </tbody>
    </table>
  </section>`;
}

const row = (key: string, name: string, { value, interval, undefinedBecause, units }: Estimate): Html =>
  html`<tr>
    <td>${name}</td>
    ${numberCell(key, value, value === null ? `none: ${inWords(undefinedBecause ?? '')}` : undefined)}
    <td>${limits(interval)}</td>
    <td>${units}</td>
  </tr>`;

const basisLine = (basis: AuditBasis): string =>
  `${basis.doubleCoded} of ${basis.contacts} contacts with both codes, ${basis.disagreeing} of them with two different ones; ` +
  `${basis.cannotCode} could not be coded, for ${basis.noReasonFits} no reason fitted, ${basis.notCoded} were not coded. ` +
  clustersLine(basis) +
  `${basis.effectiveContacts.toFixed(0)} contacts drawn with equal probability would say as much.`;

/** Nothing where each contact is of a customer or thread of its own. */
const clustersLine = ({ clusters, doubleCoded }: AuditBasis): string =>
  clusters === undefined || clusters === doubleCoded
    ? ''
    : `They are of ${clusters} customers or threads, which errors are computed by. `;

function notice({ tooFew, unseen, contacts, doubleCoded }: AuditBasis): Html | null {
  const told = [
    ...(tooFew ? ['There is too little here for a t interval.'] : []),
    ...(unseen > 0
      ? [`Of strata with ${unseen} contacts of the frame nothing was coded: nothing here speaks of them.`]
      : []),
    ...(doubleCoded < contacts
      ? [`Only ${percent(contacts === 0 ? null : doubleCoded / contacts)} of the sample has both codes.`]
      : []),
  ];
  return told.length === 0 ? null : html`<p class="notice">${told.join(' ')}</p>`;
}
