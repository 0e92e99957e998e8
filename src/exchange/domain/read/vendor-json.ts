import { textLimits } from '../../../platform/text';
import { excerpt, nowhere, type FindingList, type Spot } from '../import-finding';
import { decodeText } from './decode-text';
import type { JsonObject, JsonValue } from './json-text';
import type { JsonSource } from './json-table';
import { maxRows } from './read-file';
import { parsedJson } from './read-json';
import { storedCell } from './stored-cell';

/** The place of a value: the line of the object it is in. */
export const spotOf = ({ lineOf }: JsonSource, object: JsonObject): Spot => ({
  line: lineOf.get(object) ?? null,
  column: null,
});

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON of a vendor's file; null, and a refusal, where it is none. */
export function vendorJson(bytes: Uint8Array, findings: FindingList): JsonSource | null {
  const text = decodeText(bytes, 'utf-8', findings);
  return text === null ? null : parsedJson(text, findings);
}

/**
 * The objects of a list, each of which another one must be. Null, and refusals, where it is no such list, or a longer one
 * than is read.
 */
export function objectsOf(
  list: JsonValue | undefined,
  expected: string,
  findings: FindingList,
): readonly JsonObject[] | null {
  if (!Array.isArray(list)) {
    refuseShape(list, expected, { spot: nowhere, findings });
    return null;
  }
  if (list.length > maxRows) {
    findings.refuse('TOO_MANY_ROWS', nowhere, {
      observed: String(list.length),
      expected: `at most ${maxRows}`,
    });
    return null;
  }
  const items = list as readonly JsonValue[];
  items.forEach((item, at) => {
    if (isJsonObject(item)) return;
    const observed = `${excerpt(JSON.stringify(item))} at place ${at + 1}`;
    findings.refuse('MALFORMED_CONTENT', nowhere, { observed, expected: 'a list of objects' });
  });
  return items.filter(isJsonObject);
}

export interface ShapePlace {
  readonly spot: Spot;
  readonly findings: FindingList;
}

/** A text under a key of an object; null, and a refusal with its line, where it is another thing or none. */
export function textUnder(object: JsonObject, key: string, place: ShapePlace): string | null {
  const value = object[key];
  if (typeof value === 'string') return value;
  refuseShape(value, `a text under ${excerpt(key)}`, place);
  return null;
}

export function refuseShape(
  value: JsonValue | undefined,
  expected: string,
  { spot, findings }: ShapePlace,
): void {
  const observed = value === undefined ? 'nothing' : excerpt(JSON.stringify(value));
  findings.refuse('MALFORMED_CONTENT', spot, { observed, expected });
}

/** The names of a path as labels; null, and refusals, where one of them is malformed or there is none. */
export function pathIn(name: string, between: string, place: ShapePlace): readonly string[] | null {
  const rule = { field: 'label', maxLength: textLimits.label };
  const path = name.split(between).map((part) => storedCell(part, rule, place));
  const whole = path.filter((label) => label !== null);
  return whole.length === path.length ? whole : null;
}
