import type { ReasonTree } from '../../../taxonomy/domain';
import { textLimits } from '../../../platform/text';
import type { FileWriter } from '../export/export-content';
import { excerpt, nowhere, type FindingList } from '../import-finding';
import type { JsonObject, JsonValue } from '../read/json-text';
import { PathEntries } from '../read/path-entries';
import { nothingRead, type FileReader } from '../read/read-file';
import { storedCell } from '../read/stored-cell';
import {
  isJsonObject,
  objectsOf,
  pathIn,
  refuseShape,
  spotOf,
  textUnder,
  vendorJson,
} from '../read/vendor-json';
import { distinctCodes, distinctNames, type WordingOf } from './wording';

/** What stands between the levels in the name of an option. */
const levelMark = '::';

/** No two colons together, and none at an end, where they would join the mark. */
const levelName = (label: string): string =>
  label
    .replace(/:(?=:)/g, ': ')
    .replace(/^:/, ' :')
    .replace(/:$/, ': ');

/** A tag: lower case, with nothing but letters, digits and a few signs. */
const tagOf = (code: string): string => code.toLowerCase().replace(/[^\p{L}\p{M}\p{N}_\-/:]+/gu, '_');

/** Options are told apart by their tags, and in a menu by their names. */
export const zendeskWording: WordingOf = (tree, language) => ({
  code: distinctCodes(choicesOf(tree), tagOf),
  name: distinctNames(tree.depthFirst(), { language, spell: spellLevel, menuOf: ({ parentId }) => parentId }),
});

/** What the level name is once it is read again: space at its ends is not kept. */
const spellLevel = (label: string): string => levelName(label).trim();

const choicesOf = (tree: ReasonTree) => tree.leaves();

/**
 * The reasons that contacts are coded with as the options of a drop-down field: the levels in the name, the code as the tag.
 * The body of a request to create or update a ticket field.
 *
 * @example writeZendesk(content, options) // {"ticket_field": {"custom_field_options": [{"name": "Billing::Refund", "value": "refund"}]}}
 */
export const writeZendesk: FileWriter = ({ tree, taxonomyKey }, { language }) => {
  const wording = zendeskWording(tree, language);
  const options = choicesOf(tree).map((reason) => ({
    name: tree
      .path(reason.id)
      .map((each) => levelName(wording.name(each).text))
      .join(levelMark),
    value: wording.code(reason).text,
  }));
  const field = { type: 'tagger', title: taxonomyKey, custom_field_options: options };
  return `${JSON.stringify({ ticket_field: field }, null, 2)}\n`;
};

/** Reads a ticket field of the kind tagger, a list of fields with one of that kind, or its options alone. */
export const readZendesk: FileReader = (bytes, { language }, findings) => {
  const source = vendorJson(bytes, findings);
  const options = source === null ? null : optionsIn(source.value, findings);
  if (source === null || options === null) return null;
  const entries = new PathEntries(language, findings);
  for (const option of options) {
    const place = { spot: spotOf(source, option), findings };
    const name = textUnder(option, 'name', place);
    const value = textUnder(option, 'value', place);
    const path = name === null ? null : pathIn(name, levelMark, place);
    const code =
      value === null ? null : storedCell(value, { field: 'code', maxLength: textLimits.code }, place);
    if (path !== null && code !== null) entries.take({ path, code, content: null, spot: place.spot });
  }
  return { ...nothingRead, entries: entries.entries() };
};

const optionsKey = 'custom_field_options';
const expectedShape = `a ticket_field with ${optionsKey}`;

function optionsIn(value: JsonValue, findings: FindingList): readonly JsonObject[] | null {
  if (!isJsonObject(value)) return objectsOf(value, expectedShape, findings);
  const { ticket_field: field, ticket_fields: fields } = value;
  if (Array.isArray(fields)) return optionsOfOne(fields as readonly JsonValue[], findings);
  const holder = field === undefined ? value : field;
  if (isJsonObject(holder)) return objectsOf(holder[optionsKey], expectedShape, findings);
  refuseShape(holder, expectedShape, { spot: nowhere, findings });
  return null;
}

function optionsOfOne(fields: readonly JsonValue[], findings: FindingList): readonly JsonObject[] | null {
  const taggers = fields.filter(isJsonObject).filter((field) => Array.isArray(field[optionsKey]));
  const [only] = taggers;
  if (only !== undefined && taggers.length === 1) return objectsOf(only[optionsKey], expectedShape, findings);
  const titles = taggers.map(({ title = null }) => excerpt(JSON.stringify(title))).slice(0, 5);
  const observed = taggers.length === 0 ? 'none' : `${taggers.length} (${titles.join(', ')})`;
  findings.refuse('MALFORMED_CONTENT', nowhere, { observed, expected: `one field with ${optionsKey}` });
  return null;
}
