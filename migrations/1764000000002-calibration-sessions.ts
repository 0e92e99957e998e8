import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calibration sessions: what is coded by whom in which order, and what was said and decided of it afterwards. */
export class CalibrationSessions1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(session);
    await runner.query(aftermath);
    await runner.query(guards);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE guideline_acknowledgement, decision_evidence, decision, discussion_note, adjudication_waiver,
        adjudication, assignment, session_item, session_coder, session_content, calibration_session;
    `);
  }
}

const session = `
  CREATE TABLE calibration_session (
    id uuid CONSTRAINT calibration_session_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL CONSTRAINT calibration_session_taxonomy REFERENCES taxonomy (id),
    title text NOT NULL,
    state text NOT NULL CONSTRAINT calibration_session_state_known
      CHECK (state IN ('PLANNED', 'OPEN', 'REVEALED', 'CLOSED', 'CANCELLED')),
    revision integer NOT NULL,
    facilitator_id uuid NOT NULL CONSTRAINT calibration_session_facilitator REFERENCES actor (id),
    planned_by uuid NOT NULL CONSTRAINT calibration_session_planned_by REFERENCES actor (id),
    adjudicator_blind boolean NOT NULL,
    deadline timestamptz,
    late_policy text NOT NULL CONSTRAINT calibration_session_late_policy_known
      CHECK (late_policy IN ('COUNT', 'EXCLUDE', 'REFUSE')),
    seed integer NOT NULL,
    planned_at timestamptz NOT NULL,
    opened_at timestamptz,
    revealed_at timestamptz,
    revealed_because text,
    closed_at timestamptz,
    cancelled_at timestamptz,
    CONSTRAINT calibration_session_was_what_it_is CHECK (
      (state <> 'OPEN' OR opened_at IS NOT NULL)
      AND (state <> 'REVEALED' OR revealed_at IS NOT NULL)
      AND (state = 'CLOSED') = (closed_at IS NOT NULL)
      AND (state = 'CANCELLED') = (cancelled_at IS NOT NULL))
  );
  CREATE INDEX calibration_session_by_taxonomy ON calibration_session (taxonomy_id, id DESC);

  CREATE TABLE session_content (
    taxonomy_id uuid NOT NULL,
    session_id uuid NOT NULL CONSTRAINT session_content_session REFERENCES calibration_session (id),
    content integer NOT NULL CONSTRAINT session_content_one_or_two CHECK (content IN (0, 1)),
    digest text NOT NULL CONSTRAINT session_content_snapshot REFERENCES snapshot (digest),
    version_id uuid CONSTRAINT session_content_version REFERENCES taxonomy_version (id),
    draft_id uuid CONSTRAINT session_content_draft REFERENCES draft (id),
    name text NOT NULL,
    CONSTRAINT session_content_pkey PRIMARY KEY (taxonomy_id, session_id, content),
    CONSTRAINT session_content_digest_unique UNIQUE (taxonomy_id, session_id, digest),
    CONSTRAINT session_content_is_of_a_version_or_draft CHECK (num_nonnulls(version_id, draft_id) = 1)
  );
  CREATE INDEX session_content_by_session ON session_content (session_id);

  CREATE TABLE session_coder (
    taxonomy_id uuid NOT NULL,
    session_id uuid NOT NULL CONSTRAINT session_coder_session REFERENCES calibration_session (id),
    coder_id uuid NOT NULL CONSTRAINT session_coder_coder REFERENCES coder (id),
    place integer NOT NULL,
    actor_id uuid CONSTRAINT session_coder_actor REFERENCES actor (id),
    withdrawn_at timestamptz,
    CONSTRAINT session_coder_pkey PRIMARY KEY (taxonomy_id, session_id, coder_id),
    CONSTRAINT session_coder_actor_unique UNIQUE (taxonomy_id, session_id, actor_id)
  );
  CREATE INDEX session_coder_by_session ON session_coder (session_id);

  CREATE TABLE session_item (
    id uuid CONSTRAINT session_item_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL,
    session_id uuid NOT NULL CONSTRAINT session_item_session REFERENCES calibration_session (id),
    place integer NOT NULL,
    contact_id uuid NOT NULL,
    label text NOT NULL,
    CONSTRAINT session_item_place_unique UNIQUE (taxonomy_id, session_id, place),
    CONSTRAINT session_item_contact_unique UNIQUE (taxonomy_id, session_id, contact_id),
    CONSTRAINT session_item_contact FOREIGN KEY (taxonomy_id, contact_id) REFERENCES contact (taxonomy_id, id)
  );
  CREATE INDEX session_item_by_session ON session_item (session_id, place);

  CREATE TABLE assignment (
    taxonomy_id uuid NOT NULL,
    session_id uuid NOT NULL CONSTRAINT assignment_session REFERENCES calibration_session (id),
    item_id uuid NOT NULL CONSTRAINT assignment_item REFERENCES session_item (id),
    coder_id uuid NOT NULL CONSTRAINT assignment_coder REFERENCES coder (id),
    content integer NOT NULL,
    position integer NOT NULL,
    revision integer NOT NULL,
    coded_at timestamptz,
    late boolean NOT NULL,
    withdrawn_at timestamptz,
    CONSTRAINT assignment_pkey PRIMARY KEY (taxonomy_id, session_id, coder_id, item_id, content),
    CONSTRAINT assignment_position_unique UNIQUE (taxonomy_id, session_id, coder_id, position, content),
    CONSTRAINT assignment_coded_is_counted CHECK ((revision > 0) = (coded_at IS NOT NULL))
  );
  CREATE INDEX assignment_by_item ON assignment (item_id);
  CREATE INDEX assignment_by_session ON assignment (session_id, coder_id, position, content);
