import { html, type Html } from '../../platform/report/html';
import { intervalChart } from '../../platform/report/interval-chart';
import type { CoderAgreement } from '../domain/results/coder-agreement';
import type { SessionData } from '../domain/results/session-data';
import type { ContentResults } from '../domain/results/session-results';
import { limits, numberCell, percent } from '../../platform/report/number-cell';

/** Each coder beside the others and beside what was adjudicated. */
export function coderSection({ coders }: SessionData, content: ContentResults): Html {
  const names = new Map(coders.map(({ id, name }) => [id, name]));
  const nameOf = ({ coderId }: CoderAgreement): string => names.get(coderId) ?? coderId;
  const rows = content.coders.flatMap((coder) =>
    coder.withPeers.value === null
      ? []
      : [{ label: nameOf(coder), value: coder.withPeers.value, interval: coder.withPeers.interval }],
  );
  if (content.coders.length === 0)
    return html`<section>
      <h2>Coders</h2>
      <p>Coders are not told apart before the session is closed.</p>
    </section>`;
  return html`<section>
    <h2>Coders</h2>
    ${
      rows.length === 0
        ? null
        : html`<figure>
            ${intervalChart(rows, 'Agreement of each coder with the others')}
            <figcaption>
              Agreement of each coder with the others. Where lines overlap, the data do not tell the coders
              apart.
            </figcaption>
          </figure>`
    }
    <table>
      <thead>
        <tr>
          <th>coder</th>
          <th>codings</th>
          <th>cannot code</th>
          <th>none fits</th>
          <th>with peers</th>
          <th>95 % interval</th>
          <th>with adjudication</th>
          <th>95 % interval</th>
          <th>wrong leaf, right branch</th>
        </tr>
      </thead>
      <tbody>
        ${content.coders.map((coder) => coderRow(coder, nameOf(coder)))}
      </tbody>
    </table>
  </section>`;
}

const coderRow = (coder: CoderAgreement, name: string): Html => {
  const { coderId, codings, cannotCode, noReasonFits, withPeers, withAdjudicated, rightBranchWrongLeaf } =
    coder;
  return html`<tr>
    <td>${name}</td>
    <td>${codings}</td>
    <td>${cannotCode}</td>
    <td>${noReasonFits}</td>
    ${numberCell(`with_peers ${coderId}`, withPeers.value, percent(withPeers.value))}
    <td>${limits(withPeers.interval)}</td>
    ${numberCell(`with_adjudicated ${coderId}`, withAdjudicated.value, percent(withAdjudicated.value))}
    <td>${limits(withAdjudicated.interval)}</td>
    <td>${percent(rightBranchWrongLeaf.value)}</td>
  </tr>`;
};
