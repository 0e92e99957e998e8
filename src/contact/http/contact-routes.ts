import type { FastifyInstance } from 'fastify';
import type { IngestReader } from '../queries/ingest-reader';
import { ingestRoute, type IngestServices } from './ingest-route';
import { rejectionsRoute } from './rejections-route';

/** The paths by which contacts come in, and by which it is told what could not be taken. */
export const contactRoutes = (
  services: IngestServices,
  reader: IngestReader,
): readonly ((app: FastifyInstance) => void)[] => [ingestRoute(services), rejectionsRoute(reader)];
