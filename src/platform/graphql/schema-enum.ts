import { registerEnumType } from 'type-graphql';

type EnumOf<Value extends string> = { readonly [Name in Value]: Name };

/** Registers a closed list of words as an enum of the schema, with a sentence for each of them. */
export function schemaEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): EnumOf<Value> {
  const names = Object.keys(values) as Value[];
  const enumObject = Object.fromEntries(names.map((value) => [value, value])) as EnumOf<Value>;
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType<EnumOf<Value>>(enumObject, { name, description, valuesConfig: valuesConfig as never });
  return enumObject;
}

/** A word of the code as the schema shows it: `publishVersion` as PUBLISH_VERSION. */
export const upperCaseName = (word: string): string =>
  word.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();

/** Registers a closed list of words of the code as an enum of the schema, with a sentence for each of them. */
export function wordEnum<Word extends string>(
  name: string,
  description: string,
  words: Readonly<Record<Word, string>>,
): Readonly<Record<string, Word>> {
  const entries = Object.entries<string>(words);
  const enumObject = Object.fromEntries(entries.map(([word]) => [upperCaseName(word), word as Word]));
  const valuesConfig = Object.fromEntries(
    entries.map(([word, sentence]) => [upperCaseName(word), { description: sentence }]),
  );
  registerEnumType(enumObject, { name, description, valuesConfig });
  return enumObject;
}
