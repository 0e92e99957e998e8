import type { ReportedStatistic, SampleVerdict } from '../../agreement/statistics';
import { html, type Html } from '../../platform/report/html';
import type { ContentBasis, ContentResults } from '../domain/results/session-results';
import { decimals, inWords, limits, numberCell, percent } from '../../platform/report/number-cell';

/** How far the coders agree as a whole and at each level, and what so many items allow to be said. */
export function agreementSection({ agreement, basis, causes }: ContentResults): Html {
  const { alpha, percentAgreement, gwetAc, alphaByPath, levels, rightBranchWrongLeaf } = agreement;
  const branch = rightBranchWrongLeaf[0]?.share ?? null;
  return html`<section>
    <h2>Agreement</h2>
    <div class="figures">
      ${[figure('alpha', alpha), figure('percent agreement', percentAgreement), figure("Gwet's AC1", gwetAc)]}
    </div>
    ${notice(agreement.sample)}
    <table>
      <caption>
        ${basisLine(basis)}
      </caption>
      <thead>
        <tr>
          <th>statistic</th>
          <th>value</th>
          <th>95 % interval</th>
          <th>items</th>
        </tr>
      </thead>
      <tbody>
        ${[
          row('Krippendorff’s alpha, leaves', alpha),
          row('percent agreement, leaves', percentAgreement),
          row('Gwet’s AC1, leaves', gwetAc),
          row('alpha by distance in the tree', alphaByPath),
          ...levels.flatMap(({ level, alpha: atLevel, percentAgreement: share }) => [
            row(`alpha, level ${level}`, atLevel),
            row(`percent agreement, level ${level}`, share),
          ]),
        ]}
      </tbody>
    </table>
    ${branch === null ? null : html`<p>Right branch, wrong leaf: ${percent(branch)} of the pairs of codings share the first level and not the reason.</p>`}
    ${causes.length === 0 ? null : html`<p>Causes found in adjudication: ${causes.map(({ cause, items }) => `${inWords(cause)} (${items})`).join(', ')}.</p>`}
  </section>`;
}

const figure = (name: string, { value, interval }: ReportedStatistic): Html =>
  html`<div class="figure">
    <strong>${decimals(value)}</strong>${name}<br /><span class="soft">${limits(interval)}</span>
  </div>`;

function row(label: string, statistic: ReportedStatistic): Html {
  const { name, level, value, interval, undefinedBecause, items } = statistic;
  const key = level === undefined ? name : `${name} ${level}`;
  const shown = value === null ? `none: ${inWords(undefinedBecause ?? '')}` : decimals(value);
  return html`<tr>
    <td>${label}</td>
    ${numberCell(key, value, shown)}
    <td>${limits(interval)}</td>
    <td>${items}</td>
  </tr>`;
}

const basisLine = (basis: ContentBasis): string =>
  `${basis.codings} codings by ${basis.coders} coders on ${basis.items} items, ${basis.comparedItems} of them with two codings or more; ` +
  `${basis.cannotCode} could not be coded, for ${basis.noReasonFits} no reason fitted; ${basis.reasons} reasons to choose from` +
  (basis.late === 0 ? '.' : `; ${basis.late} codings came late.`);

function notice({ tooFew, items, disagreeing, enough }: SampleVerdict): Html | null {
  if (tooFew === null) return null;
  const why =
    tooFew === 'NOTHING_TO_COMPARE'
      ? 'No item has codings by two coders: nothing can be said.'
      : tooFew === 'FEW_ITEMS'
        ? `${items} items are too few to say much of alpha.`
        : `Coders differ on only about ${disagreeing} items: too few to say much of alpha.`;
  const wanted =
    enough === null
      ? ''
      : ` About ${enough.forTenth} items would give it to within 0.10, ${enough.forTwentieth} to within 0.05.`;
  return html`<p class="notice">${why}${wanted}</p>`;
}
