import type { CopiedValue, CopyTarget } from '../../platform/database/copy';
import type { TaxonomyId } from '../../platform/ids';
import {
  columnOfDimension,
  monthOf,
  usageDimensions,
  type UsageCube,
  type UsageDelta,
  type UsageDimension,
} from '../domain';

/*
 * How counts are stored. A cell is a number of contacts under a combination of codes, in a month or on a day of it. There are
 * millions of them, so that a row holds many: what its cells have in common as values, and the rest in arrays side by side
 * with a place for each cell. A cell takes a tenth of the room of a row of its own, and a fraction of the time to write it.
 */

/** What the cells of a row have in common beside the month. Where a question names other values, they are not unpacked. */
const commonTo = ({ by }: UsageCube): readonly UsageDimension[] =>
  by.includes('channel') && by.includes('segment') ? ['channel', 'segment'] : ['reason', 'version'];
const everCommon: readonly UsageDimension[] = ['reason', 'version', 'channel', 'segment'];

const columnsOfDimensions = (dimensions: readonly UsageDimension[]): readonly string[] =>
  dimensions.map((dimension) => columnOfDimension[dimension]);
const commonColumnsOf = (cube: UsageCube): readonly string[] => columnsOfDimensions(commonTo(cube));
const arrayOf = (column: string): string => `cell_${column}`;

/** What a cube adds up. */
export const measuresOf = ({ timed }: UsageCube): readonly string[] =>
  timed ? ['contacts', 'seconds'] : ['contacts'];

/** What tells the cells of a cube apart within a month. */
export const columnsOf = ({ grain, by }: UsageCube): readonly string[] => [
  ...(grain === 'DAY' ? ['day'] : []),
  ...columnsOfDimensions(by),
];

/**
 * The cells of a cube of the taxonomy $1, each with its month and with those columns that are asked for; `where` is said of
 * months.
 */
export function cellsOf(cube: UsageCube, columns: readonly string[], where: string): string {
  const common = commonColumnsOf(cube);
  const selected = [...columns, ...measuresOf(cube)].map((column) =>
    common.includes(column) ? column : `unnest(${arrayOf(column)}) AS ${column}`,
  );
  return `SELECT ${['month', ...selected].join(', ')} FROM usage_count
    WHERE taxonomy_id = $1 AND cube = '${cube.name}' AND ${where}`;
}

/** Stores cells of the taxonomy $1, selected with their month and all columns of the cube. */
export function storedCells(cube: UsageCube, cells: string): string {
  const common = commonColumnsOf(cube);
  const others = [...columnsOf(cube), ...measuresOf(cube)].filter((column) => !common.includes(column));
  const shared = ['month', ...common].join(', ');
  return `INSERT INTO usage_count (taxonomy_id, cube, ${shared}, ${others.map(arrayOf).join(', ')})
    SELECT $1::uuid, '${cube.name}', ${shared}, ${others.map((column) => `array_agg(${column})`).join(', ')}
    FROM (${cells}) AS cell GROUP BY ${shared}`;
}

/** What a small change adds to one stored row. */
export type AddedCells = readonly UsageDelta[];

/** The deltas that go into a row together. */
export function addedCells(deltas: readonly UsageDelta[]): readonly AddedCells[] {
  const rows = new Map<string, UsageDelta[]>();
  for (const delta of deltas) {
    const common = commonTo(delta.cube).map((dimension) => delta.dimensions[dimension]);
    const key = JSON.stringify([delta.cube.name, monthOf(delta.startsOn), ...common]);
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [delta]);
    else row.push(delta);
  }
  return [...rows.values()];
}

/** How they are written. */
export const addedCellsOf = (taxonomyId: TaxonomyId): CopyTarget<AddedCells> => ({
  table: 'usage_count',
  columns: [
    ...['taxonomy_id', 'cube', 'month'],
    ...columnsOfDimensions(everCommon),
    ...['day', ...columnsOfDimensions(usageDimensions), 'contacts', 'seconds'].map(arrayOf),
  ],
  valuesOf: (deltas) => {
    const [first] = deltas;
    if (first === undefined) return [];
    const { cube, startsOn, dimensions } = first;
    const common = commonTo(cube);
    return [
      ...[taxonomyId, cube.name, monthOf(startsOn)],
      ...everCommon.map((dimension) => (common.includes(dimension) ? dimensions[dimension] : null)),
      cube.grain === 'DAY' ? arrayText(deltas.map((delta) => delta.startsOn)) : null,
      ...usageDimensions.map((dimension) =>
        cube.by.includes(dimension) && !common.includes(dimension)
          ? arrayText(deltas.map((delta) => delta.dimensions[dimension]))
          : null,
      ),
      arrayText(deltas.map(({ contacts }) => contacts)),
      cube.timed ? arrayText(deltas.map(({ seconds }) => seconds)) : null,
    ];
  },
});

/** An array as a text that the database reads. */
const arrayText = (values: readonly CopiedValue[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
