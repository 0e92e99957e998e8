import { randomBytes } from 'node:crypto';
import type { Role } from '../../src/access/domain';
import {
  ApproveDraftDocument,
  CreateReasonDocument,
  CreateTaxonomyDocument,
  OpenDraftDocument,
  PublishVersionDocument,
  SubmitDraftDocument,
  type CreateTaxonomyInput,
} from './generated/operations';
import { expectPayload, GraphqlClient, type SpokenTo } from './graphql';

export interface DraftRef {
  readonly id: string;
  readonly head: number;
}

/**
 * A taxonomy of a test's own and what is done with it, through the API alone. Each step returns what the next one needs,
 * and fails loudly where the service refuses.
 */
export class Scenario {
  private constructor(
    readonly service: SpokenTo,
    readonly key: string,
    readonly taxonomyId: string,
  ) {}

  static async create(
    service: SpokenTo,
    settings: Readonly<Partial<CreateTaxonomyInput>> = {},
  ): Promise<Scenario> {
    const key = `t-${randomBytes(5).toString('hex')}`;
    const input = { key, name: [{ language: 'en', text: 'A test' }], languages: ['en', 'nl'], ...settings };
    const { createTaxonomy } = await new GraphqlClient(service, 'ADMIN').ask(CreateTaxonomyDocument, {
      input,
    });
    const { taxonomy } = expectPayload(createTaxonomy, 'CreateTaxonomyPayload');
    return new Scenario(service, key, present(taxonomy).id);
  }

  as(role: Role): GraphqlClient {
    return new GraphqlClient(this.service, role);
  }

  async openDraft(title = 'A draft', role: Role = 'EDITOR'): Promise<DraftRef> {
    const input = { taxonomy: this.taxonomyId, title };
    const { openDraft } = await this.as(role).ask(OpenDraftDocument, { input });
    return present(expectPayload(openDraft, 'OpenDraftPayload').draft);
  }

  /** Creates a reason; answers its id and the draft at its new head. */
  async createReason(
    draft: DraftRef,
    reason: { readonly code: string; readonly label: string; readonly parent?: string | null },
    role: Role = 'EDITOR',
  ): Promise<{ readonly draft: DraftRef; readonly reason: string }> {
    const { code, label, parent = null } = reason;
    const labels = [{ language: 'en', text: label }];
    const input = { draft: draft.id, expectedHead: draft.head, code, labels, parent };
    const { createReason } = await this.as(role).ask(CreateReasonDocument, { input });
    const payload = expectPayload(createReason, 'CreateReasonPayload');
    return { draft: present(payload.draft), reason: present(payload.reason).reason.id };
  }

  /** Runs an operation on a draft by the name of its mutation. */
  async edit(
    draft: DraftRef,
    operation: string,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<DraftRef> {
    const input = { draft: draft.id, expectedHead: draft.head, ...fields };
    const call = { name: operation, input, fields: 'draft { id head }' };
    const result = await mutation<{ readonly draft?: DraftRef }>(this.service, 'EDITOR', call);
    if (result.draft !== undefined) return result.draft;
    throw new Error(`expected ${operation} to succeed, but got ${JSON.stringify(result)}`);
  }

  /** Runs a mutation by its name that must succeed; answers its payload. */
  async mutate<Payload>(role: Role, call: MutationCall): Promise<Payload> {
    const result = await mutation<Payload & { readonly __typename: string }>(this.service, role, call);
    if (result.__typename.endsWith('Payload')) return result;
    throw new Error(`expected ${call.name} to succeed, but got ${JSON.stringify(result)}`);
  }

  /** Submits a draft; answers the digest that its reviewers name. */
  async submit(draft: DraftRef, role: Role = 'EDITOR'): Promise<{ state: string; digest: string }> {
    const input = { draft: draft.id, expectedHead: draft.head };
    const { submitDraft } = await this.as(role).ask(SubmitDraftDocument, { input });
    const { state, submittedDigest } = present(expectPayload(submitDraft, 'SubmitDraftPayload').draft);
    return { state, digest: present(submittedDigest) };
  }

  /** Submits, approves as a steward and publishes as that steward, which a draft of an editor allows. */
  async publish(
    draft: DraftRef,
    effectiveFrom: string | null = null,
  ): Promise<{ readonly number: number; readonly digest: string }> {
    const { state, digest } = await this.submit(draft);
    const steward = this.as('STEWARD');
    if (state === 'IN_REVIEW') {
      const approved = await steward.ask(ApproveDraftDocument, { input: { draft: draft.id, digest } });
      expectPayload(approved.approveDraft, 'ApproveDraftPayload');
    }
    const input = { draft: draft.id, effectiveFrom, because: 'a test' };
    const { publishVersion } = await steward.ask(PublishVersionDocument, { input });
    return present(expectPayload(publishVersion, 'PublishVersionPayload').version);
  }
}

/** For a field that is null only where the caller may not see it. */
function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined)
    throw new Error('expected a value that is readable, but got null');
  return value;
}

export interface MutationCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Of the payload; of a problem its code and message come anyway. */
  readonly fields: string;
}

/** Runs a mutation that a test chooses by its name; answers its result, payload or problem. */
export async function mutation<Result>(
  service: SpokenTo,
  role: Role,
  { name, input, fields }: MutationCall,
): Promise<Result> {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const text = `mutation($input: ${type}Input!) { ${name}(input: $input) {
    __typename ... on ${type}Payload { ${fields} } ... on Problem { code message } } }`;
  const data = await new GraphqlClient(service, role).ask<Record<string, Result>, object>(text, { input });
  const result = data[name];
  if (result === undefined || result === null) throw new Error(`expected a result of ${name}, but got none`);
  return result;
}
