import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CallerError } from '../../platform/caller-error';
import { optionalLocalId } from '../../platform/graphql/global-id';
import { notFound } from '../../platform/problem';
import type { TaxonomyReader } from '../../taxonomy';
import type { PilotFacts } from '../../taxonomy/domain';
import type { PublishedVersion, PublishedVersions } from '../queries/published-versions';
import { encodingFor, entityTag, hasAlready } from './entity-tag';

/** A token stands before every answer, so that no shared cache may keep one. */
const caching = {
  current: 'private, max-age=30, stale-while-revalidate=300',
  version: 'private, max-age=31536000, immutable',
} as const;

/** The other form that a version is fetched in, by its media type: made of the sealed content, and as unchanging. */
export interface LinkedData {
  readonly mediaType: string;
  isWanted(accept: string | undefined): boolean;
  bytes(found: PublishedVersion): Promise<Uint8Array>;
}

interface Wanted {
  readonly key: string;
  /** Null: the one in force. */
  readonly number: number | null;
  /** Whom it is for; null: anybody. */
  readonly asker: PilotFacts | null;
  readonly caching: string;
}

/**
 * Whom the version in force is asked for: `?department=&channel=&coder=`, each once; null where none is named. What is not known
 * to a pilot's scope is in none.
 */
function askerOf(query: Readonly<Record<string, unknown>>): PilotFacts | null {
  const [department, channel, coder] = ['department', 'channel', 'coder'].map((name) => {
    const given = query[name];
    if (given === undefined || typeof given === 'string') return given;
    throw new CallerError('BAD_USER_INPUT', `${name}: expected one, but got several`);
  });
  if (department === undefined && channel === undefined && coder === undefined) return null;
  return {
    department: optionalLocalId('Department', department, 'department'),
    channel: channel ?? null,
    coder: optionalLocalId('Coder', coder, 'coder'),
  };
}

/**
 * `GET` and `HEAD` of a version: the one in force, or the one of a number. Whoever says whom it is for gets the content of the
 * pilot that these are in, under its own tag. As JSON these are the sealed bytes as they are;
 * whoever prefers linked data gets that, under a tag of its own.
 */
export function snapshotRoutes(reader: TaxonomyReader, published: PublishedVersions, linked: LinkedData) {
  return [
    (app: FastifyInstance): void => {
      app.get<{ Params: { key: string }; Querystring: Readonly<Record<string, unknown>> }>(
        '/v1/taxonomies/:key/current',
        (request, reply) => {
          const asker = askerOf(request.query);
          const { key } = request.params;
          return sendSnapshot({ key, number: null, asker, caching: caching.current }, request, reply);
        },
      );
      app.get<{ Params: { key: string; number: string } }>(
        '/v1/taxonomies/:key/versions/:number',
        (request, reply) => {
          const { key, number } = request.params;
          if (/^[1-9]\d{0,8}$/.test(number))
            return sendSnapshot(
              { key, number: Number(number), asker: null, caching: caching.version },
              request,
              reply,
            );
          return reply
            .code(404)
            .send({ problem: notFound('published version', `${key}, version ${number}`) });
        },
      );
    },
  ];

  async function sendSnapshot(
    wanted: Wanted,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { principal, headers } = request;
    if (principal === null) throw new CallerError('UNAUTHENTICATED', 'expected a bearer token');
    const { key, number, asker } = wanted;
    const found =
      asker === null
        ? await published.find(principal, key, number)
        : await published.findFor(principal, key, asker);
    if (found === null) {
      const named = wanted.number === null ? wanted.key : `${wanted.key}, version ${wanted.number}`;
      return reply.code(404).send({ problem: notFound('version in force or published', named) });
    }
    const { version } = found;
    const isLinked = linked.isWanted(headers.accept);
    const tag = isLinked ? `${version.contentDigest}-ld` : version.contentDigest;
    reply
      .header('etag', entityTag(tag))
      .header('vary', 'Accept, Accept-Encoding, Authorization')
      .header('cache-control', wanted.caching)
      .header('taxonomy-version', String(version.number))
      .header('taxonomy-effective-from', version.effectiveFrom.toISOString());
    if (hasAlready(headers['if-none-match'], tag)) return reply.code(304).send();
    if (isLinked) return reply.type(linked.mediaType).send(Buffer.from(await linked.bytes(found)));
    const snapshot = await reader.snapshot(version, encodingFor(headers['accept-encoding']));
    if (snapshot === null) throw new Error(`version ${version.id} has no snapshot`);
    if (snapshot.encoding !== null) reply.header('content-encoding', snapshot.encoding);
    return reply.type(snapshot.mediaType).send(snapshot.bytes);
  }
}
