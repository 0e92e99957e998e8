import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One expected number of a reference case. */
export interface ExpectedEntry {
  readonly statistic: string;
  readonly variant?: Readonly<Record<string, unknown>>;
  readonly value: number | null | readonly number[];
  readonly tolerance: number;
  readonly se?: number;
  readonly se_tolerance?: number;
  readonly se_kind?: string;
  readonly se_boot?: number;
  readonly ci?: readonly [number, number];
  readonly ci_tolerance?: number;
  readonly observed?: number;
  readonly chance?: number;
  readonly z_h0?: number;
  readonly p_value?: number;
  readonly df?: number;
  readonly extra?: { readonly se_h0?: number; readonly z_h0?: number };
}

export interface PrimitiveEntry {
  readonly fn: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly value: number | readonly number[];
  readonly tolerance: number;
}

export interface EdgeCase {
  readonly name: string;
  readonly ratings: readonly (readonly (string | null)[])[];
  readonly declared_categories: readonly string[];
  readonly expected: readonly {
    readonly statistic: string;
    readonly value: number | null;
    readonly tolerance: number;
  }[];
}

export interface ReferenceCase {
  readonly name: string;
  readonly kind: 'ratings' | 'table' | 'counts' | 'sets' | 'latent' | 'edge' | 'primitives';
  readonly categories?: readonly (string | number)[];
  readonly raters?: readonly (string | number)[];
  readonly items?: readonly (string | number)[];
  readonly ratings?: readonly (readonly unknown[])[];
  readonly table?: readonly (readonly number[])[];
  readonly counts?: readonly (readonly number[])[];
  readonly distance_matrix?: readonly (readonly number[])[];
  readonly ratings_long?: readonly {
    readonly item: number;
    readonly rater: number;
    readonly rating: number;
  }[];
  readonly cases?: readonly EdgeCase[];
  readonly expected?: readonly unknown[];
}

const root = process.env['CONCORDANCE_REFERENCE'] ?? resolve(__dirname, '../../../../../shared/reference');

export const agreementFolder = join(root, 'agreement');

/** The reference cases, or none where the folder is absent. */
export function referenceCases(): readonly ReferenceCase[] {
  if (!existsSync(agreementFolder)) return [];
  return readdirSync(agreementFolder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(agreementFolder, name), 'utf8')) as ReferenceCase);
}

export const referenceText = (name: string): string => readFileSync(join(agreementFolder, name), 'utf8');
