import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What became of suggestions. They are made anew whenever somebody asks; what is kept is each decision about one, with all that
 * spoke for it then, so that whoever asks years later on what evidence a reason was retired is told in numbers.
 */
export class SuggestionDecisions1765300000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE suggestion_decision (
        id uuid CONSTRAINT suggestion_decision_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT suggestion_decision_taxonomy REFERENCES taxonomy (id),
        key text NOT NULL,
        verdict text NOT NULL,
        suggestion jsonb NOT NULL,
        thresholds jsonb NOT NULL,
        as_of timestamptz NOT NULL,
        version integer NOT NULL,
        window_from date NOT NULL,
        window_until date NOT NULL,
        because text NOT NULL,
        snoozed_until timestamptz,
        draft_id uuid CONSTRAINT suggestion_decision_draft REFERENCES draft (id),
        draft_head integer,
        transfer_id uuid CONSTRAINT suggestion_decision_transfer REFERENCES transfer (id),
        change_set_id uuid NOT NULL,
        decided_by uuid NOT NULL CONSTRAINT suggestion_decision_actor REFERENCES actor (id),
        decided_at timestamptz NOT NULL,
        CONSTRAINT suggestion_decision_verdict CHECK (verdict IN ('ACCEPTED', 'DISMISSED', 'SNOOZED')),
        CONSTRAINT suggestion_decision_snoozed CHECK ((verdict = 'SNOOZED') = (snoozed_until IS NOT NULL)),
        CONSTRAINT suggestion_decision_acts CHECK (verdict = 'ACCEPTED' OR num_nonnulls(draft_id, transfer_id) = 0),
        CONSTRAINT suggestion_decision_head CHECK ((draft_id IS NULL) = (draft_head IS NULL))
      );
      CREATE INDEX suggestion_decision_by_key ON suggestion_decision (taxonomy_id, key, decided_at);
      CREATE INDEX suggestion_decision_by_change_set ON suggestion_decision (change_set_id);

      CREATE TRIGGER suggestion_decision_image AFTER INSERT OR UPDATE OR DELETE ON suggestion_decision
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE suggestion_decision ENABLE ALWAYS TRIGGER suggestion_decision_image;
      CREATE TRIGGER suggestion_decision_never_emptied BEFORE TRUNCATE ON suggestion_decision
        EXECUTE FUNCTION deny_change();
      ALTER TABLE suggestion_decision ENABLE ALWAYS TRIGGER suggestion_decision_never_emptied;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE suggestion_decision`);
  }
}
