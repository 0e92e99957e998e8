import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What closed audits and sessions come to, counted once for each: contacts that were coded exactly alike make one count.
 * Scores read a row for each exercise in place of one for each contact. It is derived: what is kept already is counted here.
 *
 * `units` holds, for each count, the number of contacts, the place of its setting in `settings`, and for each code the places
 * in `ids` of who coded and then of the reasons given, -1 where there is none.
 */
export class EvidenceCounts1765600000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evidence_count (
        taxonomy_id uuid NOT NULL CONSTRAINT evidence_count_taxonomy REFERENCES taxonomy (id),
        exercise_id uuid NOT NULL,
        purpose text NOT NULL CONSTRAINT evidence_count_purpose_known CHECK (purpose IN ('AUDIT', 'CALIBRATION')),
        closed_on date NOT NULL,
        ids uuid[] NOT NULL,
        settings jsonb NOT NULL,
        units integer[] NOT NULL CONSTRAINT evidence_count_of_some CHECK (cardinality(units) > 0),
        CONSTRAINT evidence_count_pkey PRIMARY KEY (taxonomy_id, exercise_id)
      );
      CREATE INDEX evidence_count_by_day ON evidence_count (taxonomy_id, purpose, closed_on);
      CREATE TRIGGER evidence_count_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_count EXECUTE FUNCTION deny_change();
      ALTER TABLE evidence_count ENABLE ALWAYS TRIGGER evidence_count_kept;
    `);
    await runner.query(counted);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE evidence_count`);
  }
}

const counted = `
  INSERT INTO evidence_count (taxonomy_id, exercise_id, purpose, closed_on, ids, settings, units)
  WITH alike AS (
    SELECT taxonomy_id, exercise_id, purpose, closed_on, setting, coder_ids, reason_ids, count(*)::integer AS contacts,
      (dense_rank() OVER (PARTITION BY exercise_id ORDER BY setting))::integer - 1 AS setting_at,
      row_number() OVER (PARTITION BY exercise_id ORDER BY setting, coder_ids, reason_ids) AS place
    FROM (
      SELECT d.*, jsonb_build_array(version, stratum, weight, month, channel, department_id, parts, outcomes,
        adjudicated_outcome, adjudicated_reason_id)::text COLLATE "C" AS setting
      FROM double_coding d
    ) AS coded
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
  SELECT e.taxonomy_id, e.exercise_id, e.purpose, e.closed_on, coalesce(i.ids, '{}'), s.settings, u.units
  FROM (SELECT DISTINCT taxonomy_id, exercise_id, purpose, closed_on FROM alike) AS e
    JOIN (SELECT exercise_id, array_agg(value ORDER BY place, at) AS units FROM number GROUP BY 1) AS u USING (exercise_id)
    JOIN (SELECT exercise_id, jsonb_agg(setting::jsonb ORDER BY setting_at) AS settings
      FROM (SELECT DISTINCT exercise_id, setting, setting_at FROM alike) AS one GROUP BY 1) AS s USING (exercise_id)
    LEFT JOIN (SELECT exercise_id, array_agg(id ORDER BY name) AS ids FROM named GROUP BY 1) AS i USING (exercise_id)`;
