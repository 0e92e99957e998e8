import { channelsOf } from '../escalation/trigger-names';
import type { NoteKind } from '../reason';
import type { CodeFormat } from '../taxonomy-policy';
import { isOwned } from '../reason-owners';
import type { FindingScene, Observation, Rule } from './finding';

/** What a code of each format looks like, as an expression and in words. */
const codeShapes: Readonly<Record<CodeFormat, { readonly shape: RegExp; readonly inWords: string }>> = {
  ANY: { shape: /^/, inWords: 'any text' },
  SLUG: { shape: /^[a-z0-9]+(-[a-z0-9]+)*$/, inWords: 'lower case words with hyphens, such as "bill-wrong"' },
  PATH: {
    shape: /^[a-z0-9]+(-[a-z0-9]+)*([./][a-z0-9]+(-[a-z0-9]+)*)*$/i,
    inWords: 'words with dots or slashes, such as "billing/bill-wrong"',
  },
  NUMERIC: { shape: /^\d+(\.\d+)*$/, inWords: 'digits, with dots between levels, such as "1.20"' },
  UPPER_CASE: { shape: /^[A-Z0-9]+([_-][A-Z0-9]+)*$/, inWords: 'upper case words, such as "BILL_WRONG"' },
};

/** Codes of active reasons that do not look as the policy asks. */
export function* codeFormat({ tree, policy }: FindingScene): Iterable<Observation> {
  const limit = policy.codeFormat;
  if (limit === 'ANY') return;
  const { shape, inWords } = codeShapes[limit];
  for (const { id, code } of tree.depthFirst()) {
    if (shape.test(code)) continue;
    const message = `expected ${inWords}, but got the code "${code}"`;
    yield { reasonIds: [id], language: null, observed: code, limit, message };
  }
}

/** Active reasons that may be chosen, or are escalated, in a channel that the taxonomy does not keep. */
export function* unknownChannel({ tree, channels }: FindingScene): Iterable<Observation> {
  if (channels === null) return;
  const known = new Set(channels);
  for (const { id, code, channels: chosen, escalations } of tree.depthFirst()) {
    for (const observed of new Set([...(chosen ?? []), ...escalations.flatMap(channelsOf)])) {
      if (known.has(observed)) continue;
      const message = `expected a channel of the taxonomy (${channels.join(', ')}), but got "${observed}" at "${code}"`;
      yield { reasonIds: [id], language: null, observed, limit: null, message };
    }
  }
}

/** Active reasons with a trigger that sends contacts to a department that is dissolved since, or is none of the taxonomy. */
export function* unknownDepartment({ tree, departments = null }: FindingScene): Iterable<Observation> {
  if (departments === null) return;
  const known = new Set(departments.standing.map(({ code }) => code));
  for (const { id, code, escalations } of tree.depthFirst()) {
    for (const observed of new Set(escalations.map(({ department }) => department))) {
      if (known.has(observed)) continue;
      const came = departments.dissolved.has(observed) ? 'which is dissolved,' : 'which it does not have,';
      const message = `expected triggers that send contacts to departments of the taxonomy, but got "${observed}", ${came} at "${code}"`;
      yield { reasonIds: [id], language: null, observed, limit: null, message };
    }
  }
}

/** Active leaves, which contacts are coded with, without a certain note in any language. */
const leafWithoutNote = (note: NoteKind, name: string): Rule =>
  function* ({ tree }: FindingScene): Iterable<Observation> {
    for (const { id, code, notes } of tree.leaves()) {
      if (notes[note] !== undefined) continue;
      const message = `expected ${name}, but got none for "${code}"`;
      yield { reasonIds: [id], language: null, observed: 0, limit: 1, message };
    }
  };

export const definitionMissing = leafWithoutNote('DEFINITION', 'a definition');

export const exampleMissing = leafWithoutNote('EXAMPLES', 'an example');

/** Active leaves that no department answers for as the policy asks. */
export function* ownerMissing({ tree, policy, owners }: FindingScene): Iterable<Observation> {
  if (owners === null) return;
  const expected =
    policy.ownership === 'ONE_ACCOUNTABLE' ? 'an accountable department' : 'a responsible department';
  for (const { id, code } of tree.leaves()) {
    if (isOwned(owners(tree, id), policy.ownership)) continue;
    const message = `expected ${expected}, but got none for "${code}"`;
    yield { reasonIds: [id], language: null, observed: 0, limit: 1, message };
  }
}

/** Active leaves for which no resolution is expected or allowed: whatever contacts are resolved with is unforeseen. */
export function* resolutionMissing({ tree }: FindingScene): Iterable<Observation> {
  for (const { id, code, resolutions } of tree.leaves()) {
    if (resolutions.some(({ use }) => use !== 'FORBIDDEN')) continue;
    const message = `expected a resolution that is expected or allowed, but got none for "${code}"`;
    yield { reasonIds: [id], language: null, observed: 0, limit: 1, message };
  }
}

/** Active reasons mapped to a resolution code that the taxonomy lacks, or that contacts cannot be given any more. */
export function* unknownResolution({ tree, resolutions: codes = null }: FindingScene): Iterable<Observation> {
  if (codes === null) return;
  for (const { id, code, resolutions } of tree.depthFirst()) {
    for (const { code: observed, use } of resolutions) {
      if (codes.usable.has(observed)) continue;
      const isEnded = codes.ended.has(observed);
      // What must not be given and cannot be given any more is as it should be.
      if (isEnded && use === 'FORBIDDEN') continue;
      const came = isEnded ? 'which may not be given any more,' : 'which it does not have,';
      const message = `expected resolution codes of the taxonomy that may be given, but got "${observed}", ${came} at "${code}"`;
      yield { reasonIds: [id], language: null, observed, limit: null, message };
    }
  }
}

/** Reasons retired because coders could not tell what they mean, without a word of where that was seen. */
export function* evidenceMissing({ tree }: FindingScene): Iterable<Observation> {
  for (const { id, code, retirement } of tree.depthFirst('ALL')) {
    if (retirement?.reason !== 'AMBIGUOUS' || (retirement.evidence ?? []).length > 0) continue;
    const message = `expected the session in which coders disagreed on "${code}", but its retirement links no evidence`;
    yield { reasonIds: [id], language: null, observed: 0, limit: 1, message };
  }
}
