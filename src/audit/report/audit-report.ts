import { html, type Html } from '../../platform/report/html';
import { inWords, limits, numberCell } from '../../platform/report/number-cell';
import { reportPage } from '../../platform/report/report-page';
import { nameOfReason, nameOfVersion, type ReasonTree } from '../../taxonomy/domain';
import type { AuditResults } from '../domain';
import type { SealedResults } from '../queries/audit-reader';
import type { ReasonName, ReportedAudit } from './reported-audit';
import { agreementSection } from './agreement-section';
import { findingsSection } from './findings-section';
import { modelSection } from './model-section';
import { reasonSection } from './reason-section';
import { sampleSection } from './sample-section';

const reasonNames =
  (tree: ReasonTree): ReasonName =>
  (id) => {
    const state = tree.get(id);
    return state === undefined ? id : nameOfReason(state);
  };

/**
 * What a closed audit found, as one page of HTML that needs nothing else: for reading, sending and printing. Coders are
 * counted and not named but for models; of contacts nothing stands in it.
 */
export function auditReport(reported: ReportedAudit): string {
  const { audit, sealed, names } = reported;
  const nameOf = reasonNames(reported.tree);
  return reportPage(`Audit: ${audit.title}`, [
    header(reported),
    verdict(sealed.results),
    agreementSection(sealed),
    reasonSection(sealed.results, nameOf),
    modelSection(sealed.results, names),
    comparison(sealed),
    sampleSection(reported, nameOf),
    findingsSection(reported, nameOf),
    method(sealed),
  ]);
}

const moment = (at: Date | null): string =>
  at === null ? 'not yet' : at.toISOString().slice(0, 16).replace('T', ' ');

const day = (at: Date): string => at.toISOString().slice(0, 10);

const header = ({ audit, names }: ReportedAudit): Html =>
  html`<header>
    <h1>${audit.title}</h1>
    <p class="soft">
      Agreement audit on ${names.taxonomy}, ${nameOfVersion(audit.version)}, run by ${names.runBy}; drawn
      ${moment(audit.drawnAt)}, closed ${moment(audit.closedAt)} (UTC).
    </p>
    <p>
      Contacts from ${day(audit.population.from)} until ${day(audit.population.until)}: ${audit.frameSize}
      could be drawn, and each that was drawn was coded again by somebody who did not know its code.
    </p>
  </header>`;

const verdictWords = {
  PASS: 'Passed: the whole interval lies at or above the threshold.',
  FAIL: 'Failed: the whole interval lies below the threshold.',
  INCONCLUSIVE: 'Not decided: the threshold lies within the interval, or there is none.',
} as const;

function verdict({ verdict: found }: AuditResults): Html {
  const { outcome, measure, threshold, value, interval, moreContacts } = found;
  const more =
    moreContacts === null ? '' : ` About ${moreContacts} contacts more would decide, if the value stayed.`;
  return html`<section>
    <h2>Verdict</h2>
    <div class="figures">
      <div class="figure"><strong>${outcome}</strong>${inWords(measure)}, threshold ${threshold}</div>
    </div>
    <p>${verdictWords[outcome]}${more}</p>
    <table>
      <tbody>
        <tr>
          <td>value</td>
          ${numberCell('verdict', value)}
          <td>${limits(interval)}</td>
        </tr>
      </tbody>
    </table>
  </section>`;
}

function comparison({ comparison: found }: SealedResults): Html | null {
  if (found === null) return null;
  const { earlierValue, value, difference, undefinedBecause, mixDivergence } = found;
  return html`<section>
    <h2>Compared with the earlier audit</h2>
    <table>
      <thead>
        <tr>
          <th>earlier</th>
          <th>now</th>
          <th>difference</th>
          <th>95 % interval</th>
          <th>p</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          ${[
            numberCell('earlier_value', earlierValue),
            numberCell('value', value),
            numberCell(
              'difference',
              difference?.difference ?? null,
              difference === null ? `none: ${inWords(undefinedBecause ?? '')}` : undefined,
            ),
            html`<td>${limits(difference?.interval ?? null)}</td>`,
            numberCell('p_value', difference?.pValue ?? null),
          ]}
        </tr>
      </tbody>
    </table>
    ${mixDivergence === null ? null : html`<p class="soft">The mixes of reasons lie ${mixDivergence.toFixed(3)} bits apart: agreement moves with the mix alone.</p>`}
  </section>`;
}

const method = ({ formula }: SealedResults): Html =>
  html`<section>
    <h2>How to read it</h2>
    <p class="soft">
      Every estimate is weighted by the inverse of the probability with which a contact was drawn; intervals
      are at 95 %, from the jackknife within strata. Alpha is Krippendorff's, nominal at the leaves: 1 is
      perfect agreement between what was coded in production and what the second coder chose, 0 is what chance
      would give. The verdict goes by the interval and not by the value. The numbers are sealed as they were
      computed when the audit was closed, by the formula ${formula}, and can be computed again.
    </p>
  </section>`;
