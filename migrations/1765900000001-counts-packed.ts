import type { MigrationInterface, QueryRunner } from 'typeorm';

/*
 * Counts are many more than what is different in them: a row of its own for each took more room and more time to write than
 * the contacts. Now a row holds all counts of a month that have a reason and version in common (or channel and segment, where
 * a cube has both), and what else tells them apart stands in arrays side by side.
 */
export class CountsPacked1765900000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_count RENAME TO usage_count_before;
      ALTER TABLE usage_count_before RENAME CONSTRAINT usage_count_cube_known TO usage_count_before_cube_known;
      DROP INDEX usage_count_by_cube, usage_count_by_channel_and_segment;
      CREATE TABLE usage_count (
        taxonomy_id uuid NOT NULL,
        cube text NOT NULL ${known},
        month date NOT NULL CONSTRAINT usage_count_month_starts_on_its_first CHECK (extract(day FROM month) = 1),
        reason_id uuid,
        version integer,
        channel text,
        segment text,
        cell_day date[],
        ${cellColumns.map(([name, type]) => `cell_${name} ${type}[],`).join('\n        ')}
        cell_contacts integer[] NOT NULL CONSTRAINT usage_count_has_cells CHECK (cardinality(cell_contacts) > 0),
        cell_seconds bigint[]
      );
      CREATE INDEX usage_count_by_cube ON usage_count (taxonomy_id, cube, month);
      ${cubes.map(packed).join('\n')}
      DROP TABLE usage_count_before;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_count RENAME TO usage_count_packed;
      ALTER TABLE usage_count_packed RENAME CONSTRAINT usage_count_cube_known TO usage_count_packed_cube_known;
      DROP INDEX usage_count_by_cube;
      CREATE TABLE usage_count (
        taxonomy_id uuid NOT NULL,
        cube text NOT NULL ${known},
        starts_on date NOT NULL,
        reason_id uuid,
        version integer,
        channel text,
        department_id uuid,
        segment text,
        resolution_id uuid,
        coder_id uuid,
        initial_reason_id uuid,
        initial_version integer,
        contacts integer NOT NULL,
        handling integer,
        satisfaction integer,
        sentiment text,
        escalated boolean,
        first_contact_resolved boolean,
        seconds bigint
      );
      CREATE INDEX usage_count_by_cube ON usage_count (taxonomy_id, cube, starts_on);
      CREATE INDEX usage_count_by_channel_and_segment ON usage_count (taxonomy_id, cube, channel, segment, starts_on)
        WHERE cube IN ('MIX', 'RESOLUTION_MIX');
      ${cubes.map(unpacked).join('\n')}
      DROP TABLE usage_count_packed;
    `);
  }
}

interface Cube {
  readonly name: string;
  readonly isByDay: boolean;
  readonly isTimed: boolean;
  readonly columns: readonly string[];
}

const cube = (name: string, columns: string, { isByDay = false, isTimed = false } = {}): Cube => ({
  ...{ name, isByDay, isTimed, columns: ['reason_id', 'version', ...columns.split(' ').filter(Boolean)] },
});

const mix = 'channel department_id segment';
const recoded = 'initial_reason_id initial_version';
const quality = 'satisfaction sentiment escalated first_contact_resolved';
const cubes: readonly Cube[] = [
  cube('CHANNEL', 'channel'),
  cube('DEPARTMENT', 'department_id'),
  cube('SEGMENT', 'segment'),
  cube('RESOLUTION', 'resolution_id'),
  cube('DAYS', '', { isByDay: true }),
  cube('HANDLING', 'handling', { isTimed: true }),
  cube('QUALITY', quality),
  cube('CODER', 'coder_id'),
  cube('HANDLING_CHANNEL', 'channel handling', { isTimed: true }),
  cube('QUALITY_CHANNEL', `channel ${quality}`),
  cube('RECODED', recoded),
  cube('RESOLUTION_CHANNEL', 'resolution_id channel'),
  cube('RESOLUTION_SEGMENT', 'resolution_id segment'),
  cube('MIX', mix),
  cube('RESOLUTION_MIX', `resolution_id ${mix}`),
  cube('RECODING', `${recoded} ${mix}`),
  cube('DAILY', 'channel department_id', { isByDay: true }),
];

const known = `CONSTRAINT usage_count_cube_known CHECK (cube IN (${cubes.map(({ name }) => `'${name}'`).join(', ')}))`;

const cellColumns = [
  ['reason_id', 'uuid'],
  ['version', 'integer'],
  ['channel', 'text'],
  ['department_id', 'uuid'],
  ['segment', 'text'],
  ['resolution_id', 'uuid'],
  ['coder_id', 'uuid'],
  ['initial_reason_id', 'uuid'],
  ['initial_version', 'integer'],
  ['handling', 'integer'],
  ['satisfaction', 'integer'],
  ['sentiment', 'text'],
  ['escalated', 'boolean'],
  ['first_contact_resolved', 'boolean'],
] as const;

function packed({ name, isByDay, isTimed, columns }: Cube): string {
  const common = commonTo(columns);
  const month = isByDay ? `date_trunc('month', starts_on::timestamp)::date` : 'starts_on';
  const others = columns.filter((column) => !common.includes(column));
  const cells: readonly (readonly [string, string])[] = [
    ...(isByDay ? [['day', 'starts_on'] as const] : []),
    ...[...others, 'contacts', ...(isTimed ? ['seconds'] : [])].map((column) => [column, column] as const),
  ];
  return `INSERT INTO usage_count (taxonomy_id, cube, month, ${[...common, ...cells.map(([to]) => `cell_${to}`)].join(', ')})
        SELECT taxonomy_id, cube, ${month}, ${[...common, ...cells.map(([, from]) => `array_agg(${from})`)].join(', ')}
        FROM usage_count_before WHERE cube = '${name}' GROUP BY taxonomy_id, cube, ${[month, ...common].join(', ')};`;
}

function unpacked({ name, isByDay, isTimed, columns }: Cube): string {
  const common = commonTo(columns);
  const all = [...columns, 'contacts', ...(isTimed ? ['seconds'] : [])];
  const selected = all.map((column) => (common.includes(column) ? column : `unnest(cell_${column})`));
  return `INSERT INTO usage_count (taxonomy_id, cube, starts_on, ${all.join(', ')})
        SELECT taxonomy_id, cube, ${isByDay ? 'unnest(cell_day)' : 'month'}, ${selected.join(', ')}
        FROM usage_count_packed WHERE cube = '${name}';`;
}

/** What the cells of a row have in common. */
const commonTo = (columns: readonly string[]): readonly string[] =>
  columns.includes('channel') && columns.includes('segment')
    ? ['channel', 'segment']
    : ['reason_id', 'version'];
