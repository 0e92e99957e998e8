import type { ReasonId } from '../../../platform/ids';
import { unreachable } from '../../../platform/result';
import { newReason, type Language, type ReasonState, type ReasonTree } from '../../../taxonomy/domain';
import type { ImportEntry, ImportFile } from '../import-file';
import { derivedCode, freeCode } from './derived-code';
import type { Planted } from './forest';
import type { PlanOptions } from './import-plan';
import type { Matches } from './match-reasons';

/** An entry of the file and the reason that it is about, as that one stands now or, when new, as it is to be created. */
export interface Subject {
  readonly entry: ImportEntry;
  readonly at: number;
  readonly isNew: boolean;
  readonly reason: ReasonState;
  /** Where the file has it; for what it does not say, where the reason stands. */
  readonly parentId: ReasonId | null;
}

interface SubjectScene {
  readonly tree: ReasonTree;
  readonly options: PlanOptions;
  readonly file: ImportFile;
}

/**
 * The reasons of a file, parents before children, with ids and codes for those that are new. A code that is derived from a
 * path is free in the file, in the taxonomy and in its history.
 */
export function subjectsOf(
  forest: readonly Planted[],
  matches: Matches,
  { tree, options, file }: SubjectScene,
): readonly Subject[] {
  const made = new Map<Planted, Subject>();
  const codes = new Set(forest.flatMap(({ entry }) => (entry.code === null ? [] : [entry.code])));
  const isTaken = (code: string): boolean =>
    codes.has(code) || tree.holderOf(code) !== undefined || options.reservedCodes.has(code);
  const paths = new Map<Planted, readonly string[]>();
  for (const planted of forest) {
    const { entry, at } = planted;
    const label = entry.labels[file.language] ?? Object.values(entry.labels)[0] ?? '';
    const path = [...pathAbove(planted, paths, { tree, language: file.language }), label];
    paths.set(planted, path);
    const known = matches.get(planted);
    const parentId = parentIdOf(planted, made, known);
    if (known !== undefined) {
      made.set(planted, { entry, at, isNew: false, reason: known, parentId });
      continue;
    }
    const code = entry.code ?? freeCode(derivedCode(path, options.codeFormat), isTaken);
    codes.add(code);
    const reason = newReason({ id: options.newReasonId(), code, parentId, rank: '', labels: entry.labels });
    made.set(planted, { entry, at, isNew: true, reason, parentId });
  }
  return [...made.values()];
}

function parentIdOf(
  { standing }: Planted,
  made: ReadonlyMap<Planted, Subject>,
  known: ReasonState | undefined,
): ReasonId | null {
  switch (standing.under) {
    case 'ENTRY':
      return made.get(standing.parent)?.reason.id ?? null;
    case 'REASON':
      return standing.reasonId;
    case 'ROOT':
      return null;
    case 'UNSAID':
      return known?.parentId ?? null;
    default:
      return unreachable(standing);
  }
}

function pathAbove(
  { standing }: Planted,
  paths: ReadonlyMap<Planted, readonly string[]>,
  { tree, language }: { readonly tree: ReasonTree; readonly language: Language },
): readonly string[] {
  switch (standing.under) {
    case 'ENTRY':
      return paths.get(standing.parent) ?? [];
    case 'REASON':
      return tree.path(standing.reasonId).map((reason) => reason.labels[language] ?? reason.code);
    case 'ROOT':
    case 'UNSAID':
      return [];
    default:
      return unreachable(standing);
  }
}
