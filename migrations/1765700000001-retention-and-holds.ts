import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long contacts are kept, and what is kept longer whatever that says: a period, or the contacts of one customer. */
export class RetentionAndHolds1765700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE retention (
        taxonomy_id uuid CONSTRAINT retention_pkey PRIMARY KEY
          CONSTRAINT retention_taxonomy REFERENCES taxonomy (id),
        months integer CONSTRAINT retention_months_count CHECK (months BETWEEN 1 AND 1200),
        revision integer NOT NULL,
        set_at timestamptz NOT NULL
      );
      ${guarded('retention')}

      CREATE TABLE legal_hold (
        id uuid CONSTRAINT legal_hold_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT legal_hold_taxonomy REFERENCES taxonomy (id),
        salt text NOT NULL DEFAULT gen_random_uuid()::text,
        kind text NOT NULL CONSTRAINT legal_hold_kind_known CHECK (kind IN ('PERIOD', 'CUSTOMER')),
        from_day date,
        until_day date,
        customer_key text,
        because text NOT NULL,
        held_by uuid NOT NULL CONSTRAINT legal_hold_held_by REFERENCES actor (id),
        held_at timestamptz NOT NULL,
        released_by uuid CONSTRAINT legal_hold_released_by REFERENCES actor (id),
        released_at timestamptz,
        released_because text,
        CONSTRAINT legal_hold_of_some_days CHECK ((kind = 'PERIOD') = (from_day IS NOT NULL)
          AND (from_day IS NULL) = (until_day IS NULL) AND from_day < until_day),
        CONSTRAINT legal_hold_of_a_customer CHECK (customer_key IS NULL OR kind = 'CUSTOMER'),
        CONSTRAINT legal_hold_names_its_customer CHECK (kind <> 'CUSTOMER' OR customer_key IS NOT NULL OR released_at IS NOT NULL),
        CONSTRAINT legal_hold_released_with_a_reason CHECK ((released_at IS NULL) = (released_because IS NULL)
          AND (released_at IS NULL) = (released_by IS NULL))
      );
      CREATE INDEX legal_hold_by_taxonomy ON legal_hold (taxonomy_id, id DESC);
      ${guarded('legal_hold', `'customer_key'`)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE legal_hold, retention`);
  }
}

const guarded = (table: string, privateColumns = ''): string => `
      CREATE TRIGGER ${table}_image AFTER INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION record_row_image(${privateColumns});
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_image;
      CREATE TRIGGER ${table}_never_emptied BEFORE TRUNCATE ON ${table} EXECUTE FUNCTION deny_change();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_never_emptied;`;
