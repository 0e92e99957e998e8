import { excerpt, nowhere, type FindingList } from '../import-finding';
import { joinTexts } from './text-list';
import type { JsonObject, JsonValue } from './json-text';
import type { Row, Table } from './table';

/** A JSON text as it was read. */
export interface JsonSource {
  readonly value: JsonValue;
  readonly lineOf: ReadonlyMap<JsonObject, number>;
}

/**
 * The list of objects in a JSON file as a table: the text itself, or the one list of objects that its outermost object
 * holds, or the one under the key that `items` names. Null, and a refusal, where there is no such list or it is not clear
 * which one is meant.
 *
 * @example tableOfJson(parsed('{"version":"1","rows":[{"id":1}]}'), null, findings) // header ['id'], one row
 */
export function tableOfJson(source: JsonSource, items: string | null, findings: FindingList): Table | null {
  const list = listIn(source.value, items, findings);
  if (list === null) return null;
  const places = new Map<string, number>();
  for (const item of list) {
    for (const key of isObject(item) ? Object.keys(item) : [])
      if (!places.has(key)) places.set(key, places.size);
  }
  const rows: Row[] = [];
  list.forEach((item, at) => {
    if (isObject(item)) return rows.push(rowOf(item, places, source));
    const observed = `${excerpt(JSON.stringify(item))} at place ${at + 1}`;
    return findings.refuse('MALFORMED_CONTENT', nowhere, { observed, expected: 'a list of objects' });
  });
  return { header: [...places.keys()], headerLine: null, rows };
}

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isObjectList = (value: JsonValue): value is readonly JsonValue[] =>
  Array.isArray(value) && value.length > 0 && value.some(isObject);

function listIn(value: JsonValue, items: string | null, findings: FindingList): readonly JsonValue[] | null {
  if (items === null && Array.isArray(value)) return value as readonly JsonValue[];
  if (!isObject(value)) return refuseList('a value of another kind', findings);
  if (items !== null) {
    const named = value[items];
    if (Array.isArray(named)) return named as readonly JsonValue[];
    return refuseList(`none under the key ${excerpt(items)}`, findings);
  }
  const lists = Object.entries(value).filter(([, part]) => isObjectList(part));
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return only[1] as readonly JsonValue[];
  const names = lists.map(([name]) => excerpt(name)).join(', ');
  return refuseList(lists.length === 0 ? 'none' : `several (${names}): name one as items`, findings);
}

function refuseList(observed: string, findings: FindingList): null {
  findings.refuse('MALFORMED_CONTENT', nowhere, { observed, expected: 'a list of objects' });
  return null;
}

function rowOf(item: JsonObject, places: ReadonlyMap<string, number>, source: JsonSource): Row {
  const cells = new Array<string>(places.size).fill('');
  for (const [key, value] of Object.entries(item)) cells[places.get(key) ?? 0] = cellOf(value);
  return { line: source.lineOf.get(item) ?? 1, cells };
}

function cellOf(value: JsonValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return joinTexts(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
