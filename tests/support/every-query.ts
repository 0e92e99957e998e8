import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { leaves, merged, sizeOf, textOfTree, under, type SelectionTree } from './selection-tree';

/**
 * What an argument may be given, as GraphQL text, by `Type.field.argument`, `Input.field` or the name alone: ids and
 * keys of the scene. An argument that no entry covers is a fault of the test, so that none is left out unnoticed.
 */
export type ArgumentPool = Readonly<Record<string, readonly string[]>>;

const largestSelection = 220;
const deepest = 9;

interface Place {
  readonly path: readonly string[];
  readonly type: GraphQLObjectType;
}

/** Documents that reach, from every root field, every field of every type that is reachable from it. */
export class EveryQuery {
  private made: readonly string[] | null = null;
  private fewest: readonly string[] | null = null;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly pool: ArgumentPool,
  ) {}

  /** Of every root field but `node`: all that lies behind it, and each way of narrowing and ordering its answer. */
  documents(): readonly string[] {
    this.made ??= this.all();
    return this.made;
  }

  /** As few of them as reach every field. */
  fewestDocuments(): readonly string[] {
    this.fewest ??= fewestDocuments(this.schema, this.documents());
    return this.fewest;
  }

  private all(): readonly string[] {
    const own = this.roots.flatMap((root) => [
      ...this.behind(root),
      ...this.variantsAt({ path: [], type: this.query }, root),
    ]);
    return [...new Set(own)];
  }

  /** The same for the fields below, each on the shortest way to it. */
  documentsOfFieldsBelow(): readonly string[] {
    const starts = this.roots.flatMap((root) =>
      this.givings(this.query, root)
        .slice(0, 1)
        .flatMap((given) => placesAt([callOf(root, given)], getNamedType(root.type), this.schema)),
    );
    const below = this.placesBehind(starts, deepest - 3).flatMap((place) =>
      Object.values(place.type.getFields()).flatMap((field) => this.variantsAt(place, field)),
    );
    return [...new Set(below)];
  }

  /** Everything behind one id, reached by `node`. */
  documentsOfNode(id: string, type: string, depth = deepest): readonly string[] {
    const object = this.schema.getType(type);
    if (!isObjectType(object)) return [`{ node(id: ${JSON.stringify(id)}) { __typename id } }`];
    const path = [`node(id: ${JSON.stringify(id)})`, `... on ${type}`];
    return this.packed([{ path, type: object }], depth);
  }

  private get roots(): readonly GraphQLField<unknown, unknown>[] {
    return Object.values(this.query.getFields()).filter(({ name }) => name !== 'node');
  }

  private get query(): GraphQLObjectType {
    const query = this.schema.getQueryType();
    if (!query) throw new Error('the schema has no queries');
    return query;
  }

  private behind(root: GraphQLField<unknown, unknown>): readonly string[] {
    const type = getNamedType(root.type);
    return this.givings(this.query, root).flatMap((given) =>
      this.packed(placesAt([callOf(root, given)], type, this.schema), deepest),
    );
  }

  /** A field with each argument that may be left out in turn. */
  private variantsAt({ path, type }: Place, field: GraphQLField<unknown, unknown>): readonly string[] {
    const base = this.givings(type, field)[0] ?? {};
    const inner = getNamedType(field.type);
    return field.args
      .filter((argument) => !isRequiredArgument(argument))
      .flatMap((argument) => this.candidates(`${type.name}.${field.name}`, argument))
      .flatMap(({ name, text }) => {
        const call = callOf(field, { ...base, [name]: text });
        if (isLeafType(inner)) return [textOfTree(under(path, leaves([call])))];
        return placesAt([...path, call], inner, this.schema).flatMap((at) =>
          this.packed([at], path.length + 3),
        );
      });
  }

  /** Each way of giving the arguments that must be given. */
  private givings(
    parent: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
  ): readonly Readonly<Record<string, string>>[] {
    return field.args.filter(isRequiredArgument).reduce<readonly Record<string, string>[]>(
      (known, argument) =>
        known.flatMap((given) =>
          this.candidates(`${parent.name}.${field.name}`, argument).map(({ text }) => ({
            ...given,
            [argument.name]: text,
          })),
        ),
      [{}],
    );
  }

  private candidates(
    at: string,
    argument: GraphQLArgument,
  ): readonly { readonly name: string; readonly text: string }[] {
    return this.valuesOf(`${at}.${argument.name}`, argument.name, argument.type).map((text) => ({
      name: argument.name,
      text,
    }));
  }

  private valuesOf(at: string, name: string, given: GraphQLInputType): readonly string[] {
    const pooled = this.pool[at] ?? this.pool[name];
    if (pooled !== undefined) return pooled;
    const type = getNullableType(given);
    if (isListType(type)) return this.valuesOf(at, name, type.ofType).map((text) => `[${text}]`);
    if (isEnumType(type)) return type.getValues().map((value) => value.name);
    if (isInputObjectType(type))
      return Object.values(type.getFields()).flatMap((field) =>
        this.valuesOf(`${type.name}.${field.name}`, field.name, field.type).map(
          (text) => `{ ${field.name}: ${text} }`,
        ),
      );
    if ('name' in type && type.name === 'Boolean') return ['true', 'false'];
    throw new Error(`expected values for ${at} in the pool of the test, but there are none`);
  }

  /** The shortest way to each type behind the given places. */
  private placesBehind(starts: readonly Place[], depth: number): readonly Place[] {
    const seen = new Map<string, Place>();
    let edge = starts;
    while (edge.length > 0) {
      const fresh = edge.filter(({ type }) => !seen.has(type.name));
      for (const place of fresh) if (!seen.has(place.type.name)) seen.set(place.type.name, place);
      edge = fresh
        .filter(({ path }) => path.length < depth)
        .flatMap(({ path, type }) =>
          Object.values(type.getFields()).flatMap((field) => {
            const [given] = this.givings(type, field);
            const inner = getNamedType(field.type);
            return given === undefined || isLeafType(inner)
              ? []
              : placesAt([...path, callOf(field, given)], inner, this.schema);
          }),
        );
    }
    return [...seen.values()];
  }

  /** As few documents as the limits of the service allow. */
  private packed(starts: readonly Place[], depth: number): readonly string[] {
    const documents: SelectionTree[] = [];
    for (const { path, type } of this.placesBehind(starts, depth)) {
      for (const tree of this.ownFields(type)) {
        const wanted = under(path, tree);
        const last = documents.at(-1);
        const both = last === undefined ? null : merged(last, wanted);
        if (both !== null && sizeOf(both) <= largestSelection) documents[documents.length - 1] = both;
        else documents.push(wanted);
      }
    }
    if (documents.length === 0) return starts.map(({ path }) => textOfTree(under(path, leaves([]))));
    return documents.map(textOfTree);
  }

  /** All fields of a type; of an object behind one, what it says of itself. One tree, or more where they do not go together. */
  private ownFields(type: GraphQLObjectType): readonly SelectionTree[] {
    const trees = Object.values(type.getFields()).flatMap((field) =>
      this.givings(type, field).flatMap((given) => {
        const inner = getNamedType(field.type);
        if (isLeafType(inner)) return [leaves([callOf(field, given)])];
        return placesAt([callOf(field, given)], inner, this.schema).flatMap((place) => this.said(place));
      }),
    );
    const packed: SelectionTree[] = [];
    for (const tree of [leaves(['__typename']), ...trees]) {
      const last = packed.at(-1);
      const both = last === undefined ? null : merged(last, tree);
      if (both === null) packed.push(tree);
      else packed[packed.length - 1] = both;
    }
    return packed;
  }

  /** What an object says of itself; of a page, also what its nodes say, which may be reached nowhere else. */
  private said({ path, type }: Place): readonly SelectionTree[] {
    const nodes = type.getFields()['nodes'];
    const inPage =
      nodes === undefined ? [] : placesAt([...path, 'nodes'], getNamedType(nodes.type), this.schema);
    return [{ path, type }, ...inPage].map((place) =>
      under(place.path, leaves(this.plainFields(place.type))),
    );
  }

  private plainFields(type: GraphQLObjectType): readonly string[] {
    const plain = Object.values(type.getFields()).filter(
      (field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument),
    );
    return ['__typename', ...plain.map(({ name }) => name)];
  }
}

