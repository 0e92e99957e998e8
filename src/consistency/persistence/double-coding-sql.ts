/**
 * What is kept of contacts that several coded, made of closed audits and sessions: the one rule for keeping and for
 * counting anew. An alias of `chosen` is the exercise: which ones are meant is a condition on it.
 */
export const ownColumns = [
  ...['taxonomy_id', 'item_id', 'content', 'exercise_id', 'purpose', 'closed_on', 'version', 'contact_id'],
  ...['stratum', 'weight', 'parts', 'coder_ids', 'outcomes', 'reason_ids'],
  ...['adjudicated_outcome', 'adjudicated_reason_id'],
] as const;

/** Facts of the contacts themselves, as they were when the exercise was closed. */
export const contactColumns = ['month', 'channel', 'department_id'] as const;

const codesOfUnit = `item_id, content,
    array_agg(part ORDER BY place, coder_id) AS parts, array_agg(coder_id ORDER BY place, coder_id) AS coder_ids,
    array_agg(outcome ORDER BY place, coder_id) AS outcomes, array_agg(reason_id ORDER BY place, coder_id) AS reason_ids`;

const given = `b.code::jsonb ->> 'outcome' AS outcome, (b.code::jsonb ->> 'reasonId')::uuid AS reason_id`;

/**
 * A contact weighs as many of its stratum as there are for each that a person coded again. What was coded in a pilot says
 * nothing of any version.
 */
export const unitsOfAudits = (chosen: string): string => `
  WITH chosen AS (
    SELECT a.*, (a.closed_at AT TIME ZONE t.time_zone)::date AS closed_on
    FROM audit a JOIN taxonomy t ON t.id = a.taxonomy_id WHERE a.state = 'CLOSED' AND a.version_id IS NOT NULL AND ${chosen}
  ), coding AS (
    SELECT i.id AS item_id, 0 AS content, -1 AS place, 'PRODUCTION' AS part, i.first_coder_id AS coder_id,
      'REASON' AS outcome, i.first_reason_id AS reason_id
    FROM audit_item i JOIN chosen a ON a.id = i.audit_id
    UNION ALL
    SELECT b.item_id, 0, c.place, CASE c.part WHEN 'MODEL' THEN 'MODEL' ELSE 'PERSON' END, b.coder_id, ${given}
    FROM blind_code b
      JOIN chosen a ON a.id = b.audit_id
      JOIN audit_assignment s ON s.taxonomy_id = b.taxonomy_id AND s.audit_id = b.audit_id AND s.coder_id = b.coder_id
        AND s.item_id = b.item_id AND s.revision = b.revision
      JOIN audit_coder c ON c.taxonomy_id = b.taxonomy_id AND c.audit_id = b.audit_id AND c.coder_id = b.coder_id
  ), unit AS (
    SELECT ${codesOfUnit}, bool_or(part = 'PERSON' AND outcome = 'REASON') AS is_coded_again
    FROM coding GROUP BY item_id, content HAVING count(*) > 1
  ), coded_again AS (
    SELECT i.audit_id, i.stratum, count(*) AS contacts
    FROM unit u JOIN audit_item i ON i.id = u.item_id WHERE u.is_coded_again GROUP BY 1, 2
  )
  SELECT a.taxonomy_id, u.item_id, u.content, a.id AS exercise_id, 'AUDIT' AS purpose, a.closed_on, a.version, i.contact_id,
    i.stratum, s.frame / coalesce(n.contacts, s.sample)::double precision AS weight, u.parts, u.coder_ids, u.outcomes,
    u.reason_ids, NULL AS adjudicated_outcome, NULL::uuid AS adjudicated_reason_id
  FROM unit u
    JOIN audit_item i ON i.id = u.item_id
    JOIN chosen a ON a.id = i.audit_id
    JOIN audit_stratum s ON s.taxonomy_id = i.taxonomy_id AND s.audit_id = i.audit_id AND s.place = i.stratum
    LEFT JOIN coded_again n ON n.audit_id = i.audit_id AND n.stratum = i.stratum`;

/** Codings that stand, in versions: what was coded with a draft says nothing of any version. */
export const unitsOfSessions = (chosen: string): string => `
  WITH chosen AS (
    SELECT s.*, (s.closed_at AT TIME ZONE t.time_zone)::date AS closed_on
    FROM calibration_session s JOIN taxonomy t ON t.id = s.taxonomy_id WHERE s.state = 'CLOSED' AND ${chosen}
  ), coding AS (
    SELECT b.item_id, b.content, c.place, CASE k.kind WHEN 'MODEL' THEN 'MODEL' ELSE 'PERSON' END AS part, b.coder_id, ${given}
    FROM blind_code b
      JOIN chosen s ON s.id = b.session_id
      JOIN assignment a ON a.taxonomy_id = b.taxonomy_id AND a.session_id = b.session_id AND a.coder_id = b.coder_id
        AND a.item_id = b.item_id AND a.content = b.content AND a.revision = b.revision AND a.withdrawn_at IS NULL
        AND (s.late_policy <> 'EXCLUDE' OR NOT a.late)
      JOIN session_coder c ON c.taxonomy_id = b.taxonomy_id AND c.session_id = b.session_id AND c.coder_id = b.coder_id
        AND c.withdrawn_at IS NULL
      JOIN coder k ON k.id = b.coder_id
  ), unit AS (
    SELECT ${codesOfUnit} FROM coding GROUP BY item_id, content HAVING count(*) > 1
  )
  SELECT s.taxonomy_id, u.item_id, u.content, s.id AS exercise_id, 'CALIBRATION' AS purpose, s.closed_on, v.number AS version,
    i.contact_id, 0 AS stratum, 1::double precision AS weight, u.parts, u.coder_ids, u.outcomes, u.reason_ids,
    j.outcome AS adjudicated_outcome, j.reason_id AS adjudicated_reason_id
  FROM unit u
    JOIN session_item i ON i.id = u.item_id
    JOIN chosen s ON s.id = i.session_id
    JOIN session_content sc ON sc.taxonomy_id = i.taxonomy_id AND sc.session_id = i.session_id AND sc.content = u.content
    JOIN taxonomy_version v ON v.id = sc.version_id
    LEFT JOIN adjudication j ON j.taxonomy_id = i.taxonomy_id AND j.session_id = i.session_id AND j.item_id = i.id
      AND j.content = u.content`;

/** Writes units with what is known of their contacts. */
export const keptUnits = (units: string): string => `
  INSERT INTO double_coding (${[...ownColumns, ...contactColumns].join(', ')})
  SELECT ${ownColumns.map((column) => `u.${column}`).join(', ')},
    date_trunc('month', coalesce(c.day, u.closed_on)::timestamp)::date, c.channel, c.department_id
  FROM (${units}) AS u
    LEFT JOIN contact_identity k ON k.taxonomy_id = u.taxonomy_id AND k.id = u.contact_id
    LEFT JOIN contact c ON c.taxonomy_id = k.taxonomy_id AND c.occurred_at = k.occurred_at AND c.id = k.id`;
