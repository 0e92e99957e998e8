import { registerEnumType } from 'type-graphql';

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
