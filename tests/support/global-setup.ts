import { startTestServer, type StartedTestServer } from './start-test-server';
import { createTemplate } from './template-database';
import { announceTestServer } from './test-server';

/** Where the tear-down of the same run finds the server. */
export const testRun = globalThis as typeof globalThis & { concordanceTestServer?: StartedTestServer };

/** Starts the one server of a test run and the template that test databases are cloned from. */
export default async function globalSetup(): Promise<void> {
  const started = await startTestServer(process.env);
  testRun.concordanceTestServer = started;
  try {
    await createTemplate(started.server);
  } catch (thrown) {
    await started.stop();
    throw thrown;
  }
  announceTestServer(started.server);
}
