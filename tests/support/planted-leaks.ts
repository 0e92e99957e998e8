import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import type { Application } from '../../src/composition';
import type { TestDatabase } from './test-database';
import { onConnection } from './test-server';

interface SecretCode {
  readonly itemId: string;
  readonly code: string;
}

type Wrap = (given: unknown, codes: readonly string[], secrets: readonly SecretCode[]) => unknown;

/** Ways in which a service could tell of codes: each by a field whose answer is changed by what the codes are. */
export interface PlantedLeak {
  readonly what: string;
  readonly type: string;
  readonly field: string;
  readonly wrap: Wrap;
}

const countOf = (codes: readonly string[], part: string): number =>
  codes.filter((code) => code.includes(part)).length;

interface ItemNode {
  readonly record: { readonly id: string };
}

interface Connection {
  readonly nodes: readonly ItemNode[];
}

const isTelling = (codes: readonly string[]): boolean => countOf(codes, 'a secret note') > 0;

let kept: unknown = null;

export const plantedLeaks: readonly PlantedLeak[] = [
  {
    what: 'a count of codes of a kind',
    ...{ type: 'SessionProgress', field: 'coded' },
    wrap: (_given, codes) => countOf(codes, '"outcome":"NO_REASON_FITS"'),
  },
  {
    what: 'an order by codes',
    ...{ type: 'Session', field: 'items' },
    wrap: (given, _codes, secrets) => {
      const page = given as Connection;
      const codesOf = ({ record }: ItemNode): string =>
        secrets.flatMap(({ itemId, code }) => (itemId === record.id ? [code] : [])).join();
      return {
        ...page,
        nodes: page.nodes.toSorted((one, other) => (codesOf(one) < codesOf(other) ? -1 : 1)),
      };
    },
  },
  {
    what: 'a code in clear in the history',
    ...{ type: 'Change', field: 'after' },
    wrap: (given, codes) => (given === null ? null : { ...(given as object), code: codes[0] }),
  },
  {
    what: 'an error that depends on a code',
    ...{ type: 'SessionItem', field: 'notes' },
    wrap: (given, codes) => {
      if (isTelling(codes)) throw new Error('duplicate key value violates a constraint');
      return given;
    },
  },
  {
    what: 'an answer that is kept for one asker and given to the next',
    ...{ type: 'Session', field: 'title' },
    wrap: (given, codes) => {
      kept = codes[0];
      return `${String(given)} ${String(kept)}`;
    },
  },
  {
    what: 'a moment or revision that moves with the code',
    ...{ type: 'Session', field: 'revision' },
    wrap: (given, codes) => Number(given) + countOf(codes, '"confidence":5'),
  },
  {
    what: 'an object that is there or not',
    ...{ type: 'Query', field: 'verifyReveal' },
    wrap: (given, codes) => (isTelling(codes) ? { sound: true, total: 0, matching: 0, codings: [] } : given),
  },
  {
    what: 'how far a coder of an audit is, by a kind of code',
    ...{ type: 'AuditCoder', field: 'coded' },
    wrap: (_given, codes) => countOf(codes, '"outcome":"NO_REASON_FITS"'),
  },
  {
    what: 'a length',
    ...{ type: 'Session', field: 'title' },
    wrap: (given, codes) => `${String(given)}${' '.repeat(codes.join('').length % 97)}`,
  },
];

/** Plants a leak in the schema that is served. */
export const planted =
  ({ type, field, wrap }: PlantedLeak) =>
  (application: Application, database: TestDatabase): Application => {
    const known = fieldOf(application.schema, type, field);
    const resolve = known.resolve ?? defaultResolver;
    // Once: to read them locks their table against everybody else.
    const read = secretCodes(database);
    known.resolve = async (...given) => {
      const secrets = await read;
      const codes = secrets.map(({ code }) => code);
      return wrap(await resolve(...given), codes, secrets);
    };
    return application;
  };

const defaultResolver: GraphQLFieldResolver<unknown, unknown> = (source, _given, _context, { fieldName }) =>
  (source as Readonly<Record<string, unknown>>)[fieldName];

function fieldOf(schema: GraphQLSchema, type: string, field: string) {
  const object = schema.getType(type);
  const known = isObjectType(object) ? object.getFields()[field] : undefined;
  if (known === undefined) throw new Error(`expected a field ${type}.${field}`);
  return known;
}

/** As the owner of the tables could read them; those of the coder who came last first, which differ between the twins. */
const secretCodes = (database: TestDatabase): Promise<readonly SecretCode[]> =>
  onConnection(database.owner, async (client) => {
    await client.query('BEGIN');
    await client.query('ALTER TABLE blind_code NO FORCE ROW LEVEL SECURITY');
    const { rows } = await client.query<SecretCode>(
      `SELECT b.item_id AS "itemId", b.code FROM blind_code b LEFT JOIN calibration_session s ON s.id = b.session_id
       LEFT JOIN audit a ON a.id = b.audit_id WHERE coalesce(s.state, a.state) = 'OPEN'
       ORDER BY b.coder_id DESC, b.session_id, b.audit_id, b.item_id, b.content, b.revision`,
    );
    await client.query('ROLLBACK');
    return rows;
  });
