import type { ReasonId } from '../../../platform/ids';
import { unreachable } from '../../../platform/result';
import { foldLabel } from '../../../platform/text';
import { isActive, type Language, type ReasonState, type ReasonTree } from '../../../taxonomy/domain';
import { excerpt, type FindingList } from '../import-finding';
import type { Wording } from '../formats/wording';
import type { ImportFile } from '../import-file';
import type { Planted } from './forest';

interface MatchScene {
  readonly tree: ReasonTree;
  /** Codes that a published version ever carried, with the reason they are bound to. */
  readonly formerCodes: ReadonlyMap<string, ReasonId>;
  readonly file: ImportFile;
  /** How the format of the file words codes and names; null where it leaves them as they are. */
  readonly wording: Wording | null;
  /** Whether the file is the whole list: then a name that left one place and came to one other is the same reason. */
  readonly isWholeList: boolean;
}

/** The reason that each entry is about; one that is not in the answer is new. */
export type Matches = ReadonlyMap<Planted, ReasonState>;

/**
 * Which reasons of the taxonomy the entries of a file are about: by code, now or in an earlier version; else by path, the
 * labels from the root down; else by the label under the same parent after folding of case, space and letter form, and in
 * a whole list by the folded label anywhere where it is the only one. Every match but that by code is a warning. A reason
 * is matched once. Linear, for menus of reasonable width.
 */
export function matchReasons(forest: readonly Planted[], scene: MatchScene, findings: FindingList): Matches {
  const matcher = new Matcher(scene, findings);
  for (const planted of forest) matcher.byIdentity(planted);
  for (const planted of forest) matcher.byFormerCode(planted);
  for (const planted of forest) matcher.byPlace(planted);
  if (scene.isWholeList) matcher.byLabelAnywhere(forest);
  return matcher.matches;
}

class Matcher {
  readonly matches = new Map<Planted, ReasonState>();
  private readonly claimed = new Set<ReasonId>();
  private readonly menus = new Map<ReasonId | null, ReadonlyMap<string, readonly ReasonState[]>>();

  constructor(
    private readonly scene: MatchScene,
    private readonly findings: FindingList,
  ) {}

  byIdentity(planted: Planted): void {
    const { id, code } = planted.entry;
    const reason = (id === null ? undefined : this.scene.tree.get(id)) ?? this.holderOf(code);
    if (reason !== undefined && !this.claimed.has(reason.id)) this.claim(planted, reason);
  }

  byFormerCode(planted: Planted): void {
    const { code } = planted.entry;
    if (code === null || this.matches.has(planted)) return;
    const owner = this.scene.formerCodes.get(code);
    const reason = owner === undefined ? undefined : this.scene.tree.get(owner);
    if (reason === undefined || this.claimed.has(reason.id)) return;
    this.claim(planted, reason);
    const observed = `${excerpt(code)}, which it had in an earlier version: it keeps ${excerpt(reason.code)}`;
    this.warn('MATCHED_BY_FORMER_CODE', planted, observed);
  }

  /** By the exact label under the same parent, that is by path, else by the folded one. */
  byPlace(planted: Planted): void {
    if (this.matches.has(planted)) return;
    const parentId = this.parentIdOf(planted);
    const label = this.labelOf(planted);
    if (parentId === undefined || label === null) return;
    const alike = this.menu(parentId).get(foldLabel(label)) ?? [];
    const hasCode = planted.entry.code !== null;
    // A name may come back as another reason, which its code tells; without a code it is the retired one again.
    const free = alike.filter((reason) => !this.claimed.has(reason.id) && (isActive(reason) || !hasCode));
    const same = free.find((reason) => this.nameOf(reason) === label);
    const reason = same ?? free[0];
    if (reason === undefined) return;
    this.claim(planted, reason);
    const { code } = planted.entry;
    const isRecoded = code !== null && code !== reason.code;
    if (same === undefined)
      this.warn('MATCHED_BY_LABEL', planted, `${excerpt(label)}, taken for ${this.named(reason)}`);
    else if (isRecoded)
      this.warn('MATCHED_BY_PATH', planted, `${excerpt(code)}, taken for ${this.named(reason)}`);
  }

