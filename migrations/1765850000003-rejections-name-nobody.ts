import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a contact is known by, and the text of a line that could not be read, is kept with no fault of a row any more. */
export class RejectionsNameNobody1765850000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE ingest_rejection SET observed = NULL
      WHERE observed IS NOT NULL AND (field IN ('externalId', 'cluster') OR code = 'MALFORMED_LINE');
      UPDATE ingest_job SET failure = 'the header of the file does not fit its mapping' WHERE failure LIKE '%the column "%';
    `);
  }

  /** What was said once is not known any more. */
  async down(): Promise<void> {}
}
