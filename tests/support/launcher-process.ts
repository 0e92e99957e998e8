/**
 * A process that starts the embedded server on the folder it is given, says in one line of JSON how that went, and
 * stops when its input ends. Tests run it, kill it, and run it as other users.
 */
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../../src/platform/embedded-postgres';

const say = (outcome: object): void => console.log(JSON.stringify(outcome));

async function main(dataFolder: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataFolder, settings: { fsync: 'off' } });
  say({ processId: postgres.processId, connection: postgres.connection('owner') });
  process.stdin.resume().on('end', () => void postgres.stop());
}

main(process.argv[2] ?? '').catch((thrown: unknown) => {
  say({
    code: thrown instanceof EmbeddedPostgresError ? thrown.code : 'OTHER',
    message: String(thrown),
  });
  process.exitCode = 1;
});
