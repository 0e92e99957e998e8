import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

/** What the query string of a file of owners says. */
export const ownersParameters = {
  dryRun: flag.optional(),
  acceptNames: flag.optional(),
  because: z.string().max(50_000).optional(),
};
