import type { MigrationInterface, QueryRunner } from 'typeorm';

/* Which systems fetch which version of a list, and when they last did: whom a change would break. */
export class Consumers1765800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consumer_fetch (
        taxonomy_id uuid NOT NULL CONSTRAINT consumer_fetch_taxonomy REFERENCES taxonomy (id),
        actor_id uuid NOT NULL CONSTRAINT consumer_fetch_actor REFERENCES actor (id),
        version integer NOT NULL,
        first_fetched_at timestamptz NOT NULL,
        last_fetched_at timestamptz NOT NULL,
        CONSTRAINT consumer_fetch_pkey PRIMARY KEY (taxonomy_id, actor_id, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE consumer_fetch`);
  }
}
