import { CliError, type ServiceClient } from '../client';
import { demoFile, demoKey, mutate, say } from './demo-call';

const departments = [
  { code: 'FIN', en: 'Finance', nl: 'Financiën' },
  { code: 'NET', en: 'Network', nl: 'Netwerk' },
  { code: 'SALES', en: 'Sales', nl: 'Verkoop' },
];

/** Three departments, and who answers for what, from a file. */
export async function giveOwners(
  { admin, steward }: { readonly admin: ServiceClient; readonly steward: ServiceClient },
  taxonomy: string,
): Promise<void> {
  for (const { code, en, nl } of departments) {
    const name = [
      { language: 'en', text: en },
      { language: 'nl', text: nl },
    ];
    const input = { taxonomy, code, name };
    await mutate(admin, { name: 'createDepartment', input, fields: 'department { code }' });
  }
  const response = await steward.request(
    `/v1/taxonomies/${demoKey}/owners?${new URLSearchParams({ because: 'who answers for what' }).toString()}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: demoFile('owners.csv'),
    },
  );
  if (!response.ok) throw new CliError(`the owners were not taken: ${await response.text()}`);
  say(`Made ${departments.length} departments, which answer for all but Other.`);
}
