import type { Command } from 'commander';
import { CliError, connect, type ServiceClient } from './client';
import {
  demoFile,
  demoKey as key,
  mutate,
  reasonIds,
  say,
  type DemoResult as Result,
} from './demo/demo-call';
import { giveOwners } from './demo/demo-owners';
import { calibrate } from './demo/demo-session';

interface DraftPayload extends Result {
  readonly draft?: { readonly id: string; readonly head: number; readonly submittedDigest: string | null };
}

interface Desk {
  readonly editor: ServiceClient;
  readonly steward: ServiceClient;
}

/** `concordance demo`: the project's own example, loaded through the commands that everybody uses. */
export function registerDemoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      `load an example: the taxonomy "${key}" of a telecom desk, two versions of it, a draft in review, departments that answer for its reasons and a calibration session`,
    )
    .option('--url <url>', 'where the service is')
    .action(async ({ url }: { url?: string }) => {
      const desk = { editor: connect({ url, role: 'EDITOR' }), steward: connect({ url, role: 'STEWARD' }) };
      const admin = connect({ url, role: 'ADMIN' });
      const taxonomyId = await createTaxonomy(admin);
      await firstVersion(desk);
      await secondVersion(desk, taxonomyId);
      await draftInReview(desk, taxonomyId);
      await giveOwners({ admin, steward: desk.steward }, taxonomyId);
      await calibrate({ admin, analyst: connect({ url, role: 'ANALYST' }) }, taxonomyId);
      say(`Look at it: open a link of "npx concordance tokens" and run the example operations.`);
    });
}

async function createTaxonomy(admin: ServiceClient): Promise<string> {
  const input = {
    key,
    name: [
      { language: 'en', text: 'Telecom desk' },
      { language: 'nl', text: 'Telecomdesk' },
    ],
    languages: ['en', 'nl'],
    timeZone: 'Europe/Amsterdam',
  };
  const result = await mutate<Result & { taxonomy?: { id: string } }>(admin, {
    name: 'createTaxonomy',
    input,
    fields: 'taxonomy { id }',
  });
  say(`Created the taxonomy ${key}, in English and Dutch.`);
  return result.taxonomy?.id ?? '';
}

async function firstVersion(desk: Desk): Promise<void> {
  const response = await desk.editor.request(
    `/v1/taxonomies/${key}/imports?format=csv&title=The%20first%20list`,
    {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: demoFile('telecom.csv'),
    },
  );
  const answer = (await response.json()) as {
    draft?: { id: string; head: number };
    problem?: { message: string };
  };
  if (answer.draft === undefined)
    throw new CliError(`the example was not imported: ${JSON.stringify(answer)}`);
  await publish(desk, answer.draft, 'the desk opens');
}

async function secondVersion(desk: Desk, taxonomyId: string): Promise<void> {
  const draft = await openDraft(desk, taxonomyId, 'What the first month taught');
  const ids = await reasonIds(desk.editor);
  const reason = (code: string): { reason: string } => ({ reason: ids.get(code) ?? '' });
  const edits: readonly (readonly [string, object])[] = [
    ['setLabel', { ...reason('internet-slow'), language: 'en', label: 'Slow internet' }],
    ['moveReason', { ...reason('contract-move'), parent: ids.get('internet') }],
    [
      'setNote',
      {
        ...reason('billing-amount-unknown'),
        note: 'EXCLUDES',
        language: 'en',
        text: 'A charge that is known but thought too high.',
        excludes: [ids.get('billing-amount-higher')],
        scope: 'EDITORIAL',
      },
    ],
    [
      'retireReason',
      {
        ...reason('mobile-roaming'),
        retirementReason: 'LOW_VOLUME',
        associations: [{ kind: 'REPLACED_BY', target: ids.get('mobile-coverage') }],
      },
    ],
  ];
  let head = draft.head;
  for (const [operation, fields] of edits)
    head = await edit(desk.editor, operation, { draft: draft.id, expectedHead: head, ...fields });
  await publish(desk, { id: draft.id, head }, 'what coders said after the first month');
}

async function draftInReview(desk: Desk, taxonomyId: string): Promise<void> {
  const draft = await openDraft(desk, taxonomyId, 'A place for fraud');
  const labels = [
    { language: 'en', text: 'Fraud' },
    { language: 'nl', text: 'Fraude' },
  ];
  const head = await edit(desk.editor, 'createReason', {
    draft: draft.id,
    expectedHead: draft.head,
    code: 'fraud',
    labels,
  });
  const submission = { draft: draft.id, expectedHead: head };
  await mutate(desk.editor, { name: 'submitDraft', input: submission, fields: 'draft { id }' });
  say('Left the draft "A place for fraud" in review.');
}

async function openDraft(
  { editor }: Desk,
  taxonomy: string,
  title: string,
): Promise<{ id: string; head: number }> {
  const { draft } = await mutate<DraftPayload>(editor, {
    name: 'openDraft',
    input: { taxonomy, title },
    fields: 'draft { id head submittedDigest }',
  });
  if (draft === undefined) throw new CliError(`expected the draft "${title}" to be opened`);
  return draft;
}

async function edit(editor: ServiceClient, operation: string, input: object): Promise<number> {
  const { draft } = await mutate<DraftPayload>(editor, {
    name: operation,
    input,
    fields: 'draft { id head submittedDigest }',
  });
  return draft?.head ?? 0;
}

async function publish(
  { editor, steward }: Desk,
  draft: { id: string; head: number },
  because: string,
): Promise<void> {
  const submission = { draft: draft.id, expectedHead: draft.head };
  const submitted = await mutate<DraftPayload>(editor, {
    name: 'submitDraft',
    input: submission,
    fields: 'draft { id head submittedDigest }',
  });
  const digest = submitted.draft?.submittedDigest;
  await mutate(steward, { name: 'approveDraft', input: { draft: draft.id, digest }, fields: 'draft { id }' });
  const fields = 'version { number reasonCount }';
  const result = await mutate<Result & { version?: { number: number; reasonCount: number } }>(steward, {
    name: 'publishVersion',
    input: { draft: draft.id, because },
    fields,
  });
  say(`Published version ${result.version?.number} with ${result.version?.reasonCount} reasons: ${because}.`);
}
