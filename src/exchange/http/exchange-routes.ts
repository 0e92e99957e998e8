import type { FastifyInstance } from 'fastify';
import { correspondenceRoute } from './correspondence-route';
import { exportRoute, type ExportServices } from './export-route';
import { importRoute, type ImportServices } from './import-route';

/** The paths by which files come in and go out. */
export const exchangeRoutes = (
  services: ImportServices & ExportServices,
): readonly ((app: FastifyInstance) => void)[] => [
  importRoute(services),
  correspondenceRoute(services),
  exportRoute(services),
];
