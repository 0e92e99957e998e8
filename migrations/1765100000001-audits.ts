import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agreement audits: which contacts were drawn from which frame, who codes them again, and what is to be done about it. */
export class Audits1765100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(audit);
    await runner.query(findings);
    await runner.query(guards);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audit_follow_up, audit_finding, audit_result, audit_assignment, audit_item, audit_coder, audit_stratum, audit;
    `);
  }
}

const audit = `
  CREATE TABLE audit (
    id uuid CONSTRAINT audit_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL CONSTRAINT audit_taxonomy REFERENCES taxonomy (id),
    title text NOT NULL,
    state text NOT NULL CONSTRAINT audit_state_known CHECK (state IN ('OPEN', 'CLOSED', 'CANCELLED')),
    revision integer NOT NULL,
    run_by uuid NOT NULL CONSTRAINT audit_run_by REFERENCES actor (id),
    version_id uuid NOT NULL CONSTRAINT audit_version REFERENCES taxonomy_version (id),
    version integer NOT NULL,
    digest text NOT NULL CONSTRAINT audit_snapshot REFERENCES snapshot (digest),
    population jsonb NOT NULL,
    design jsonb NOT NULL,
    measure text NOT NULL CONSTRAINT audit_measure_known
      CHECK (measure IN ('ALPHA', 'PERCENT_AGREEMENT', 'GWET_AC1')),
    threshold double precision NOT NULL,
    earlier_audit_id uuid CONSTRAINT audit_earlier_audit REFERENCES audit (id),
    frame_size integer NOT NULL,
    frame_digest text NOT NULL,
    exclusions jsonb NOT NULL,
    drawn_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_because text,
    cancelled_at timestamptz,
    CONSTRAINT audit_was_what_it_is CHECK (
      (state = 'CLOSED') = (closed_at IS NOT NULL) AND (state = 'CANCELLED') = (cancelled_at IS NOT NULL))
  );
  CREATE INDEX audit_by_taxonomy ON audit (taxonomy_id, id DESC);

  CREATE TABLE audit_stratum (
    taxonomy_id uuid NOT NULL,
    audit_id uuid NOT NULL CONSTRAINT audit_stratum_audit REFERENCES audit (id),
    place integer NOT NULL,
    reason_id uuid CONSTRAINT audit_stratum_reason REFERENCES reason (id),
    department_id uuid CONSTRAINT audit_stratum_department REFERENCES department (id),
    channel text,
    frame integer NOT NULL,
    sample integer NOT NULL CONSTRAINT audit_stratum_holds_its_sample CHECK (sample BETWEEN 0 AND frame),
    CONSTRAINT audit_stratum_pkey PRIMARY KEY (taxonomy_id, audit_id, place)
  );
  CREATE INDEX audit_stratum_by_audit ON audit_stratum (audit_id, place);

  CREATE TABLE audit_coder (
    taxonomy_id uuid NOT NULL,
    audit_id uuid NOT NULL CONSTRAINT audit_coder_audit REFERENCES audit (id),
    coder_id uuid NOT NULL CONSTRAINT audit_coder_coder REFERENCES coder (id),
    place integer NOT NULL,
    part text NOT NULL CONSTRAINT audit_coder_part_known CHECK (part IN ('SECOND', 'MODEL')),
    actor_id uuid NOT NULL CONSTRAINT audit_coder_actor REFERENCES actor (id),
    department_id uuid CONSTRAINT audit_coder_department REFERENCES department (id),
    CONSTRAINT audit_coder_pkey PRIMARY KEY (taxonomy_id, audit_id, coder_id),
    CONSTRAINT audit_coder_actor_unique UNIQUE (taxonomy_id, audit_id, actor_id)
  );
  CREATE INDEX audit_coder_by_audit ON audit_coder (audit_id, place);
  CREATE INDEX audit_coder_by_actor ON audit_coder (actor_id, audit_id);

  CREATE TABLE audit_item (
    id uuid CONSTRAINT audit_item_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL,
    audit_id uuid NOT NULL CONSTRAINT audit_item_audit REFERENCES audit (id),
    place integer NOT NULL,
    contact_id uuid NOT NULL,
    label text NOT NULL,
    stratum integer NOT NULL,
    first_reason_id uuid NOT NULL CONSTRAINT audit_item_first_reason REFERENCES reason (id),
    first_coder_id uuid CONSTRAINT audit_item_first_coder REFERENCES coder (id),
    CONSTRAINT audit_item_place_unique UNIQUE (taxonomy_id, audit_id, place),
    CONSTRAINT audit_item_contact_unique UNIQUE (taxonomy_id, audit_id, contact_id),
    CONSTRAINT audit_item_contact FOREIGN KEY (taxonomy_id, contact_id) REFERENCES contact_identity (taxonomy_id, id),
    CONSTRAINT audit_item_stratum FOREIGN KEY (taxonomy_id, audit_id, stratum)
      REFERENCES audit_stratum (taxonomy_id, audit_id, place)
  );
  CREATE INDEX audit_item_by_audit ON audit_item (audit_id, place);

  CREATE TABLE audit_assignment (
    taxonomy_id uuid NOT NULL,
    audit_id uuid NOT NULL CONSTRAINT audit_assignment_audit REFERENCES audit (id),
    coder_id uuid NOT NULL,
    item_id uuid NOT NULL CONSTRAINT audit_assignment_item REFERENCES audit_item (id),
    position integer NOT NULL,
    revision integer NOT NULL,
    coded_at timestamptz,
    CONSTRAINT audit_assignment_pkey PRIMARY KEY (taxonomy_id, audit_id, coder_id, item_id),
    CONSTRAINT audit_assignment_position_unique UNIQUE (taxonomy_id, audit_id, coder_id, position),
    CONSTRAINT audit_assignment_coder FOREIGN KEY (taxonomy_id, audit_id, coder_id)
      REFERENCES audit_coder (taxonomy_id, audit_id, coder_id),
    CONSTRAINT audit_assignment_coded_is_counted CHECK ((revision > 0) = (coded_at IS NOT NULL))
  );
  CREATE INDEX audit_assignment_by_audit ON audit_assignment (audit_id, coder_id, position);
  CREATE INDEX audit_assignment_by_item ON audit_assignment (item_id);
