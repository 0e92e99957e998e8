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
