import { launcher, runToEnd } from './service-process';
import { startTestServer, type StartedTestServer } from './start-test-server';
import { createTemplate } from './template-database';
import { announceTestServer } from './test-server';

/** Where the tear-down of the same run finds the server. */
export const testRun = globalThis as typeof globalThis & { concordanceTestServer?: StartedTestServer };

/** Starts the one server of a test run and the template that test databases are cloned from. */
export default async function globalSetup(): Promise<void> {
  await build();
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

/** Once for the run, so that no two test files that start the service as a process build it at the same time. */
async function build(): Promise<void> {
  const { exitCode, stderr } = await runToEnd(process.execPath, [launcher, '--help']);
  if (exitCode !== 0) throw new Error(`the service cannot be built: ${stderr}`);
}
