import { html, type Html } from '../../platform/report/html';
import { inWords, numberCell } from '../../platform/report/number-cell';
import type { StratumRecord } from '../domain';
import type { ReasonName, ReportedAudit } from './reported-audit';

/** How the contacts were drawn: the strata with their inclusion probabilities, the seed, and what was left out. */
export function sampleSection({ audit, strata, names }: ReportedAudit, nameOf: ReasonName): Html {
  const { design, exclusions, frameDigest } = audit;
  const left = Object.entries(exclusions).map(([cause, contacts]) => `${contacts} for ${inWords(cause)}`);
  const nameOfStratum = ({ reasonId, departmentId, channel }: StratumRecord): string =>
    [
      ...(reasonId === null ? [] : [nameOf(reasonId)]),
      ...(departmentId === null ? [] : [names.departments.get(departmentId) ?? departmentId]),
      ...(channel === null ? [] : [channel]),
    ].join(', ') || 'all';
  return html`<section>
    <h2>Sample</h2>
    <p>
      Drawn with the seed
      ${design.seed}${design.floorPerReason === null ? '' : `, at least ${design.floorPerReason} of each reason`}.
      ${left.length === 0 ? '' : `Left out: ${left.join(', ')}.`}
    </p>
    <table>
      <caption>
        The frame has the digest ${frameDigest.slice(0, 16)}.
      </caption>
      <thead>
        <tr>
          <th>stratum</th>
          <th>frame</th>
          <th>sample</th>
          <th>inclusion probability</th>
        </tr>
      </thead>
      <tbody>
        ${strata.map(
          (stratum) =>
            html`<tr>
              <td>${nameOfStratum(stratum)}</td>
              <td>${stratum.frame}</td>
              <td>${stratum.sample}</td>
              ${numberCell(`inclusion ${stratum.place}`, stratum.sample / stratum.frame)}
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
