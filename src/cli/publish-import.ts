import { CliError, type ServiceClient } from './client';
import { importExit } from './import-exit';

interface Draft {
  readonly id: string;
  readonly head: number;
}

interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly blockers?: readonly { readonly code: string; readonly message: string }[];
  readonly draft?: {
    readonly state: string;
    readonly review: { readonly waitingFor: readonly string[] } | null;
  };
  readonly version?: { readonly number: number; readonly digest: string };
}

const problem = '... on Problem { code message } ... on DraftBlockedProblem { blockers { code message } }';

const submission = `mutation Submit($input: SubmitDraftInput!) {
  submitDraft(input: $input) {
    __typename
    ... on SubmitDraftPayload { draft { state review { waitingFor } } }
    ${problem}
  }
}`;

const publication = `mutation Publish($input: PublishVersionInput!) {
  publishVersion(input: $input) {
    __typename
    ... on PublishVersionPayload { version { number digest } }
    ${problem}
  }
}`;

/** How many approvals a taxonomy asks for; null where there is none with this key. */
export async function approvalsOf(client: ServiceClient, key: string): Promise<number | null> {
  const query = 'query Approvals($key: String!) { taxonomy(key: $key) { policy { approvals } } }';
  type Answer = { readonly taxonomy: { readonly policy: { readonly approvals: number } } | null };
  const { taxonomy } = await client.graphql<Answer>(query, { key });
  return taxonomy?.policy.approvals ?? null;
}

/** Submits the draft of an import; publishes it where that is enough, else says who is missing and ends with 3. */
export async function publishImport(
  client: ServiceClient,
  draft: Draft,
  { because, effectiveFrom }: { readonly because: string; readonly effectiveFrom: string | null },
): Promise<void> {
  const submitInput = { draft: draft.id, expectedHead: draft.head };
  const { submitDraft } = await client.graphql<{ submitDraft: Answer }>(submission, { input: submitInput });
  const submitted = submitDraft.draft;
  if (submitted === undefined) throw refusal(submitDraft, draft);
  if (submitted.state !== 'APPROVED') {
    const missing = submitted.review?.waitingFor.join('; ') ?? 'approvals';
    throw new CliError(`The draft ${draft.id} is in review and waits for ${missing}.`, importExit.inReview);
  }
  const input = { draft: draft.id, because, effectiveFrom };
  const { publishVersion } = await client.graphql<{ publishVersion: Answer }>(publication, { input });
  const { version } = publishVersion;
  if (version === undefined) throw refusal(publishVersion, draft);
  process.stdout.write(`Published version ${version.number}, ${version.digest}.\n`);
}

function refusal({ code, message, blockers = [] }: Answer, { id }: Draft): CliError {
  const lines = blockers.map((blocker) => `\n  ${blocker.code}: ${blocker.message}`).join('');
  const isBlocked = blockers.some((blocker) => blocker.code === 'BLOCKING_FINDINGS');
  return new CliError(
    `${code}: ${message}${lines}\nThe draft ${id} stays open.`,
    isBlocked ? importExit.blocked : importExit.failed,
  );
}
