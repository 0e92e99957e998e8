import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { IdentityProviderSettings } from './access';
import { identityProviderSettings, providerVariables } from './provider-config';
import type { ConnectionSettings } from './platform/database/data-source';

export interface Config {
  readonly port: number;
  /** Where the embedded database and the tokens are kept. */
  readonly dataFolder: string;
  /** The user's own PostgreSQL; null starts the embedded one. */
  readonly database: OwnDatabase | null;
  /** Null lets the first start make one. */
  readonly adminToken: string | null;
  /** What customers are made pseudonyms of with; null: the key that the data folder keeps. */
  readonly customerKey: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly production: boolean;
  /** Whose signed tokens are accepted beside API keys; null: nobody's. */
  readonly identityProvider: IdentityProviderSettings | null;
}

export interface OwnDatabase {
  readonly runtime: ConnectionSettings;
  /** Migrates and owns the tables; the runtime's own connection where no other was given. */
  readonly owner: ConnectionSettings;
}

/** Everything that is wrong with the environment, at once. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const postgresUrl = z
  .string()
  .refine(isPostgresUrl, 'expected a URL such as postgres://user:password@host:5432/database');

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/, 'expected a whole number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'expected a port between 0 and 65535')
    .default(4000),
  CONCORDANCE_DATA: z.string().min(1, 'expected a folder').optional(),
  CONCORDANCE_ADMIN_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, 'expected 16 to 200 printable characters without space')
    .optional(),
  CONCORDANCE_CUSTOMER_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{32,200}$/, 'expected 32 to 200 printable characters without space')
    .optional(),
  CONCORDANCE_LOG: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'expected debug, info, warn, error or silent')
    .optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  NODE_ENV: z.string().optional(),
  ...providerVariables,
});

/**
 * Reads the whole configuration from the environment, the only place where that happens.
 * Throws a `ConfigError` that names every variable that is wrong, what came and what was expected.
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => faultOf(issue, given));
  if (given['DATABASE_OWNER_URL'] !== undefined && given['DATABASE_URL'] === undefined) {
    faults.push('DATABASE_OWNER_URL: expected DATABASE_URL beside it, but it is not set');
  }
  const provider = identityProviderSettings(given);
  faults.push(...provider.faults);
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const settings = parsed.data;
  const isProduction = settings.NODE_ENV === 'production';
  return {
    port: settings.PORT,
    dataFolder: resolve(settings.CONCORDANCE_DATA ?? join(process.cwd(), '.concordance')),
    database: ownDatabase(settings.DATABASE_URL, settings.DATABASE_OWNER_URL),
    adminToken: settings.CONCORDANCE_ADMIN_TOKEN ?? null,
    customerKey: settings.CONCORDANCE_CUSTOMER_KEY ?? null,
    logLevel: settings.CONCORDANCE_LOG ?? (isProduction ? 'info' : 'warn'),
    production: isProduction,
    identityProvider: provider.settings,
  };
}

/** What the command-line client needs to know; nothing of it is asked for by the service. */
export interface ClientConfig {
  readonly url: string;
  readonly token: string | null;
  readonly dataFolder: string;
}

export function readClientConfig(variables: NodeJS.ProcessEnv = process.env): ClientConfig {
  return {
    url: variables['CONCORDANCE_URL'] ?? `http://127.0.0.1:${variables['PORT'] ?? 4000}`,
    token: variables['CONCORDANCE_TOKEN'] ?? null,
    dataFolder: resolve(variables['CONCORDANCE_DATA'] ?? join(process.cwd(), '.concordance')),
  };
}

function ownDatabase(runtimeUrl: string | undefined, ownerUrl: string | undefined): OwnDatabase | null {
  if (runtimeUrl === undefined) return null;
  const runtime = { url: runtimeUrl };
  return { runtime, owner: { url: ownerUrl ?? runtimeUrl } };
}

function faultOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const isSecret = name !== 'PORT' && name !== 'CONCORDANCE_LOG' && name !== 'CONCORDANCE_DATA';
  return `${name}: ${issue.message}, but got ${isSecret ? 'something else' : JSON.stringify(given[name])}`;
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, username, password } = new URL(text);
  const isPostgres = protocol === 'postgres:' || protocol === 'postgresql:';
  return isPostgres && pathname.length > 1 && [username, password, pathname].every(isDecodable);
}

/** A password with a bare % in it is not: it has to be written as %25. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
