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
      CREATE INDEX double_coding_by_exercise ON double_coding (taxonomy_id, exercise_id);
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
    await runner.query(`DROP TABLE evidence_count; DROP INDEX double_coding_by_exercise`);
  }
}

const counted = `
  INSERT INTO evidence_count (taxonomy_id, exercise_id, purpose, closed_on, ids, settings, units)
  SELECT e.taxonomy_id, e.exercise_id, e.purpose, e.closed_on, counted.ids, counted.settings, counted.units
  FROM (SELECT DISTINCT taxonomy_id, exercise_id, purpose, closed_on FROM double_coding) AS e
    CROSS JOIN LATERAL (
      WITH alike AS (
        SELECT setting, coder_ids, reason_ids, count(*)::integer AS contacts,
          (dense_rank() OVER (ORDER BY setting))::integer - 1 AS setting_at,
          row_number() OVER (ORDER BY setting, coder_ids, reason_ids) AS place
        FROM (SELECT d.*, jsonb_build_array(version, stratum, weight, month, channel, department_id, parts, outcomes,
          adjudicated_outcome, adjudicated_reason_id)::text COLLATE "C" AS setting FROM double_coding d
          WHERE d.taxonomy_id = e.taxonomy_id AND d.exercise_id = e.exercise_id) AS coded
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
