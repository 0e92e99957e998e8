import { barChart } from '../../platform/report/bar-chart';
import { html, type Html } from '../../platform/report/html';
import { inWords } from '../../platform/report/number-cell';
import { reportPage } from '../../platform/report/report-page';
import { nameOfReason } from '../../taxonomy/domain';
import { suggestionKinds, type KnownConsumer, type SuggestionScene, type TouchingDraft } from '../domain';
import type { StandingSuggestion, SuggestionBasis, SuggestionsAt } from '../queries/suggestion-reader';
import { kindSection, type ReasonName } from './kind-section';

const mostNotMade = 200;

/** What suggestions rest on, as the page needs it. */
export interface ReportedSuggestions {
  readonly taxonomy: string;
  readonly asOf: Date;
  readonly found: SuggestionsAt;
  /** Open drafts that change reasons which would be used no more. */
  readonly drafts: readonly TouchingDraft[];
  /** The systems that use the list, as far as the reader may know of them. */
  readonly consumers: readonly KnownConsumer[];
}

/**
 * What the use of a list speaks for as of a moment, with its evidence, and what it does not speak for yet: as one page of
 * HTML that needs nothing else. Coders are counted in it and not named.
 */
export function suggestionReport({ taxonomy, asOf, found, ...known }: ReportedSuggestions): string {
  const { basis, scene } = found;
  const title = `Suggestions: ${taxonomy}`;
  if (basis === null || scene === null)
    return reportPage(title, [
      html`<h1>Suggestions for ${taxonomy}</h1>
        <p>No version was in force at ${asOf.toISOString()}.</p>`,
    ]);
  const nameOf: ReasonName = (id) => {
    const state = scene.tree.get(id);
    return state === undefined ? id : nameOfReason(state);
  };
  const open = found.made.filter(({ standing }) => standing === 'OPEN');
  return reportPage(title, [
    header(taxonomy, { basis, scene, found }),
    summary(open),
    ...suggestionKinds.map((kind) =>
      kindSection(
        kind,
        open.map(({ suggestion }) => suggestion).filter((one) => one.kind === kind),
        { scene, nameOf, ...known },
      ),
    ),
    notMade(found, nameOf),
    method(),
  ]);
}

function header(
  taxonomy: string,
  {
    basis,
    scene,
    found,
  }: {
    readonly basis: SuggestionBasis;
    readonly scene: SuggestionScene;
    readonly found: SuggestionsAt;
  },
): Html {
  const decided = found.made.filter(({ standing }) => standing !== 'OPEN').length;
  const contacts = scene.use.months.reduce((sum, month) => sum + month.contacts, 0);
  return html`<header>
    <h1>Suggestions for ${taxonomy}</h1>
    <p class="soft">
      As of ${basis.asOf.toISOString().slice(0, 16).replace('T', ' ')} (UTC), for version ${basis.version}, by
      ${Math.round(contacts)} contacts from ${basis.windowFrom} until ${basis.windowUntil}.
    </p>
    ${decided === 0 ? null : html`<p>${decided} more were decided on and are not shown.</p>`}
  </header>`;
}

function summary(open: readonly StandingSuggestion[]): Html {
  const counts = suggestionKinds
    .map((kind) => ({
      label: inWords(kind),
      value: open.filter(({ suggestion }) => suggestion.kind === kind).length,
    }))
    .filter(({ value }) => value > 0);
  if (counts.length === 0) return html`<p>Nothing is suggested.</p>`;
  return html`<figure>
    ${barChart(counts, 'Open suggestions by kind')}
    <figcaption>Open suggestions by kind.</figcaption>
  </figure>`;
}

function notMade({ notMade: all }: SuggestionsAt, nameOf: ReasonName): Html | null {
  if (all.length === 0) return null;
  const shown = all.slice(0, mostNotMade);
  return html`<section>
    <h2>Looked at, and not suggested</h2>
    <table>
      <caption>
        ${all.length > shown.length ? `${shown.length} of ${all.length}.` : `${all.length} in all.`}
      </caption>
      <thead>
        <tr>
          <th>reasons</th>
          <th class="text">kind</th>
          <th class="text">why not</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          ({ kind, reasonIds, sentence }) =>
            html`<tr>
              <td>${reasonIds.map(nameOf).join(', ')}</td>
              <td class="text">${inWords(kind)}</td>
              <td class="text">${sentence}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

const method = (): Html =>
  html`<section>
    <h2>How to read it</h2>
    <p class="soft">
      A suggestion is made where the limit of what was measured, and not its value, lies beyond the threshold
      of the taxonomy's policy: limits are at 95 %. Its confidence is high where the limit at 99 % does too,
      and low where something that would be good to know is not known. Nothing is changed by a suggestion: it
      is accepted into a draft, dismissed, or put off. Contacts that somebody is coding blind count in none.
    </p>
  </section>`;
