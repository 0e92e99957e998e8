import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessMatrix, matrixTable } from '../../support/access-matrix';
import { projectRoot } from '../../support/service-process';
import { startService, type TestService } from '../../support/service';

jest.setTimeout(180_000);

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

test('the table of the README is what the running service answers a token of each role', async () => {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const [, section = ''] = readme.split('### Who may do what');
  const table = /\|[^]*?\|\n\n/.exec(section)?.[0].trim() ?? '';
  expect(table).toBe(matrixTable(await accessMatrix(service)));
});
