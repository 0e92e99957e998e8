import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CallerError } from '../../platform/caller-error';
import { notFound } from '../../platform/problem';
import type { PublishedVersions } from '../../distribution';
import { exportCsv } from '../domain';
import { problemAnswer } from './import-answer';
import { strictParameters } from './import-parameters';
import type { TaxonomyReader } from '../../taxonomy';

const parameters = {
  format: z.enum(['csv', 'json']),
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'expected the number of a version')
    .transform(Number)
    .optional(),
};

/** `GET /v1/taxonomies/:key/exports`: a published version, the one in force where none is named, as a file. */
export function exportRoute(reader: TaxonomyReader, published: PublishedVersions) {
  return (app: FastifyInstance): void => {
    app.get<{ Params: { key: string } }>('/v1/taxonomies/:key/exports', async (request, reply) => {
      const { principal, params, query } = request;
      if (principal === null) throw new CallerError('UNAUTHENTICATED', 'expected a bearer token');
      const { format, version: number = null } = strictParameters(parameters, query);
      const found = await published.find(principal, params.key, number);
      if (found === null) {
        const named = number === null ? params.key : `${params.key}, version ${number}`;
        const { status, body } = problemAnswer(notFound('published version', named));
        return reply.code(status).send(body);
      }
      const { taxonomy, version } = found;
      const name = `${taxonomy.key}-v${version.number}.${format}`;
      reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'private, no-cache');
      reply.header('taxonomy-version', String(version.number));
      if (format === 'json') {
        const snapshot = await reader.snapshot(version, null);
        return reply.type(snapshot?.mediaType ?? 'application/json').send(snapshot?.bytes);
      }
      const tree = await reader.contentOfVersion(version);
      const csv = exportCsv({ taxonomyKey: taxonomy.key, languages: taxonomy.languages, tree });
      return reply.type('text/csv; charset=utf-8').send(csv);
    });
  };
}
