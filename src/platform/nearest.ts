import { distance } from 'fastest-levenshtein';
import { byCodeUnits, foldLabel } from './text';

const mostCandidates = 3;
const longestCompared = 200;

/** Something that could have been meant: what it is to be named by, and what else it is called. */
export interface Nameable {
  readonly code: string;
  readonly names: readonly string[];
}

/**
 * The codes that a text comes nearest to, by edit distance to the code or to any of the names, after folding case and space: three
 * at most, the nearest first, and none that is more than half unlike.
 *
 * @example nearestCodes('V&OR', [{ code: 'VOR', names: ['V&OR'] }, { code: 'WAT', names: ['Waternet'] }]) // ['VOR']
 */
export function nearestCodes(text: string, choices: readonly Nameable[]): readonly string[] {
  const wanted = foldLabel(text).slice(0, longestCompared);
  const farthest = Math.max(1, Math.ceil(wanted.length / 2));
  return choices
    .map(({ code, names }) => ({
      code,
      away: Math.min(
        ...[code, ...names].map((name) => distance(wanted, foldLabel(name).slice(0, longestCompared))),
      ),
    }))
    .filter(({ away }) => away <= farthest)
    .sort((one, other) => one.away - other.away || byCodeUnits(one.code, other.code))
    .slice(0, mostCandidates)
    .map(({ code }) => code);
}

/**
 * What a message says of codes that may have been meant, to stand behind what was expected; empty where none comes near.
 *
 * @example nearestHint('PHONY', [{ code: 'PHONE', names: [] }]) // ' (nearest: PHONE)'
 */
export function nearestHint(text: string, choices: readonly Nameable[]): string {
  const near = nearestCodes(text, choices);
  return near.length === 0 ? '' : ` (nearest: ${near.join(', ')})`;
}
