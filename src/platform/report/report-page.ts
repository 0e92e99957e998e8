import { html, Html } from './html';

const style = `
  :root { color-scheme: light; --ink: #1b2733; --soft: #5b6b7a; --line: #d5dde4; --paper: #fff; --accent: #1f5f8b; }
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.5rem; background: var(--paper); color: var(--ink);
    font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
  h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
  h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; border-bottom: 2px solid var(--line); padding-bottom: .2rem; }
  h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
  p { margin: .4rem 0; max-width: 46rem; }
  .soft, figcaption, caption { color: var(--soft); font-size: .87rem; }
  .notice { border-left: 4px solid #b4690e; background: #fdf6ec; padding: .5rem .8rem; max-width: 46rem; }
  .figures { display: flex; flex-wrap: wrap; gap: 1.2rem 2.4rem; margin: 1rem 0; }
  .figure strong { display: block; font-size: 1.8rem; line-height: 1.1; color: var(--accent); }
  table { border-collapse: collapse; margin: .6rem 0; width: 100%; font-variant-numeric: tabular-nums; }
  caption { text-align: left; padding: .2rem 0; }
  th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; white-space: nowrap; }
  th:first-child, td:first-child, .text { text-align: left; white-space: normal; }
  thead th { border-bottom: 2px solid var(--line); font-weight: 600; }
  figure { margin: .8rem 0; }
  figure svg { max-width: 100%; height: auto; display: block; }
  @page { size: A4; margin: 15mm; }
  @media print {
    html { font-size: 13px; }
    body { max-width: none; padding: 0; font-size: 10pt; }
    table { font-size: 8.5pt; }
    th, td { padding: .2rem .35rem; }
    .figures { gap: .8rem 1.4rem; font-size: 9pt; }
    h2, h3, figure, .figures, tr { break-inside: avoid; }
    h2, h3, caption { break-after: avoid; }
    thead { display: table-header-group; }
  }
`;

/** A page that needs nothing but itself: to be sent, kept, opened and printed. */
export const reportPage = (title: string, body: readonly (Html | null)[]): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="Concordance" />
        <title>${title}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
