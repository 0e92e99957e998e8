import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signedIn } from '../../access';
import { CallerError } from '../../platform/caller-error';
import { notFound } from '../../platform/problem';
import type { PublishedVersions } from '../../distribution';
import {
  acceptedFormat,
  delimiters,
  encodings,
  exportOptions,
  faultOfExport,
  importFormats,
  lossReasons,
  type Delimiter,
  type ExportOptions,
  type ImportFormat,
} from '../domain';
import type { ExportedVersions, FoundVersion } from '../queries/exported-versions';
import { problemAnswer } from './import-answer';
import { strictParameters } from './import-parameters';
import type { TaxonomyReader } from '../../taxonomy';

const parameters = {
  format: z.enum(importFormats).optional(),
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'expected the number of a version')
    .transform(Number)
    .optional(),
  language: z.string().max(40).optional(),
  delimiter: z.enum(Object.keys(delimiters) as [Delimiter, ...Delimiter[]]).optional(),
  encoding: z.enum(encodings).optional(),
};

/** What an export over HTTP needs of the service. */
export interface ExportServices {
  readonly reader: TaxonomyReader;
  readonly published: PublishedVersions;
  readonly exported: ExportedVersions;
}

type ExportRequest = FastifyRequest<{ Params: { key: string } }>;

interface Wanted {
  readonly found: FoundVersion;
  readonly options: ExportOptions;
}

/**
 * `GET /v1/taxonomies/:key/exports`: a published version, the one in force where none is named, as a file; the format by its
 * name or by a media type. `.../exports/losses` with the same parameters tells what that file does not carry.
 */
export function exportRoute(services: ExportServices) {
  return (app: FastifyInstance): void => {
    app.get<{ Params: { key: string } }>('/v1/taxonomies/:key/exports', (request, reply) =>
      answer(services, { request, reply, send: sendFile }),
    );
    app.get<{ Params: { key: string } }>('/v1/taxonomies/:key/exports/losses', (request, reply) =>
      answer(services, { request, reply, send: sendLosses }),
    );
  };
}

interface Exchange {
  readonly request: ExportRequest;
  readonly reply: FastifyReply;
  readonly send: (services: ExportServices, wanted: Wanted, reply: FastifyReply) => Promise<FastifyReply>;
}

async function answer(services: ExportServices, { request, reply, send }: Exchange): Promise<FastifyReply> {
  const { params, query } = request;
  const principal = signedIn(request.principal);
  const { version: number = null, format, ...options } = strictParameters(parameters, query);
  const wish = { ...options, format: format ?? formatAsked(request) };
  const found = await services.published.find(principal, params.key, number);
  reply.header('vary', 'Accept, Authorization');
  if (found === null) {
    const named = number === null ? params.key : `${params.key}, version ${number}`;
    const { status, body } = problemAnswer(notFound('published version', named));
    return reply.code(status).send(body);
  }
  const { languages } = found.taxonomy;
  const fault = faultOfExport(wish, languages);
  if (fault !== null) throw new CallerError('BAD_USER_INPUT', fault);
  return send(services, { found, options: exportOptions(wish, languages) }, reply);
}

/** A star asks for nothing in particular, and an export is of something. */
function formatAsked({ headers: { accept } }: ExportRequest): ImportFormat {
  const isNamed = accept !== undefined && !accept.split(',').some((part) => part.trim().startsWith('*/*'));
  const format = isNamed ? acceptedFormat(accept, importFormats) : null;
  if (format !== null) return format;
  const expected = `format: expected one of ${importFormats.join(', ')}, or a media type of one of them under Accept`;
  throw new CallerError('BAD_USER_INPUT', expected);
}

async function sendFile(
  { exported, reader }: ExportServices,
  { found, options }: Wanted,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { taxonomy, version } = found;
  const { total } = await exported.losses(found, options);
  const file = await exported.file(found, options);
  const losses = `/v1/taxonomies/${taxonomy.key}/exports/losses?${lossQuery(version.number, options).toString()}`;
  reply
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .header('cache-control', 'private, no-cache')
    .header('taxonomy-version', String(version.number))
    .header('export-losses', String(total))
    .header('link', `<${losses}>; rel="describedby"`);
  // The sealed bytes themselves, whatever form a later service would write.
  const sealed = options.format === 'json' ? await reader.snapshot(version, null) : null;
  return reply.type(sealed?.mediaType ?? file.mediaType).send(sealed?.bytes ?? Buffer.from(file.bytes));
}

const lossQuery = (
  version: number,
  { format, language, delimiter, encoding }: ExportOptions,
): URLSearchParams =>
  new URLSearchParams({
    ...{ format, version: String(version), language },
    ...(format === 'csv' ? { delimiter, encoding } : {}),
  });

async function sendLosses(
  { exported }: ExportServices,
  { found, options }: Wanted,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { losses, total } = await exported.losses(found, options);
  return reply.header('cache-control', 'private, no-cache').send({
    ...{ taxonomy: found.taxonomy.key, version: found.version.number },
    ...{ format: options.format, language: options.language, total },
    losses: losses.map((loss) => ({ ...loss, because: lossReasons[loss.reason] })),
  });
}