  byLabelAnywhere(forest: readonly Planted[]): void {
    const isOpen = (planted: Planted): boolean => planted.entry.code === null && !this.matches.has(planted);
    const entries = new Map<string, readonly Planted[]>();
    for (const planted of forest.filter(isOpen))
      add(entries, foldLabel(this.labelOf(planted) ?? ''), planted);
    if (entries.size === 0) return;
    const reasons = new Map<string, readonly ReasonState[]>();
    for (const reason of this.scene.tree.depthFirst()) {
      if (!this.claimed.has(reason.id)) add(reasons, foldLabel(this.nameOf(reason) ?? ''), reason);
    }
    for (const [folded, [planted, ...others]] of entries) {
      const [reason, ...rivals] = reasons.get(folded) ?? [];
      const isOnlyOne = others.length === 0 && rivals.length === 0 && folded !== '';
      if (planted === undefined || reason === undefined || !isOnlyOne) continue;
      this.claim(planted, reason);
      this.warn(
        'MATCHED_BY_LABEL',
        planted,
        `${excerpt(this.labelOf(planted) ?? '')}, taken for ${this.named(reason)}`,
      );
    }
  }

  private get language(): Language {
    return this.scene.file.language;
  }

  /** As the file would have it. */
  private nameOf(reason: ReasonState): string | undefined {
    const { wording } = this.scene;
    const name = wording === null ? (reason.labels[this.language] ?? '') : wording.name(reason).text;
    return name === '' ? undefined : name;
  }

  private holderOf(code: string | null): ReasonState | undefined {
    return code === null ? undefined : this.scene.tree.holderOf(code);
  }

  private claim(planted: Planted, reason: ReasonState): void {
    this.matches.set(planted, reason);
    this.claimed.add(reason.id);
  }

  private labelOf({ entry }: Planted): string | null {
    return entry.labels[this.language] ?? Object.values(entry.labels)[0] ?? null;
  }

  /** Undefined where the parent is new, so that nothing of the taxonomy can stand under it. */
  private parentIdOf({ standing }: Planted): ReasonId | null | undefined {
    switch (standing.under) {
      case 'ENTRY':
        return this.matches.get(standing.parent)?.id;
      case 'REASON':
        return standing.reasonId;
      case 'ROOT':
      case 'UNSAID':
        return null;
      default:
        return unreachable(standing);
    }
  }

  private menu(parentId: ReasonId | null): ReadonlyMap<string, readonly ReasonState[]> {
    const known = this.menus.get(parentId);
    if (known !== undefined) return known;
    const menu = new Map<string, readonly ReasonState[]>();
    const children = this.scene.tree.children(parentId, 'ALL');
    for (const reason of [...children.filter(isActive), ...children.filter((child) => !isActive(child))]) {
      const label = this.nameOf(reason);
      if (label !== undefined) add(menu, foldLabel(label), reason);
    }
    this.menus.set(parentId, menu);
    return menu;
  }

  private named = (reason: ReasonState): string =>
    `${excerpt(reason.labels[this.language] ?? '')} with the code ${excerpt(reason.code)}`;

  private warn(
    code: 'MATCHED_BY_FORMER_CODE' | 'MATCHED_BY_PATH' | 'MATCHED_BY_LABEL',
    planted: Planted,
    observed: string,
  ): void {
    const { columns } = this.scene.file;
    const column = code === 'MATCHED_BY_LABEL' ? columns.label : columns.code;
    this.findings.warn(
      code,
      { line: planted.entry.line, column },
      { observed, expected: 'the code of a reason' },
    );
  }
}

function add<Item>(groups: Map<string, readonly Item[]>, key: string, item: Item): void {
  groups.set(key, [...(groups.get(key) ?? []), item]);
}
