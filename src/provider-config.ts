import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { IdentityProviderSettings } from './access';
import {
  plainMapping,
  roles,
  signatureAlgorithms,
  type IdentityMapping,
  type SignatureAlgorithm,
} from './access/domain';

type Given = Readonly<Record<string, string | undefined>>;

/** What is read, and everything that is wrong with it. */
interface ReadProvider {
  readonly settings: IdentityProviderSettings | null;
  readonly faults: readonly string[];
}

const usualAlgorithms = 'RS256,PS256,ES256,EdDSA';

const claimPath = z
  .string()
  .min(1)
  .transform((path) => path.split('.'));
const grant = z.strictObject({ role: z.enum(roles), taxonomy: z.string().min(1).optional() });
const mappingFile = z.strictObject({
  name: claimPath.optional(),
  roles: claimPath.optional(),
  grants: z.record(z.string(), z.array(grant)).default({}),
});

/** The variables by themselves; what they mean together is for `identityProviderSettings`. */
export const providerVariables = {
  OIDC_ISSUER: z.string().refine(isSafeUrl, 'expected an https URL, or http on this machine').optional(),
  OIDC_AUDIENCE: z.string().min(1).optional(),
  OIDC_ALGORITHMS: z
    .string()
    .refine(
      (text) => text.split(',').every(isAlgorithm),
      `expected a list with commas of ${signatureAlgorithms.join(', ')}`,
    )
    .optional(),
  OIDC_CLOCK_TOLERANCE_SECONDS: z
    .string()
    .regex(/^(?:\d|[1-9]\d|1[01]\d|120)$/, 'expected 0 to 120')
    .optional(),
  OIDC_MAPPING: z.string().min(1).optional(),
};

/** The provider of identities that the variables name; null where they name none. */
export function identityProviderSettings(given: Given): ReadProvider {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = given;
  const isNamed = Object.keys(providerVariables).some((name) => given[name] !== undefined);
  if (!isNamed) return { settings: null, faults: [] };
  const missing = ['OIDC_ISSUER', 'OIDC_AUDIENCE']
    .filter((name) => given[name] === undefined)
    .map((name) => `${name}: expected it beside the other OIDC variables, but it is not set`);
  const mapping = readMapping(given['OIDC_MAPPING']);
  const faults = [...missing, ...mapping.faults];
  if (faults.length > 0 || issuer === undefined || audience === undefined) return { settings: null, faults };
  const algorithms = (given['OIDC_ALGORITHMS'] ?? usualAlgorithms).split(',').filter(isAlgorithm);
  const clockToleranceSeconds = Number(given['OIDC_CLOCK_TOLERANCE_SECONDS'] ?? 5);
  return {
    settings: { issuer, audience, algorithms, clockToleranceSeconds, mapping: mapping.value },
    faults,
  };
}

function readMapping(file: string | undefined): { value: IdentityMapping; faults: readonly string[] } {
  const fault = (what: string) => ({ value: plainMapping, faults: [`OIDC_MAPPING: ${what}`] });
  if (file === undefined) return { value: plainMapping, faults: [] };
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (problem) {
    return fault(`expected a file of JSON, but: ${(problem as Error).message}`);
  }
  const parsed = mappingFile.safeParse(content);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
    return fault(`expected {"name", "roles", "grants"}, but ${issues.join('; ')}`);
  }
  const { name, roles: rolesClaim, grants } = parsed.data;
  const mapped = Object.entries(grants).map(([word, given]) => [
    word,
    given.map(({ role, taxonomy }) => ({ role, taxonomyKey: taxonomy ?? null })),
  ]);
  const value = {
    nameClaim: name ?? plainMapping.nameClaim,
    rolesClaim: rolesClaim ?? plainMapping.rolesClaim,
    grants: Object.fromEntries(mapped) as IdentityMapping['grants'],
  };
  return { value, faults: [] };
}

const isAlgorithm = (text: string): text is SignatureAlgorithm =>
  (signatureAlgorithms as readonly string[]).includes(text);

/** Tokens and keys are worth nothing where somebody on the way can write them. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isHere);
}
