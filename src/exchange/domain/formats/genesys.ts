import type { FileWriter } from '../export/export-content';
import { nowhere, type FindingList } from '../import-finding';
import type { JsonObject, JsonValue } from '../read/json-text';
import { PathEntries } from '../read/path-entries';
import { nothingRead, type FileReader } from '../read/read-file';
import { isJsonObject, objectsOf, pathIn, spotOf, textUnder, vendorJson } from '../read/vendor-json';
import { descriptionOf, descriptionWish } from './description';
import { distinctNames, type WordingOf } from './wording';

/** What stands between the levels in the name of a wrap-up code. */
const levelMark = ' > ';

/** A sign that could be taken for the mark becomes another one. */
const levelName = (label: string): string =>
  label
    .replace(/\s>(?=\s)/gu, ' ›')
    .replace(/^>(?=\s|$)/u, '›')
    .replace(/\s>$/u, ' ›');

/** Wrap-up codes have names only, which differ in the whole organisation. */
export const genesysWording: WordingOf = (tree, language) => ({
  code: ({ code }) => ({ text: code, loss: null }),
  name: distinctNames(tree.depthFirst(), { language, spell: levelName, menuOf: ({ parentId }) => parentId }),
});

/**
 * The reasons that contacts are coded with as a list of wrap-up codes: the levels in the name, the definition as the
 * description where it is short enough.
 *
 * @example writeGenesys(content, options) // {"entities": [{"name": "Billing > Refund"}], ...}
 */
export const writeGenesys: FileWriter = ({ tree }, { language }) => {
  const wording = genesysWording(tree, language);
  const entities = tree.leaves().map((reason) => {
    const name = tree
      .path(reason.id)
      .map((each) => wording.name(each).text)
      .join(levelMark);
    const description = descriptionOf(reason, language);
    return description === null ? { name } : { name, description };
  });
  const total = entities.length;
  const page = { pageSize: total, pageNumber: 1, total, pageCount: 1 };
  return `${JSON.stringify({ entities, ...page }, null, 2)}\n`;
};

/** Reads a page of wrap-up codes, or a list of them; a page that is not the only one is a warning. */
export const readGenesys: FileReader = (bytes, { language }, findings) => {
  const source = vendorJson(bytes, findings);
  const entities = source === null ? null : entitiesIn(source.value, findings);
  if (source === null || entities === null) return null;
  const entries = new PathEntries(language, findings);
  for (const entity of entities) {
    const place = { spot: spotOf(source, entity), findings };
    const name = textUnder(entity, 'name', place);
    const path = name === null ? null : pathIn(name, levelMark, place);
    const { description = null } = entity;
    const text = description === null ? null : textUnder(entity, 'description', place);
    const content = descriptionWish(text, language, place);
    if (path !== null) entries.take({ path, code: null, content, spot: place.spot });
  }
  return { ...nothingRead, entries: entries.entries() };
};

function entitiesIn(value: JsonValue, findings: FindingList): readonly JsonObject[] | null {
  const expected = 'wrap-up codes under "entities"';
  if (!isJsonObject(value)) return objectsOf(value, expected, findings);
  const { pageCount, pageNumber } = value;
  if (typeof pageCount === 'number' && pageCount > 1) {
    const observed = `page ${typeof pageNumber === 'number' ? pageNumber : 1} of ${pageCount}`;
    findings.warn('INCOMPLETE_LIST', nowhere, { observed, expected: 'all wrap-up codes on one page' });
  }
  return objectsOf(value['entities'], expected, findings);
}