const callOf = (
  { name }: GraphQLField<unknown, unknown>,
  given: Readonly<Record<string, string>>,
): string => {
  const texts = Object.entries(given).map(([argument, text]) => `${argument}: ${text}`);
  return texts.length === 0 ? name : `${name}(${texts.join(', ')})`;
};

/** Where an answer may be of several types, a place for each. */
function placesAt(path: readonly string[], type: unknown, schema: GraphQLSchema): readonly Place[] {
  if (isObjectType(type)) return [{ path, type }];
  if (!isAbstractType(type)) return [];
  const possible = schema.getPossibleTypes(type);
  return possible.map((member) => ({ path: [...path, `... on ${member.name}`], type: member }));
}

/** Each `Type.field` that the documents ask for. */
export function fieldsAskedBy(schema: GraphQLSchema, documents: readonly string[]): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const document of documents) {
    const info = new TypeInfo(schema);
    visit(
      parse(document),
      visitWithTypeInfo(info, {
        Field: ({ name }) => {
          const parent = info.getParentType();
          if (parent) asked.add(`${parent.name}.${name.value}`);
        },
      }),
    );
  }
  return asked;
}

/** The documents that each ask for a field that none before them asks for. */
export function fewestDocuments(schema: GraphQLSchema, documents: readonly string[]): readonly string[] {
  const asked = new Set<string>();
  return documents.filter((document) => {
    const before = asked.size;
    for (const field of fieldsAskedBy(schema, [document])) asked.add(field);
    return asked.size > before;
  });
}

/** Each `Type.field` that can be asked for at all: of the types behind the root fields. */
export function fieldsBehindQueries(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = new Set<string>();
  const seen = new Set<string>();
  const visitType = (type: unknown): void => {
    if (!isCompositeType(type)) return;
    if (seen.has(type.name)) return;
    seen.add(type.name);
    if (isAbstractType(type)) {
      schema.getPossibleTypes(type).forEach(visitType);
      return;
    }
    for (const field of Object.values((type as GraphQLObjectType).getFields())) {
      fields.add(`${type.name}.${field.name}`);
      visitType(getNamedType(field.type));
    }
  };
  visitType(schema.getQueryType());
  return fields;
}