`;

const outcomes = `('REASON', 'CANNOT_CODE', 'NO_REASON_FITS')`;
const causes = `('DEFINITION_UNCLEAR', 'REASONS_OVERLAP', 'MISSING_REASON', 'SLIP', 'INSUFFICIENT_INFORMATION',
      'SEVERAL_APPLY', 'OTHER')`;

const aftermath = `
  CREATE TABLE adjudication (
    taxonomy_id uuid NOT NULL,
    session_id uuid NOT NULL CONSTRAINT adjudication_session REFERENCES calibration_session (id),
    item_id uuid NOT NULL CONSTRAINT adjudication_item REFERENCES session_item (id),
    content integer NOT NULL,
    outcome text NOT NULL CONSTRAINT adjudication_outcome_known CHECK (outcome IN ${outcomes}),
    reason_id uuid CONSTRAINT adjudication_reason REFERENCES reason (id),
    rationale text NOT NULL,
    cause text CONSTRAINT adjudication_cause_known CHECK (cause IN ${causes}),
    revision integer NOT NULL,
    adjudicated_by uuid NOT NULL CONSTRAINT adjudication_actor REFERENCES actor (id),
    adjudicated_at timestamptz NOT NULL,
    CONSTRAINT adjudication_pkey PRIMARY KEY (taxonomy_id, session_id, item_id, content),
    CONSTRAINT adjudication_reason_where_it_is_one CHECK ((outcome = 'REASON') = (reason_id IS NOT NULL))
  );
  CREATE INDEX adjudication_by_item ON adjudication (item_id);

  CREATE TABLE adjudication_waiver (
    taxonomy_id uuid NOT NULL,
    session_id uuid NOT NULL CONSTRAINT adjudication_waiver_session REFERENCES calibration_session (id),
    item_id uuid NOT NULL CONSTRAINT adjudication_waiver_item REFERENCES session_item (id),
    because text NOT NULL,
    waived_by uuid NOT NULL CONSTRAINT adjudication_waiver_actor REFERENCES actor (id),
    waived_at timestamptz NOT NULL,
    CONSTRAINT adjudication_waiver_pkey PRIMARY KEY (taxonomy_id, session_id, item_id)
  );
  CREATE INDEX adjudication_waiver_by_item ON adjudication_waiver (item_id);

  CREATE TABLE discussion_note (
    id uuid CONSTRAINT discussion_note_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL,
    session_id uuid NOT NULL CONSTRAINT discussion_note_session REFERENCES calibration_session (id),
    item_id uuid NOT NULL CONSTRAINT discussion_note_item REFERENCES session_item (id),
    text text NOT NULL,
    author_id uuid NOT NULL CONSTRAINT discussion_note_author REFERENCES actor (id),
    written_at timestamptz NOT NULL
  );
  CREATE INDEX discussion_note_by_item ON discussion_note (item_id, id);

  CREATE TABLE decision (
    id uuid CONSTRAINT decision_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL,
    session_id uuid NOT NULL CONSTRAINT decision_session REFERENCES calibration_session (id),
    kind text NOT NULL CONSTRAINT decision_kind_known CHECK (kind IN ('GUIDELINE_EDIT', 'OPERATION', 'NOTE')),
    text text NOT NULL,
    decided_by uuid NOT NULL CONSTRAINT decision_actor REFERENCES actor (id),
    decided_at timestamptz NOT NULL,
    draft_id uuid CONSTRAINT decision_draft REFERENCES draft (id),
    draft_head integer,
    change_set_id uuid,
    applied_at timestamptz,
    CONSTRAINT decision_applied_names_its_draft CHECK (num_nonnulls(draft_id, draft_head, change_set_id, applied_at) IN (0, 4)),
    CONSTRAINT decision_note_is_not_applied CHECK (kind <> 'NOTE' OR applied_at IS NULL)
  );
  CREATE INDEX decision_by_session ON decision (session_id, id);
  CREATE INDEX decision_by_change_set ON decision (change_set_id) WHERE change_set_id IS NOT NULL;

  CREATE TABLE decision_evidence (
    taxonomy_id uuid NOT NULL,
    decision_id uuid NOT NULL CONSTRAINT decision_evidence_decision REFERENCES decision (id),
    item_id uuid NOT NULL CONSTRAINT decision_evidence_item REFERENCES session_item (id),
    CONSTRAINT decision_evidence_pkey PRIMARY KEY (taxonomy_id, decision_id, item_id)
  );
  CREATE INDEX decision_evidence_by_decision ON decision_evidence (decision_id);

  CREATE TABLE guideline_acknowledgement (
    taxonomy_id uuid NOT NULL,
    version_id uuid NOT NULL CONSTRAINT guideline_acknowledgement_version REFERENCES taxonomy_version (id),
    coder_id uuid NOT NULL CONSTRAINT guideline_acknowledgement_coder REFERENCES coder (id),
    acknowledged_by uuid NOT NULL CONSTRAINT guideline_acknowledgement_actor REFERENCES actor (id),
    acknowledged_at timestamptz NOT NULL,
    CONSTRAINT guideline_acknowledgement_pkey PRIMARY KEY (taxonomy_id, version_id, coder_id)
  );
`;

const changing = ['calibration_session', 'session_coder', 'assignment', 'adjudication', 'decision'];
const keptForEver = [
  'session_content',
  'session_item',
  'adjudication_waiver',
  'discussion_note',
  'decision_evidence',
  'guideline_acknowledgement',
];

const guards = [
  ...[...changing, ...keptForEver].map(
    (table) => `
      CREATE TRIGGER ${table}_image AFTER INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_image;`,
  ),
  ...changing.map(
    (table) => `
      CREATE TRIGGER ${table}_never_emptied BEFORE TRUNCATE ON ${table} EXECUTE FUNCTION deny_change();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_never_emptied;`,
  ),
  ...keptForEver.map(
    (table) => `
      CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} EXECUTE FUNCTION deny_change();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_kept;`,
  ),
].join('\n');
