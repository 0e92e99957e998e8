import type { ReasonId } from '../../../platform/ids';
import { byCodeUnits, foldLabel, mustBeText, textLimits } from '../../../platform/text';
import {
  withPartialFlags,
  type CorrespondenceBody,
  type Link,
  type ReasonState,
  type ReasonTree,
  type SourceEntry,
} from '../../../taxonomy/domain';
import { excerpt } from '../import-finding';
import type { CuratedField, CuratedRow, CuratedTable, TableFault } from './curated-table';

/** Of the names that a table gives, this part must be those of the edition: a table of another edition agrees with few. */
export const leastAgreement = 0.95;

/** How far the names of a table are those of an edition. */
export interface NameAgreement {
  readonly named: number;
  readonly agreeing: number;
}

export interface CheckedTable {
  readonly body: CorrespondenceBody;
  readonly faults: readonly TableFault[];
  readonly warnings: readonly TableFault[];
  readonly sources: NameAgreement;
  readonly targets: NameAgreement;
  readonly links: number;
}

/** One of the two editions that a table claims to stand between. */
export interface Edition {
  readonly tree: ReasonTree;
  /**
   * The names of the file that it was imported from, by code: what was mended afterwards, so that it could be published, is
   * unknown to a table. Null where it came from no file.
   */
  readonly fileNames: ReadonlyMap<string, readonly string[]> | null;
}

/** The two editions that a table claims to stand between. */
export interface Editions {
  readonly from: Edition;
  readonly to: Edition;
  /** Whether they are versions of one taxonomy: what the table does not name is then the same in both. */
  readonly isWithin: boolean;
}

/**
 * What a table says of two editions, checked against them: the codes that it names must be those of active reasons, and of
 * codes with a name beside them 95 of 100 must be there and called so. Flags that it gives are kept as they are, and follow from the links
 * where it gives none. Everything that is wrong is told at once.
 *
 * @example checkTable(isicToCpc, { from: isic, to: cpc, isWithin: false }).links // 2663
 */
export function checkTable(table: CuratedTable, { from, to, isWithin }: Editions): CheckedTable {
  const check = new TableCheck(table);
  const sources = new Map<ReasonId, { links: Link[]; notes: string[] }>();
  for (const row of table.rows) {
    const source = check.reasonOf(row, 'source', from);
    if (source === undefined) continue;
    const entry = sources.get(source.id) ?? { links: [], notes: [] };
    sources.set(source.id, entry);
    check.takeNote(row, entry.notes);
    const isUnmapped = row.cells.target === '';
    const target = isUnmapped ? undefined : check.reasonOf(row, 'target', to);
    if (target === undefined) continue;
    if (entry.links.some((link) => link.target === target.id))
      check.refuse('PAIR_TWICE', { row, field: 'target' }, 'each pair once');
    entry.links.push(check.linkOf(row, target.id));
  }
  check.judgeNames('source');
  check.judgeNames('target');
  const given = Array.from(sources, ([source, { links, notes }]): SourceEntry => {
    const ordered = links.toSorted((one, other) => byCodeUnits(one.target, other.target));
    return { source, origin: 'CURATED', note: notes.length === 0 ? null : notes.join('\n'), links: ordered };
  }).sort((one, other) => byCodeUnits(one.source, other.source));
  check.judgeShares(given);
  const entries = check.hasFlags ? given : withPartialFlags(given);
  return {
    body: { impliesIdentity: isWithin, entries, begun: [], found: [] },
    ...{ faults: check.faults, warnings: check.warnings },
    ...{ sources: check.agreement.source, targets: check.agreement.target },
    links: entries.reduce((sum, { links }) => sum + links.length, 0),
  };
}

type Side = 'source' | 'target';

interface Cell {
  readonly row: CuratedRow;
  readonly field: CuratedField;
}

const flags: Readonly<Record<string, boolean>> = { '1': true, '0': false, true: true, false: false };

class TableCheck {
  readonly faults: TableFault[] = [];
  readonly warnings: TableFault[] = [];
  readonly agreement = { source: { named: 0, agreeing: 0 }, target: { named: 0, agreeing: 0 } };
  readonly hasFlags: boolean;

  constructor(private readonly table: CuratedTable) {
    const { sourcePartial, targetPartial } = table.columns;
    this.hasFlags = sourcePartial !== null && targetPartial !== null;
  }

