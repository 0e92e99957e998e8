import type { ActorId, Id, TaxonomyId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';

export type CoderId = Id<'Coder'>;

export const coderKinds = ['AGENT', 'ANALYST', 'MODEL'] as const;
export type CoderKind = (typeof coderKinds)[number];

/** Whoever, or whatever, codes contacts: a classifier is a coder like any other. */
export interface CoderRecord {
  readonly id: CoderId;
  readonly taxonomyId: TaxonomyId;
  readonly kind: CoderKind;
  readonly externalId: string;
  /** Null: known by the external id alone. */
  readonly name: string | null;
  /** Of a MODEL; null for people. */
  readonly modelVersion: string | null;
  /** Who signs in as this coder; null: nobody yet. */
  readonly actorId: ActorId | null;
  readonly revision: number;
  readonly registeredAt: Date;
  readonly retiredAt: Date | null;
}

export interface CoderWish {
  readonly kind: CoderKind;
  readonly externalId: string;
  readonly name: string | null;
  readonly modelVersion: string | null;
}

/** A coder cannot be as it was wished. */
export interface MalformedCoder extends Problem {
  readonly code: 'MALFORMED_CODER';
  readonly field: 'name' | 'modelVersion';
}

/** Another coder of the taxonomy has the external id, or is the actor. */
export interface CoderConflict extends Problem {
  readonly code: 'EXTERNAL_ID_TAKEN' | 'ACTOR_TAKEN';
  readonly field: 'externalId' | 'actor';
}

export interface CoderRetired extends Problem {
  readonly code: 'CODER_RETIRED';
}

/**
 * Answers a coder's fields as they are stored. A MODEL has a name and a version, and nobody else a version: agreement
 * with version 3 of a classifier says nothing of version 4.
 *
 * @example mustBeCoder({ kind: 'MODEL', externalId: 'm', name: 'router', modelVersion: null })
 * // err: MALFORMED_CODER, modelVersion
 */
export function mustBeCoder(wish: CoderWish): Result<CoderWish, TextProblem | MalformedCoder> {
  const externalId = mustBeText(wish.externalId, { field: 'externalId', maxLength: textLimits.name });
  if (!externalId.ok) return externalId;
  const name = optionalText(wish.name, 'name');
  if (!name.ok) return name;
  const modelVersion = optionalText(wish.modelVersion, 'modelVersion');
  if (!modelVersion.ok) return modelVersion;
  const isModel = wish.kind === 'MODEL';
  if (isModel && name.value === null)
    return err(malformed('name', 'expected the name of the model, but got none'));
  if (isModel && modelVersion.value === null)
    return err(malformed('modelVersion', 'expected the version of the model, but got none'));
  if (!isModel && modelVersion.value !== null)
    return err(
      malformed('modelVersion', `expected no version, since a coder of the kind ${wish.kind} has none`),
    );
  return ok({
    kind: wish.kind,
    externalId: externalId.value,
    name: name.value,
    modelVersion: modelVersion.value,
  });
}

function optionalText(value: string | null, field: string): Result<string | null, TextProblem> {
  return value === null ? ok(null) : mustBeText(value, { field, maxLength: textLimits.name });
}

const malformed = (field: MalformedCoder['field'], message: string): MalformedCoder => ({
  code: 'MALFORMED_CODER',
  field,
  message: `${field}: ${message}`,
});

export const externalIdTaken = (externalId: string): CoderConflict => ({
  code: 'EXTERNAL_ID_TAKEN',
  field: 'externalId',
  message: `expected an external id that no coder of the taxonomy has, but ${JSON.stringify(externalId)} is taken`,
});

export const actorTaken: CoderConflict = {
  code: 'ACTOR_TAKEN',
  field: 'actor',
  message: 'expected an actor who is no coder of the taxonomy yet, but another coder is linked to this one',
};

export const coderRetired: CoderRetired = {
  code: 'CODER_RETIRED',
  message: 'expected a coder who still codes, but this one is retired',
};
