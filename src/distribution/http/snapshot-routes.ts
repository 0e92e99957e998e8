import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CallerError } from '../../platform/caller-error';
import { notFound } from '../../platform/problem';
import type { TaxonomyReader } from '../../taxonomy';
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

/**
 * `GET` and `HEAD` of a version: the one in force, or the one of a number. As JSON these are the sealed bytes as they are;
 * whoever prefers linked data gets that, under a tag of its own.
 */
export function snapshotRoutes(reader: TaxonomyReader, published: PublishedVersions, linked: LinkedData) {
  return [
    (app: FastifyInstance): void => {
      app.get<{ Params: { key: string } }>('/v1/taxonomies/:key/current', (request, reply) =>
        sendSnapshot({ key: request.params.key, number: null, caching: caching.current }, request, reply),
      );
      app.get<{ Params: { key: string; number: string } }>(
        '/v1/taxonomies/:key/versions/:number',
        (request, reply) => {
          const { key, number } = request.params;
          if (/^[1-9]\d{0,8}$/.test(number))
            return sendSnapshot({ key, number: Number(number), caching: caching.version }, request, reply);
          return reply
            .code(404)
            .send({ problem: notFound('published version', `${key}, version ${number}`) });
        },
      );
    },
  ];

  async function sendSnapshot(
    wanted: { readonly key: string; readonly number: number | null; readonly caching: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { principal, headers } = request;
    if (principal === null) throw new CallerError('UNAUTHENTICATED', 'expected a bearer token');
    const found = await published.find(principal, wanted.key, wanted.number);
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