  /** The reason of an edition that a row names, whose name is looked at too; undefined, and told, where there is none. */
  reasonOf(row: CuratedRow, side: Side, { tree, fileNames }: Edition): ReasonState | undefined {
    const code = row.cells[side];
    if (code === '') {
      this.warn('NO_CODE', { row, field: side }, 'a code, and the row is left out');
      return undefined;
    }
    const state = tree.holderOf(code);
    if (state === undefined) this.missing(row, side);
    else if (state.retirement !== null)
      this.refuse('RETIRED_CODE', { row, field: side }, 'the code of a reason in use');
    else this.compareName(row, side, fileNames?.get(code) ?? wordingsOf(state));
    return state;
  }

  /** With a name beside it a code that is not there counts as a name that does not agree; without one nothing vouches for it. */
  private missing(row: CuratedRow, side: Side): void {
    const expected = 'the code of a reason of the edition';
    if (row.cells[`${side}Name`] === '') return this.refuse('UNKNOWN_CODE', { row, field: side }, expected);
    this.agreement[side].named += 1;
    this.warn('UNKNOWN_CODE', { row, field: side }, `${expected}, and the pair is left out`);
  }

  linkOf(row: CuratedRow, target: ReasonId): Link {
    return {
      ...{ target, kind: 'CURATED', share: this.shareOf(row) },
      ...{
        partialSource: this.flagOf(row, 'sourcePartial'),
        partialTarget: this.flagOf(row, 'targetPartial'),
      },
    };
  }

  takeNote(row: CuratedRow, notes: string[]): void {
    const { note } = row.cells;
    if (note === '' || notes.includes(note)) return;
    const text = mustBeText(note, { field: 'note', maxLength: textLimits.note, multiline: true });
    if (text.ok) notes.push(text.value);
    else this.refuse('MALFORMED_NOTE', { row, field: 'note' }, 'a text that can be stored');
  }

  /** A table that belongs to another edition has codes that exist by chance: its names give it away. */
  judgeNames(side: Side): void {
    const { named, agreeing } = this.agreement[side];
    if (named === 0 || agreeing / named >= leastAgreement) return;
    const message = `expected a table whose ${side} names are those of the edition (${leastAgreement * 100} of 100 at least), but got ${agreeing} of ${named}: it belongs to another one`;
    this.faults.push({
      code: 'OTHER_EDITION',
      line: null,
      column: this.table.columns[`${side}Name`],
      message,
    });
  }

  judgeShares(entries: readonly SourceEntry[]): void {
    for (const { source, links } of entries) {
      const sum = links.reduce((all, { share }) => all + (share?.value ?? 0), 0);
      if (sum <= 1 + 1e-9) continue;
      const message = `expected shares of a source that add up to at most 1, but got ${sum} for ${source}`;
      this.faults.push({ code: 'SHARES_ABOVE_ONE', line: null, column: this.table.columns.share, message });
    }
  }

  refuse(code: string, cell: Cell, expected: string): void {
    this.faults.push(faultAt(this.table, code, { ...cell, expected }));
  }

  private warn(code: string, cell: Cell, expected: string): void {
    this.warnings.push(faultAt(this.table, code, { ...cell, expected }));
  }

  private compareName(row: CuratedRow, side: Side, wordings: readonly string[]): void {
    const name = row.cells[`${side}Name`];
    if (name === '') return;
    const agrees = wordings.some((wording) => foldLabel(wording) === foldLabel(name));
    this.agreement[side].named += 1;
    if (agrees) this.agreement[side].agreeing += 1;
    else
      this.warn(
        'OTHER_NAME',
        { row, field: `${side}Name` },
        `the name of ${row.cells[side]} (${excerpt(wordings[0] ?? '')})`,
      );
  }

  private flagOf(row: CuratedRow, field: 'sourcePartial' | 'targetPartial'): boolean {
    if (this.table.columns[field] === null) return false;
    const flag = flags[row.cells[field].toLowerCase()];
    if (flag === undefined) this.refuse('NOT_A_FLAG', { row, field: field }, '0 or 1');
    return flag ?? false;
  }

  private shareOf(row: CuratedRow): Link['share'] {
    const { share } = row.cells;
    if (share === '') return null;
    const value = /^\d*[.]?\d+$/.test(share) ? Number(share) : NaN;
    const isShare = value >= 0 && value <= 1;
    if (!isShare) this.refuse('NOT_A_SHARE', { row, field: 'share' }, 'a number from 0 to 1');
    return isShare ? { value, n: null, method: 'GIVEN', sessionId: null } : null;
  }
}

const wordingsOf = ({ labels, synonyms }: ReasonState): readonly string[] => [
  ...Object.values(labels),
  ...synonyms.map(({ text }) => text),
];

function faultAt(
  { columns }: CuratedTable,
  code: string,
  { row, field, expected }: Cell & { readonly expected: string },
): TableFault {
  const message = `expected ${expected}, but got ${excerpt(row.cells[field])}`;
  return { code, line: row.line, column: columns[field], message };
}