`;

const findings = `
  CREATE TABLE audit_result (
    taxonomy_id uuid NOT NULL,
    audit_id uuid NOT NULL CONSTRAINT audit_result_audit REFERENCES audit (id),
    formula text NOT NULL,
    results text NOT NULL,
    comparison text,
    CONSTRAINT audit_result_pkey PRIMARY KEY (taxonomy_id, audit_id)
  );
  CREATE INDEX audit_result_by_audit ON audit_result (audit_id);

  CREATE TABLE audit_finding (
    id uuid CONSTRAINT audit_finding_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL CONSTRAINT audit_finding_taxonomy REFERENCES taxonomy (id),
    audit_id uuid NOT NULL CONSTRAINT audit_finding_audit REFERENCES audit (id),
    reason_id uuid CONSTRAINT audit_finding_reason REFERENCES reason (id),
    text text NOT NULL,
    owner_id uuid NOT NULL CONSTRAINT audit_finding_owner REFERENCES department (id),
    due_on date NOT NULL,
    state text NOT NULL CONSTRAINT audit_finding_state_known
      CHECK (state IN ('OPEN', 'IN_PROGRESS', 'DONE', 'DISMISSED')),
    revision integer NOT NULL,
    recorded_by uuid NOT NULL CONSTRAINT audit_finding_actor REFERENCES actor (id),
    recorded_at timestamptz NOT NULL
  );
  CREATE INDEX audit_finding_by_taxonomy ON audit_finding (taxonomy_id, id DESC);
  CREATE INDEX audit_finding_by_audit ON audit_finding (audit_id, id);

  CREATE TABLE audit_follow_up (
    taxonomy_id uuid NOT NULL,
    finding_id uuid NOT NULL CONSTRAINT audit_follow_up_finding REFERENCES audit_finding (id),
    revision integer NOT NULL,
    state text NOT NULL,
    note text NOT NULL,
    noted_by uuid NOT NULL CONSTRAINT audit_follow_up_actor REFERENCES actor (id),
    noted_at timestamptz NOT NULL,
    CONSTRAINT audit_follow_up_pkey PRIMARY KEY (taxonomy_id, finding_id, revision)
  );
  CREATE INDEX audit_follow_up_by_finding ON audit_follow_up (finding_id, revision);
`;

const changing = ['audit', 'audit_assignment', 'audit_finding'];
const keptForEver = ['audit_stratum', 'audit_coder', 'audit_item', 'audit_result', 'audit_follow_up'];

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
