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

/** Counts of what is kept of contacts. Of one exercise all is kept on one day, for one purpose. */
export const countedUnits = (chosen: string): string => `
  WITH alike AS (
    SELECT taxonomy_id, exercise_id, purpose, closed_on, setting, coder_ids, reason_ids, count(*)::integer AS contacts,
      (dense_rank() OVER (PARTITION BY exercise_id ORDER BY setting))::integer - 1 AS setting_at,
      row_number() OVER (PARTITION BY exercise_id ORDER BY setting, coder_ids, reason_ids) AS place
    FROM (SELECT d.*, ${setting} AS setting FROM double_coding d WHERE ${chosen}) AS coded
    GROUP BY taxonomy_id, exercise_id, purpose, closed_on, setting, coder_ids, reason_ids
  ), named AS (
    SELECT exercise_id, id, (row_number() OVER (PARTITION BY exercise_id ORDER BY id))::integer - 1 AS name
    FROM (SELECT DISTINCT exercise_id, unnest(coder_ids || reason_ids) AS id FROM alike) AS given WHERE id IS NOT NULL
  ), number AS (
    SELECT exercise_id, place, 0 AS at, contacts AS value FROM alike
    UNION ALL SELECT exercise_id, place, 1, setting_at FROM alike
    UNION ALL SELECT a.exercise_id, a.place, 1 + g.at, coalesce(n.name, -1)
      FROM alike a CROSS JOIN LATERAL unnest(a.coder_ids || a.reason_ids) WITH ORDINALITY AS g (id, at)
        LEFT JOIN named n ON n.exercise_id = a.exercise_id AND n.id = g.id
  )
  SELECT e.taxonomy_id, e.exercise_id, e.purpose, e.closed_on, coalesce(i.ids, '{}') AS ids, s.settings, u.units
  FROM (SELECT DISTINCT taxonomy_id, exercise_id, purpose, closed_on FROM alike) AS e
    JOIN (SELECT exercise_id, array_agg(value ORDER BY place, at) AS units FROM number GROUP BY 1) AS u USING (exercise_id)
    JOIN (SELECT exercise_id, jsonb_agg(setting::jsonb ORDER BY setting_at) AS settings
      FROM (SELECT DISTINCT exercise_id, setting, setting_at FROM alike) AS one GROUP BY 1) AS s USING (exercise_id)
    LEFT JOIN (SELECT exercise_id, array_agg(id ORDER BY name) AS ids FROM named GROUP BY 1) AS i USING (exercise_id)`;

/** Keeps the counts of exercises, of whose contacts it is kept already how they were coded. */
export const keptCounts = (chosen: string): string =>
  `INSERT INTO evidence_count (${countColumns.join(', ')}) ${countedUnits(chosen)}`;
