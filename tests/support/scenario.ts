import { randomBytes } from 'node:crypto';
import type { Role } from '../../src/access/domain';
import { GraphqlClient } from './graphql';
import type { TestService } from './service';

export interface DraftRef {
  readonly id: string;
  readonly head: number;
}

const problem = '... on Problem { code message }';

/**
 * A taxonomy of a test's own and what is done with it, through the API alone. Each step returns what the next one needs,
 * and fails loudly where the service refuses.
 */
export class Scenario {
  private constructor(
    readonly service: TestService,
    readonly key: string,
    readonly taxonomyId: string,
  ) {}

  static async create(
    service: TestService,
    settings: Readonly<Record<string, unknown>> = {},
  ): Promise<Scenario> {
    const key = `t-${randomBytes(5).toString('hex')}`;
    const input = { key, name: [{ language: 'en', text: 'A test' }], languages: ['en', 'nl'], ...settings };
    const result = await mutate<{ taxonomy: { id: string } }>(
      service,
      'ADMIN',
      'createTaxonomy',
      input,
      'taxonomy { id }',
    );
    return new Scenario(service, key, result.taxonomy.id);
  }

  as(role: Role): GraphqlClient {
    return new GraphqlClient(this.service, role);
  }

  async openDraft(title = 'A draft', role: Role = 'EDITOR'): Promise<DraftRef> {
    const input = { taxonomy: this.taxonomyId, title };
    return (await this.mutate<{ draft: DraftRef }>(role, 'openDraft', input, 'draft { id head }')).draft;
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
    const fields = 'draft { id head } reason { reason { id } }';
    const payload = await this.mutate<{ draft: DraftRef; reason: { reason: { id: string } } }>(
      role,
      'createReason',
      input,
      fields,
    );
    return { draft: payload.draft, reason: payload.reason.reason.id };
  }

  async edit(
    draft: DraftRef,
    operation: string,
    fields: Readonly<Record<string, unknown>>,
    role: Role = 'EDITOR',
  ): Promise<DraftRef> {
    const input = { draft: draft.id, expectedHead: draft.head, ...fields };
    return (await this.mutate<{ draft: DraftRef }>(role, operation, input, 'draft { id head }')).draft;
  }

  /** Submits, approves as a steward and publishes as that steward, which a draft of an editor allows. */
  async publish(
    draft: DraftRef,
    effectiveFrom: string | null = null,
  ): Promise<{ readonly number: number; readonly digest: string }> {
    const submitted = await this.mutate<{ draft: { submittedDigest: string; state: string } }>(
      'EDITOR',
      'submitDraft',
      { draft: draft.id, expectedHead: draft.head },
      'draft { submittedDigest state }',
    );
    const { submittedDigest, state } = submitted.draft;
    if (state === 'IN_REVIEW') {
      await this.mutate(
        'STEWARD',
        'approveDraft',
        { draft: draft.id, digest: submittedDigest },
        'draft { state }',
      );
    }
    const input = { draft: draft.id, effectiveFrom, because: 'a test' };
    const payload = await this.mutate<{ version: { number: number; digest: string } }>(
      'STEWARD',
      'publishVersion',
      input,
      'version { number digest }',
    );
    return payload.version;
  }

  mutate<Payload>(
    role: Role,
    name: string,
    input: Readonly<Record<string, unknown>>,
    fields: string,
  ): Promise<Payload> {
    return mutate<Payload>(this.service, role, name, input, fields);
  }
}

/** Runs a mutation that must succeed; answers its payload. */
async function mutate<Payload>(
  service: TestService,
  role: Role,
  name: string,
  input: Readonly<Record<string, unknown>>,
  fields: string,
): Promise<Payload> {
  const result = await mutation<Payload & { __typename: string }>(service, role, { name, input, fields });
  if (result.__typename === `${typeOf(name)}Payload`) return result;
  throw new Error(
    `expected ${name} to succeed, but got ${JSON.stringify(result)} for ${JSON.stringify(input)}`,
  );
}

const typeOf = (mutationName: string): string => mutationName.charAt(0).toUpperCase() + mutationName.slice(1);

export interface MutationCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Of the payload; of a problem its code and message come anyway. */
  readonly fields: string;
}

/** Runs a mutation and answers its result, payload or problem. */
export async function mutation<Result>(
  service: TestService,
  role: Role,
  { name, input, fields }: MutationCall,
): Promise<Result> {
  const type = typeOf(name);
  const text = `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Payload { ${fields} } ${problem} } }`;
  const data = await new GraphqlClient(service, role).ask<Record<string, Result>, object>(text, { input });
  const result = data[name];
  if (result === undefined || result === null) throw new Error(`expected a result of ${name}, but got none`);
  return result;
}
