import { html, type Html } from '../../platform/report/html';
import { reportPage } from '../../platform/report/report-page';
import type { SessionData } from '../domain/results/session-data';
import type { ContentResults, SessionResults } from '../domain/results/session-results';
import { agreementSection } from './agreement-section';
import { coderSection } from './coder-section';
import { confusionSection } from './confusion-section';
import { correspondenceSection } from './correspondence-section';
import { labelsOf, type Labels } from './labels';
import { reasonSection } from './reason-section';

/** What the page says of the session beside its results. */
export interface SessionHeading {
  readonly taxonomy: string;
  readonly facilitator: string;
  readonly openedAt: Date | null;
  readonly revealedAt: Date | null;
}

/**
 * The results of a session as one page of HTML that needs nothing else: for reading, sending and printing. Contacts
 * stand in it by their external ids; their text does not.
 */
export function sessionReport(
  session: SessionData,
  results: SessionResults,
  heading: SessionHeading,
): string {
  const contents = results.contents.flatMap((content, index) =>
    contentSections(session, content, labelsOf(session, index)),
  );
  return reportPage(`Calibration: ${session.title}`, [
    header(session, results, heading),
    ...contents,
    correspondenceSection(session, results),
    method(),
  ]);
}

const day = (at: Date | null): string =>
  at === null ? 'not yet' : at.toISOString().slice(0, 16).replace('T', ' ');

function header(session: SessionData, { excluded }: SessionResults, heading: SessionHeading): Html {
  const left = excluded.withdrawn + excluded.late;
  return html`<header>
    <h1>${session.title}</h1>
    <p class="soft">
      Calibration session on ${heading.taxonomy}, facilitated by ${heading.facilitator}; opened
      ${day(heading.openedAt)}, revealed ${day(heading.revealedAt)} (UTC).
    </p>
    <p>
      ${session.items.length} items, ${session.coders.length} coders, each of whom coded
      alone.${left === 0 ? '' : ` ${left} codings do not count: ${excluded.withdrawn} withdrawn, ${excluded.late} late.`}
    </p>
  </header>`;
}

function contentSections(session: SessionData, content: ContentResults, labels: Labels): readonly Html[] {
  const heading = session.contents.length > 1 ? html`<h2>Coded in ${content.name}</h2>` : null;
  return [
    ...(heading === null ? [] : [heading]),
    agreementSection(content),
    reasonSection(content, labels),
    confusionSection(content, labels),
    coderSection(session, content),
  ];
}

const method = (): Html =>
  html`<section>
    <h2>How to read it</h2>
    <p class="soft">
      Alpha is Krippendorff's, nominal at the leaves: 1 is perfect agreement, 0 is what chance would give.
      Beside it stand percent agreement and Gwet's AC1; where AC1 is far above alpha, a few reasons dominate.
      The agreement on a reason is specific agreement: where one coder chose it, how often another coder of
      the same item did too. Intervals are at 95 %, from the jackknife over items, or Wilson's where there are
      too few items or disagreements for that. "Cannot code" and "no reason fits" are no reasons: they are
      counted and do not enter the agreement. Items were chosen for calibration, so that the numbers speak of
      these coders and items and are not an audit of the daily work.
    </p>
  </section>`;
