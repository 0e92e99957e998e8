/** Text that is HTML already and is not escaped again. */
export class Html {
  constructor(readonly text: string) {}
}

type Content = string | number | Html | null | readonly (Html | null)[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/**
 * HTML in which whatever is inserted is escaped, unless it is HTML itself.
 *
 * @example html`<td>${'<b>'}</td>`.text // '<td>&lt;b&gt;</td>'
 */
export const html = (fixed: TemplateStringsArray, ...inserted: readonly Content[]): Html =>
  new Html(fixed.map((text, at) => text + textOf(inserted[at] ?? null)).join(''));

function textOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content));
  return content.map((part) => part?.text ?? '').join('');
}
