import type { Problem } from '../../platform/problem';

export interface ResolutionFault {
  /** Such as code, labels, validFrom or validUntil. */
  readonly field: string;
  readonly message: string;
}

/** A resolution that cannot be as it was wished: all faults at once. */
export interface ResolutionRefused extends Problem {
  readonly code: 'RESOLUTION_REFUSED';
  readonly faults: readonly ResolutionFault[];
}

export const resolutionFault = (field: string, message: string): ResolutionFault => ({ field, message });

export const resolutionRefused = (faults: readonly ResolutionFault[]): ResolutionRefused => ({
  code: 'RESOLUTION_REFUSED',
  faults,
  message: faults.map(({ field, message }) => `${field}: ${message}`).join('; '),
});

export const resolutionCodeTaken = (code: string): ResolutionRefused =>
  resolutionRefused([
    resolutionFault('code', `expected a code that no resolution has, but ${JSON.stringify(code)} is taken`),
  ]);
