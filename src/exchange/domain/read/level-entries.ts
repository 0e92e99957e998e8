import { textLimits } from '../../../platform/text';
import type { Language, LocalizedText } from '../../../taxonomy/domain';
import type { FindingList } from '../import-finding';
import type { ContentWish, ImportEntry, ParentWish } from '../import-file';
import type { ReadOptions } from '../import-options';
import type { Column } from './columns';
import { contentOf } from './content-cells';
import type { ReadTable } from './find-header';
import type { RowReader } from './row-reader';
import type { Row } from './table';

type LevelOptions = Pick<ReadOptions, 'blankLevel' | 'language'>;

interface Named {
  readonly key: string;
  readonly label: string;
}

interface EntryInProgress {
  readonly key: string;
  readonly line: number;
  readonly parent: ParentWish;
  /** No row of its own so far: it stands above one. */
  isImplied: boolean;
  code: string | null;
  labels: LocalizedText;
  content: ContentWish | null;
}

/**
 * The entries of a list with a column per level: each row is the path to one reason, and the reasons above it are there
 * with it. A name under two parents is two reasons. Refused: a row with no level filled, and a filled level under a blank
 * one (or, where the options say so, it stands under the nearest filled level, with a warning). A path that comes again
 * says nothing new, unless it has a code of its own.
 *
 * @example levelEntries(...) // of ['Billing', 'Refund'], ['Moving']: Billing, Refund under it, Moving
 */
export function levelEntries(
  { table }: ReadTable,
  reader: RowReader,
  options: LevelOptions & { readonly findings: FindingList },
): readonly ImportEntry[] {
  const builder = new LevelBuilder(reader, options.findings, options);
  for (const row of table.rows) builder.take(row);
  return builder.entries();
}

class LevelBuilder {
  private readonly made = new Map<string, EntryInProgress>();
  private readonly levels: readonly Column[];
  private readonly language: Language;

  constructor(
    private readonly reader: RowReader,
    private readonly findings: FindingList,
    private readonly options: LevelOptions,
  ) {
    this.language = options.language;
    const levelOf = ({ meaning }: Column): number => (meaning.field === 'level' ? meaning.level : 0);
    this.levels = reader.columns
      .filter(({ meaning }) => meaning.field === 'level')
      .sort((one, other) => levelOf(one) - levelOf(other));
  }

  entries(): readonly ImportEntry[] {
    return Array.from(this.made.values(), ({ isImplied: _, ...entry }) => ({ ...entry, id: null }));
  }

  take(row: Row): void {
    this.reader.mustFit(row);
    const path = this.pathOf(row);
    if (path === null) return;
    const above = path.slice(0, -1);
    let parent: ParentWish = { kind: 'ROOT' };
    above.forEach((label, depth) => {
      const key = keyOf(path.slice(0, depth + 1));
      if (!this.made.has(key)) this.made.set(key, this.entry(row, parent, { key, label }));
      parent = { kind: 'ENTRY', key };
    });
    this.takeOwn(row, path, parent);
  }

  private takeOwn(row: Row, path: readonly string[], parent: ParentWish): void {
    const code = this.reader.code(row, this.reader.column('code'));
    const known = this.made.get(keyOf(path));
    const isRepeated = known !== undefined && !known.isImplied;
    if (isRepeated && (code === null || code === known.code)) {
      const seen = { observed: `${path.join(' > ')} again`, expected: 'each path once' };
      return this.findings.warn(
        'REPEATED_PATH',
        this.reader.spot(row, this.levels[path.length - 1] ?? null),
        seen,
      );
    }
    const key = isRepeated ? `${keyOf(path)}\u0000\u0000${code}` : keyOf(path);
    const entry =
      isRepeated || known === undefined ? this.entry(row, parent, { key, label: path.at(-1) ?? '' }) : known;
    entry.isImplied = false;
    entry.code = code;
    entry.labels = { ...this.reader.labels(row), ...entry.labels };
    entry.content = contentOf(row, this.reader, this.findings);
    this.made.set(key, entry);
  }

  private entry({ line }: Row, parent: ParentWish, { key, label }: Named): EntryInProgress {
    return {
      key,
      line,
      parent,
      isImplied: true,
      code: null,
      labels: { [this.language]: label },
      content: null,
    };
  }

  /** The filled levels of a row from the top; null where it is refused. */
  private pathOf(row: Row): readonly string[] | null {
    const rule = { field: 'label', maxLength: textLimits.label };
    const cells = this.levels.map((column) => this.reader.text(row, column, rule));
    const isMalformed = cells.some(
      (cell, at) => cell === null && this.reader.raw(row, this.levels[at] ?? null) !== '',
    );
    if (isMalformed) return null;
    const filled = cells.filter((cell) => cell !== null);
    if (filled.length === 0) {
      this.reader.refuse(
        'MISSING_NAME',
        this.reader.spot(row, this.levels[0] ?? null),
        'a name on some level',
      );
      return null;
    }
    const gap = cells.findIndex(
      (cell, at) => cell === null && cells.slice(at + 1).some((below) => below !== null),
    );
    return gap < 0 ? filled : this.pathOverGap(row, filled, gap);
  }

  private pathOverGap(row: Row, filled: readonly string[], gap: number): readonly string[] | null {
    const spot = this.reader.spot(row, this.levels[gap] ?? null);
    const expected = `a name on level ${gap + 1}, above the level that is filled`;
    if (this.options.blankLevel === 'refuse') {
      this.reader.refuse('BLANK_LEVEL', spot, expected);
      return null;
    }
    const observed = 'a blank cell: what is below it stands under the nearest level that is filled';
    this.findings.warn('BLANK_LEVEL', spot, { observed, expected });
    return filled;
  }
}

const keyOf = (path: readonly string[]): string => path.join('\u0000');
