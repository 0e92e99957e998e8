import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft that was put on a newer version: its content is that version and the operations after this head. */
export class RebasedDrafts1764300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE draft ADD COLUMN base_head integer NOT NULL DEFAULT 0
        CONSTRAINT draft_base_head_is_passed CHECK (base_head >= 0 AND base_head <= head);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE draft DROP COLUMN base_head;`);
  }
}
