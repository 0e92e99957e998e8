import type { FastifyInstance } from 'fastify';
import type { PublishedVersions } from '../../distribution';
import { correspondenceRoute } from './correspondence-route';
import { exportRoute } from './export-route';
import { importRoute, type ImportServices } from './import-route';

/** The paths by which files come in and go out. */
export const exchangeRoutes = (
  services: ImportServices,
  published: PublishedVersions,
): readonly ((app: FastifyInstance) => void)[] => [
  importRoute(services),
  correspondenceRoute(services),
  exportRoute(services.reader, published),
];
