import { Scenario } from '../../support/scenario';
import { startService, type TestService } from '../../support/service';
import { onConnection } from '../../support/test-server';

jest.setTimeout(120_000);

let service: TestService;
beforeAll(async () => {
  service = await startService();
  const scenario = await Scenario.create(service);
  await scenario.createReason(await scenario.openDraft(), { code: 'A', label: 'Billing' });
});
afterAll(async () => await service.close());

const additions: Readonly<Record<string, string>> = {
  'a change': `INSERT INTO change (change_set_id, transaction_id, ordinal, kind, subject_type, subject_id, body)
    SELECT change_set_id, transaction_id, ordinal + 900, kind, subject_type, subject_id, body FROM change LIMIT 1`,
  'an operation': `INSERT INTO draft_operation (draft_id, head, ordinal, body, author_id, change_set_id, transaction_id)
    SELECT draft_id, head, ordinal + 900, body, author_id, change_set_id, transaction_id FROM draft_operation LIMIT 1`,
};

test.each(Object.entries(additions))(
  '%s added afterwards to a change set of an earlier transaction is refused by the database',
  async (_name, statement) => {
    const attempt = onConnection(service.database.runtime, (client) => client.query(statement));
    await expect(attempt).rejects.toThrow('the row names another transaction than its own');
  },
);
