/**
 * What closed exercises come to, each in one row: the one rule for keeping it, for counting it anew, and for counting
 * exercises without some contacts. See the table `evidence_count` for what the numbers mean.
 */
export const countColumns = [
  ...['taxonomy_id', 'exercise_id', 'purpose', 'closed_on', 'ids', 'settings', 'units'],
] as const;

/** What all contacts of one count have in common beside who coded them as what, in the order of `CountedSetting`. */
const setting = `jsonb_build_array(version, stratum, weight, month, channel, department_id, parts, outcomes,
  adjudicated_outcome, adjudicated_reason_id)::text COLLATE "C"`;

/**
 * Counts of what is kept of contacts, exercise by exercise: however many there are, each costs as much as it has contacts. Of
 * one exercise all is kept on one day, for one purpose.
 *
 * @param chosen says of contacts `d` which ones are meant, and so which exercises
 */
export const countedUnits = (chosen: string): string => `
  SELECT e.taxonomy_id, e.exercise_id, e.purpose, e.closed_on, counted.ids, counted.settings, counted.units
  FROM (SELECT DISTINCT taxonomy_id, exercise_id, purpose, closed_on FROM double_coding d WHERE ${chosen}) AS e
    CROSS JOIN LATERAL (
      WITH alike AS (
        SELECT setting, coder_ids, reason_ids, count(*)::integer AS contacts,
          (dense_rank() OVER (ORDER BY setting))::integer - 1 AS setting_at,
          row_number() OVER (ORDER BY setting, coder_ids, reason_ids) AS place
        FROM (SELECT d.*, ${setting} AS setting FROM double_coding d
          WHERE d.taxonomy_id = e.taxonomy_id AND d.exercise_id = e.exercise_id AND ${chosen}) AS coded
        GROUP BY setting, coder_ids, reason_ids
      ), named AS (
        SELECT coalesce(array_agg(id ORDER BY id), '{}') AS ids
        FROM (SELECT DISTINCT unnest(coder_ids || reason_ids) AS id FROM alike) AS given WHERE id IS NOT NULL
      ), number AS (
        SELECT place, 0 AS at, contacts AS value FROM alike
        UNION ALL SELECT place, 1, setting_at FROM alike
        UNION ALL SELECT a.place, 1 + g.at, coalesce(array_position(n.ids, g.id), 0) - 1
          FROM alike a CROSS JOIN named n CROSS JOIN LATERAL unnest(a.coder_ids || a.reason_ids) WITH ORDINALITY AS g (id, at)
      )
      SELECT (SELECT ids FROM named) AS ids,
        (SELECT jsonb_agg(setting::jsonb ORDER BY setting_at) FROM (SELECT DISTINCT setting, setting_at FROM alike) AS one) AS settings,
        (SELECT array_agg(value ORDER BY place, at) FROM number) AS units
    ) AS counted`;

/** Keeps the counts of exercises, of whose contacts it is kept already how they were coded. */
export const keptCounts = (chosen: string): string =>
  `INSERT INTO evidence_count (${countColumns.join(', ')}) ${countedUnits(chosen)}`;
