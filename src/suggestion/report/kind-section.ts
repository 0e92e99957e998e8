import { html, type Html } from '../../platform/report/html';
import { intervalChart, type IntervalRow } from '../../platform/report/interval-chart';
import { inWords, numberCell } from '../../platform/report/number-cell';
import type { ReasonId } from '../../platform/ids';
import {
  wouldBreak,
  type EvidenceRow,
  type KnownConsumer,
  type Suggestion,
  type SuggestionKind,
  type SuggestionScene,
  type TouchingDraft,
} from '../domain';

/** What reasons are called on the page: as in the version that suggestions are made for. */
export type ReasonName = (id: ReasonId) => string;

/** What the suggestions of one kind are shown with. */
interface Shown {
  readonly scene: SuggestionScene;
  readonly drafts: readonly TouchingDraft[];
  readonly consumers: readonly KnownConsumer[];
  readonly nameOf: ReasonName;
}

/** Of each kind at most so many are shown; how many there are is told. */
const mostOfKind = 100;
/** More rows than this make no picture. */
const mostInPicture = 40;

/** The suggestions of one kind, the surest first, with a picture of what decided each; null where there is none. */
export function kindSection(
  kind: SuggestionKind,
  suggestions: readonly Suggestion[],
  shown: Shown,
): Html | null {
  if (suggestions.length === 0) return null;
  const listed = suggestions.slice(0, mostOfKind);
  return html`<section>
    <h2>${titleOf(kind)}</h2>
    ${picture(suggestions, shown.nameOf)}
    ${
      listed.length === suggestions.length
        ? null
        : html`<p class="soft">The first ${listed.length} of ${suggestions.length}.</p>`
    }
    ${listed.map((suggestion) => article(suggestion, shown))}
  </section>`;
}

const titleOf = (kind: SuggestionKind): string => {
  const words = inWords(kind);
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
};

/** The first row of its evidence is what decided a suggestion. Shares make a picture together; bits do not. */
function picture(suggestions: readonly Suggestion[], nameOf: ReasonName): Html | null {
  const rows = suggestions.flatMap(({ reasonIds, evidence: [first] }): readonly IntervalRow[] =>
    first === undefined || first.value === null || first.value > 1
      ? []
      : [
          {
            label: reasonIds.map(nameOf).join(', '),
            value: first.value,
            interval: first.upper === null ? null : { lower: first.lower ?? first.value, upper: first.upper },
          },
        ],
  );
  const [decisive] = suggestions[0]?.evidence ?? [];
  if (rows.length === 0 || decisive === undefined) return null;
  const what = inWords(decisive.measure);
  const held = decisive.threshold === null ? '' : `, held against ${decisive.threshold}`;
  return html`<figure>
    ${intervalChart(rows.slice(0, mostInPicture), `${what} with its limits`)}
    <figcaption>
      The
      ${what}${held}${rows.length > mostInPicture ? `; the first ${mostInPicture} of ${rows.length}` : ''}.
    </figcaption>
  </figure>`;
}

function article(suggestion: Suggestion, { scene, drafts, consumers, nameOf }: Shown): Html {
  const { key, sentence, confidence, alternatives, evidence, proposal } = suggestion;
  const { tree, openSessions } = scene;
  const breaks = wouldBreak(proposal, { tree, openSessions, drafts, consumers });
  return html`<article>
    <h3>${suggestion.reasonIds.map(nameOf).join(', ')}</h3>
    <p>${sentence}</p>
    <p class="soft">
      Confidence ${inWords(confidence)}.${alternatives.length === 0 ? '' : ` Or: ${alternatives.join(' ')}`}
    </p>
    ${
      breaks.length === 0
        ? null
        : html`<p>
            To be looked at first: ${breaks.map(({ kind, name }) => `${inWords(kind)} ${name}`).join('; ')}.
          </p>`
    }
    <table>
      <thead>
        <tr>
          <th>measured</th>
          <th>value</th>
          <th>limits</th>
          <th>n</th>
          <th>threshold</th>
        </tr>
      </thead>
      <tbody>
        ${evidence.map((row, at) => evidenceRow(`${key} ${at}`, row, suggestion.reasonIds.length > 1 ? nameOf : null))}
      </tbody>
    </table>
  </article>`;
}

const shortly = (value: number | null): string =>
  value === null ? '-' : String(Number(value.toPrecision(3)));

const evidenceRow = (
  name: string,
  { measure, reasonId, of, value, lower, upper, n, threshold }: EvidenceRow,
  /** Null: it is about one reason alone, which stands above. */
  nameOf: ReasonName | null,
): Html =>
  html`<tr>
    <td>
      ${[inWords(measure), ...(reasonId === null || nameOf === null ? [] : [nameOf(reasonId)]), ...(of === null ? [] : [of])].join(', ')}
    </td>
    ${numberCell(name, value, shortly(value))}
    <td>${lower === null && upper === null ? '-' : `${shortly(lower)} to ${shortly(upper)}`}</td>
    <td>${Math.round(n)}</td>
    <td>${shortly(threshold)}</td>
  </tr>`;
