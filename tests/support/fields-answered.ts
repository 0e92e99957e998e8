import {
  getNamedType,
  isObjectType,
  Kind,
  parse,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** What answers to documents hold: the name of each type of which an object is there, and of each field with a value. */
export class FieldsAnswered {
  readonly names = new Set<string>();

  constructor(private readonly schema: GraphQLSchema) {}

  note(document: string, data: unknown): void {
    const query = this.schema.getQueryType();
    for (const definition of parse(document).definitions)
      if (definition.kind === Kind.OPERATION_DEFINITION && query)
        this.walk(definition.selectionSet, query, data);
  }

  private walk({ selections }: SelectionSetNode, type: GraphQLObjectType, data: unknown): void {
    if (Array.isArray(data)) {
      for (const one of data) this.walk({ kind: Kind.SELECTION_SET, selections }, type, one);
      return;
    }
    if (!isRecord(data)) return;
    const own = this.schema.getType(String(data['__typename'] ?? type.name));
    const object = isObjectType(own) ? own : type;
    this.names.add(object.name);
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition?.name.value === object.name)
        this.walk(selection.selectionSet, object, data);
      if (selection.kind !== Kind.FIELD) continue;
      const value = data[(selection.alias ?? selection.name).value];
      const field = object.getFields()[selection.name.value];
      if (field === undefined || value === null || value === undefined) continue;
      this.names.add(`${object.name}.${field.name}`);
      const inner = getNamedType(field.type);
      if (selection.selectionSet)
        this.walk(selection.selectionSet, isObjectType(inner) ? inner : object, value);
    }
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
