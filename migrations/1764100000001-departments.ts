import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments, and who speaks for them. */
export class Departments1764100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE department (
        id uuid CONSTRAINT department_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT department_taxonomy REFERENCES taxonomy (id),
        code text NOT NULL,
        name jsonb NOT NULL,
        aliases text[] NOT NULL,
        parent_id uuid,
        dissolved_at timestamptz,
        successor_id uuid,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT department_of_its_taxonomy UNIQUE (taxonomy_id, id),
        CONSTRAINT department_code_unique UNIQUE (taxonomy_id, code),
        CONSTRAINT department_parent FOREIGN KEY (taxonomy_id, parent_id) REFERENCES department (taxonomy_id, id),
        CONSTRAINT department_successor FOREIGN KEY (taxonomy_id, successor_id) REFERENCES department (taxonomy_id, id),
        CONSTRAINT department_not_its_own_parent CHECK (parent_id <> id),
        CONSTRAINT department_not_its_own_successor CHECK (successor_id <> id),
        CONSTRAINT department_successor_of_a_dissolved_one CHECK (successor_id IS NULL OR dissolved_at IS NOT NULL)
      );

      CREATE TABLE department_member (
        id uuid CONSTRAINT department_member_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL,
        department_id uuid NOT NULL,
        actor_id uuid NOT NULL CONSTRAINT department_member_actor REFERENCES actor (id),
        added_at timestamptz NOT NULL,
        removed_at timestamptz,
        CONSTRAINT department_member_department FOREIGN KEY (taxonomy_id, department_id)
          REFERENCES department (taxonomy_id, id)
      );
      CREATE UNIQUE INDEX department_member_once ON department_member (taxonomy_id, department_id, actor_id)
        WHERE removed_at IS NULL;
      CREATE INDEX department_member_by_actor ON department_member (actor_id) WHERE removed_at IS NULL;

      ${guarded('department')}
      ${guarded('department_member')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE department_member, department`);
  }
}

const guarded = (table: string): string => `
      CREATE TRIGGER ${table}_image AFTER INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_image;
      CREATE TRIGGER ${table}_never_emptied BEFORE TRUNCATE ON ${table} EXECUTE FUNCTION deny_change();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_never_emptied;`;
