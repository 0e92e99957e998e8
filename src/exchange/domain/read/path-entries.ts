import type { FindingList, Spot } from '../import-finding';
import type { ContentWish, ImportEntry, ParentWish } from '../import-file';
import type { Language } from '../../../taxonomy/domain';

/** A choice of a list whose names are paths. */
export interface Choice {
  readonly path: readonly string[];
  readonly code: string | null;
  readonly content: ContentWish | null;
  readonly spot: Spot;
}

const keyOf = (path: readonly string[]): string => path.join('\u0000');

/** Makes entries of choices: the names above a choice are there with it, as reasons without a code. */
export class PathEntries {
  private readonly made = new Map<string, ImportEntry>();
  /** Keys of entries that so far are only above others. */
  private readonly implied = new Set<string>();

  constructor(
    private readonly language: Language,
    private readonly findings: FindingList,
  ) {}

  entries(): readonly ImportEntry[] {
    return [...this.made.values()];
  }

  take({ path, code, content, spot }: Choice): void {
    let parent: ParentWish = { kind: 'ROOT' };
    path.slice(0, -1).forEach((_, depth) => {
      const above = path.slice(0, depth + 1);
      const key = keyOf(above);
      if (!this.made.has(key)) {
        this.made.set(key, this.entry(above, parent, { key, spot, code: null, content: null }));
        this.implied.add(key);
      }
      parent = { kind: 'ENTRY', key };
    });
    const own = keyOf(path);
    const known = this.made.get(own);
    const isImplied = this.implied.delete(own);
    if (known === undefined || isImplied)
      return void this.made.set(own, this.entry(path, parent, { key: own, spot, code, content }));
    if (code === null || code === known.code) {
      const seen = { observed: `${path.join(' > ')} again`, expected: 'each path once' };
      return this.findings.warn('REPEATED_PATH', spot, seen);
    }
    const key = `${own}\u0000\u0000${code}`;
    this.made.set(key, this.entry(path, parent, { key, spot, code, content }));
  }

  private entry(
    path: readonly string[],
    parent: ParentWish,
    { key, spot, code, content }: Omit<Choice, 'path'> & { readonly key: string },
  ): ImportEntry {
    const labels = { [this.language]: path.at(-1) ?? '' };
    return { key, line: spot.line, id: null, code, parent, labels, content };
  }
}
