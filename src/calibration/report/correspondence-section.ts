import { html, type Html } from '../../platform/report/html';
import type { MeasuredAssociation, MeasuredTarget } from '../domain/results/measured-correspondence';
import type { SessionData } from '../domain/results/session-data';
import type { SessionResults } from '../domain/results/session-results';
import { labelsOf, type Labels } from './labels';
import { limits, numberCell, percent } from '../../platform/report/number-cell';

/** Where the codings of each reason went, when the same items were coded in two contents; nothing otherwise. */
export function correspondenceSection(session: SessionData, { correspondence }: SessionResults): Html | null {
  const [first, second] = session.contents;
  if (first === undefined || second === undefined) return null;
  const labels = { from: labelsOf(session, 0), to: labelsOf(session, 1) };
  return html`<section>
    <h2>From ${first.name} to ${second.name}</h2>
    <table>
      <caption>
        By the same coder on the same item: the share of the codings with a reason that became each reason of
        the other content.
      </caption>
      <thead>
        <tr>
          <th>reason</th>
          <th>items</th>
          <th>codings</th>
          <th class="text">became</th>
          <th>share</th>
          <th>95 % interval</th>
        </tr>
      </thead>
      <tbody>
        ${correspondence.flatMap((association) => associationRows(association, labels))}
      </tbody>
    </table>
  </section>`;
}

function associationRows(
  { source, items, codings, targets, withoutTarget }: MeasuredAssociation,
  labels: { readonly from: Labels; readonly to: Labels },
): readonly Html[] {
  const none =
    withoutTarget === 0
      ? []
      : [
          html`<td class="text">no reason fits</td>
            <td>${percent(withoutTarget)}</td>
            <td>-</td>`,
        ];
  const cells = [...targets.map((target) => targetCells(source, target, labels.to)), ...none];
  return cells.map((cell, at) =>
    at === 0
      ? html`<tr>
          <td>${labels.from.reason(source)}</td>
          <td>${items}</td>
          <td>${codings}</td>
          ${cell}
        </tr>`
      : html`<tr>
          <td></td>
          <td></td>
          <td></td>
          ${cell}
        </tr>`,
  );
}

const targetCells = (source: string, { target, share, interval }: MeasuredTarget, labels: Labels): Html =>
  html`<td class="text">${labels.reason(target)}</td>
    ${numberCell(`share ${source} ${target}`, share, percent(share))}
    <td>${limits(interval)}</td>`;
