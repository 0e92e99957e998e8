import { canonicalJson } from '../../platform/canonical-json';
import type { Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { Language, LocalizedText } from '../../taxonomy/domain';
import {
  factsOfResolution,
  mostResolutions,
  mustBeResolution,
  type ResolutionRecord,
  type ResolutionWish,
} from './resolution';
import { resolutionFault, type ResolutionFault } from './resolution-problems';

/** A resolution as a list from elsewhere says it: what is left out stays as it is. */
export interface ListedResolution {
  readonly code: string;
  readonly labels: LocalizedText;
  /** A day of the taxonomy's time zone, or an instant; null: not said. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

export interface ListFault extends ResolutionFault {
  /** The place in the list, from 0. */
  readonly index: number;
}

/** A list that cannot be taken as it is: nothing of it was. */
export interface ResolutionListRefused extends Problem {
  readonly code: 'RESOLUTION_LIST_REFUSED';
  readonly faults: readonly ListFault[];
  readonly faultCount: number;
}

export interface ResolutionPlan {
  readonly added: readonly ResolutionWish[];
  readonly revised: readonly { readonly before: ResolutionRecord; readonly after: ResolutionWish }[];
  readonly unchanged: number;
}

export interface ResolutionScene {
  readonly known: readonly ResolutionRecord[];
  readonly languages: readonly Language[];
  /** Null for what is no day and no instant. */
  readonly momentOf: (text: string) => Date | null;
}

const maxFaults = 200;

/**
 * What a list of codes comes to: those that are not there are added, those that are said otherwise are revised, and those
 * that it does not name stay. All that is wrong with it is told at once.
 *
 * @example planResolutions([{ code: 'FIXED', labels: { en: 'Fixed' }, validFrom: null, validUntil: null }], scene)
 * // ok({ added: [{ code: 'FIXED', … }], revised: [], unchanged: 0 })
 */
export function planResolutions(
  listed: readonly ListedResolution[],
  scene: ResolutionScene,
): Result<ResolutionPlan, ResolutionListRefused> {
  const known = new Map(scene.known.map((resolution) => [resolution.code, resolution]));
  const faults: ListFault[] = [];
  const added: ResolutionWish[] = [];
  const revised: { before: ResolutionRecord; after: ResolutionWish }[] = [];
  const placeOfCode = new Map<string, number>();
  let unchanged = 0;
  for (const [index, one] of listed.entries()) {
    const fault = (field: string, message: string): void => {
      faults.push({ index, ...resolutionFault(field, message) });
    };
    const before = known.get(one.code.normalize('NFC').trim()) ?? null;
    const wish = mustBeResolution(wished(one, before, { scene, fault }), scene.languages);
    if (!wish.ok) {
      for (const { field, message } of wish.problem.faults) fault(field, message);
      continue;
    }
    const after = wish.value;
    const earlier = placeOfCode.get(after.code);
    if (earlier !== undefined) fault('code', `expected each code once, but number ${earlier} has it too`);
    placeOfCode.set(after.code, index);
    if (before === null) added.push(after);
    else if (isSame(before, after)) unchanged += 1;
    else revised.push({ before, after });
  }
  const total = scene.known.length + added.length;
  if (total > mostResolutions) {
    const message = `expected at most ${mostResolutions} resolutions of a taxonomy, but they would be ${total}`;
    faults.push({ index: listed.length - 1, ...resolutionFault('code', message) });
  }
  return faults.length > 0 ? err(refused(faults)) : ok({ added, revised, unchanged });
}

function wished(
  { code, labels, validFrom, validUntil }: ListedResolution,
  before: ResolutionRecord | null,
  told: { readonly scene: ResolutionScene; readonly fault: (field: string, message: string) => void },
): ResolutionWish {
  const momentOf = (field: 'validFrom' | 'validUntil', text: string | null): Date | null => {
    if (text === null) return before?.[field] ?? null;
    const moment = told.scene.momentOf(text);
    if (moment === null) {
      const came = JSON.stringify(text.slice(0, 40));
      told.fault(field, `expected a day such as 2025-06-01, or an instant, but got ${came}`);
    }
    return moment;
  };
  return {
    code,
    labels: { ...before?.labels, ...labels },
    validFrom: momentOf('validFrom', validFrom),
    validUntil: momentOf('validUntil', validUntil),
  };
}

const isSame = (before: ResolutionWish, after: ResolutionWish): boolean =>
  canonicalJson(factsOfResolution(before)) === canonicalJson(factsOfResolution(after));

const refused = (faults: readonly ListFault[]): ResolutionListRefused => ({
  code: 'RESOLUTION_LIST_REFUSED',
  faults: faults.slice(0, maxFaults),
  faultCount: faults.length,
  message: `expected a list that can be taken whole, but got ${faults.length} faults, the first in number ${faults[0]?.index ?? 0}: ${faults[0]?.field ?? ''}: ${faults[0]?.message ?? ''}`,
});
