import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Contacts of an audit's sample that share a cluster (a customer, a thread): of each the place of the first one. Null where a
 * contact shares one with no other of the sample, and in audits that were drawn before clusters were looked at.
 */
export class ClustersOfAudits1765750000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE audit_item ADD COLUMN cluster integer
        CONSTRAINT audit_item_cluster_is_a_place CHECK (cluster >= 0 AND cluster <= place)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE audit_item DROP COLUMN cluster`);
  }
}
