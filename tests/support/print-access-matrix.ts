import 'reflect-metadata';
import { accessMatrix, matrixTable } from './access-matrix';
import { startService } from './service';
import { startTestServer } from './start-test-server';
import { createTemplate } from './template-database';
import { announceTestServer } from './test-server';

/** Prints who may do what, as the running service answers a token of each role. */
async function print(): Promise<void> {
  const started = await startTestServer(process.env);
  try {
    await createTemplate(started.server);
    announceTestServer(started.server);
    const service = await startService();
    process.stdout.write(`${matrixTable(await accessMatrix(service))}\n`);
    await service.close();
  } finally {
    await started.stop();
  }
}

void print();
