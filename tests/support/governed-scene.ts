import { randomUUID } from 'node:crypto';
import type { Permission } from '../../src/access/domain';
import { GraphqlClient, type SpokenTo } from './graphql';
import { mutation, Scenario, type DraftRef } from './scenario';
import type { TestService } from './service';

export type Input = Readonly<Record<string, unknown>>;

/**
 * A taxonomy with one published version and a draft on it. Billing has the children invoice (with a synonym, and a resolution that is
 * forbidden) and refund;
 * delivery stands beside it, and fax is retired.
 */
export interface GovernedScene {
  readonly scenario: Scenario;
  readonly draft: DraftRef;
  readonly billing: string;
  readonly invoice: string;
  readonly refund: string;
  readonly delivery: string;
  readonly fax: string;
}

const outdated = { retirementReason: 'OUTDATED', justification: 'Nobody has one.' };

/** To which triggers send contacts. */
const financeOf = ({ taxonomyId }: Scenario): Input => ({
  taxonomy: taxonomyId,
  code: 'FINANCE',
  name: [{ language: 'en', text: 'Finance' }],
});

export async function governedScene(
  service: SpokenTo,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<GovernedScene> {
  const scenario = await Scenario.create(service, settings);
  await scenario.mutate('ADMIN', {
    name: 'createDepartment',
    input: financeOf(scenario),
    fields: 'department { id }',
  });
  const first = await scenario.openDraft('First');
  const billing = await scenario.createReason(first, { code: 'billing', label: 'Billing' });
  const invoice = await scenario.createReason(billing.draft, {
    code: 'invoice',
    label: 'Copy of invoice',
    parent: billing.reason,
  });
  const refund = await scenario.createReason(invoice.draft, {
    code: 'refund',
    label: 'Refund',
    parent: billing.reason,
  });
  const delivery = await scenario.createReason(refund.draft, { code: 'delivery', label: 'Delivery' });
  const fax = await scenario.createReason(delivery.draft, { code: 'fax', label: 'Fax' });
  const retired = await scenario.edit(fax.draft, 'retireReason', { reason: fax.reason, ...outdated });
  const synonym = { reason: invoice.reason, language: 'en', text: 'Bill' };
  const named = await scenario.edit(retired, 'addSynonym', synonym);
  const lost = { reason: invoice.reason, resolution: 'LOST', use: 'FORBIDDEN' };
  await scenario.publish(await scenario.edit(named, 'mapResolution', lost));
  return {
    scenario,
    draft: await scenario.openDraft('Work'),
    billing: billing.reason,
    invoice: invoice.reason,
    refund: refund.reason,
    delivery: delivery.reason,
    fax: fax.reason,
  };
}

interface Submitted {
  readonly draft: { readonly id: string; readonly head: number; readonly submittedDigest: string };
}

/** A draft that an editor changed and submitted. */
export async function submittedDraft(scene: GovernedScene): Promise<Submitted['draft']> {
  const { scenario, invoice } = scene;
  const opened = await scenario.openDraft('For review');
  const draft = await scenario.edit(opened, 'setIntent', { reason: invoice, language: 'en', text: 'A copy' });
  const input = { draft: draft.id, expectedHead: draft.head };
  const fields = 'draft { id head submittedDigest }';
  return (await scenario.mutate<Submitted>('EDITOR', { name: 'submitDraft', input, fields })).draft;
}

export async function approvedDraft(scene: GovernedScene): Promise<Submitted['draft']> {
  const draft = await submittedDraft(scene);
  const input = { draft: draft.id, digest: draft.submittedDigest };
  await scene.scenario.mutate('STEWARD', { name: 'approveDraft', input, fields: 'draft { state }' });
  return draft;
}

interface NewActor {
  readonly actor: { readonly id: string };
}

export async function newActor(service: SpokenTo, name = 'Somebody'): Promise<string> {
  const input = { kind: 'PERSON', name };
  const call = { name: 'createActor', input, fields: 'actor { id }' };
  return (await mutation<NewActor>(service, 'ADMIN', call)).actor.id;
}

export interface IssuedKey {
  readonly apiKey: string;
  readonly token: string;
}

export async function newKey(service: SpokenTo, input: Input): Promise<IssuedKey> {
  const call = { name: 'issueApiKey', input: { label: 'A key', ...input }, fields: 'apiKey token' };
  return mutation<IssuedKey>(service, 'ADMIN', call);
}

/** Somebody who holds roles in one taxonomy and nowhere else, signed in with a key narrowed to it. */
export async function memberOf(
  service: TestService,
  taxonomy: string,
  roles: readonly string[],
): Promise<GraphqlClient> {
  const actor = await newActor(service, `Member as ${roles.join(', ')}`);
  for (const role of roles) {
    await mutation(service, 'ADMIN', {
      name: 'grantRole',
      input: { actor, role, taxonomy },
      fields: 'actor { id }',
    });
  }
  return new GraphqlClient(service, await newKey(service, { actor, taxonomy }));
}

interface Previewed {
  readonly previewRebase: { readonly token: string };
}

/** An edited draft that is behind: another one was published since it was opened, about nothing that anybody owns. */
async function rebaseInput(scene: GovernedScene): Promise<Input> {
  const { scenario, invoice } = scene;
  const behind = await scenario.openDraft('Behind');
  const { id, head } = await scenario.edit(behind, 'setPriority', { reason: invoice, priority: 'HIGH' });
  const other = await scenario.openDraft('Ahead');
  const code = `ahead-${randomUUID().slice(0, 8)}`;
  await scenario.publish((await scenario.createReason(other, { code, label: code })).draft);
  const text = 'query($id: ID!) { previewRebase(draft: $id) { token } }';
  const { previewRebase } = await scenario.as('EDITOR').ask<Previewed, object>(text, { id });
  return { draft: id, expectedHead: head, token: previewRebase.token, because: 'The world went on.' };
}

/** One mutation of the schema, with an input that it accepts in a fresh scene. */
export interface MutationCase {
  readonly name: string;
  readonly permission: Permission;
  readonly accepted: (scene: GovernedScene) => Input | Promise<Input>;
}

const edit = ({ draft }: GovernedScene): Input => ({ draft: draft.id, expectedHead: draft.head });
const editOf = (pick: (scene: GovernedScene) => string, fields: Input) => (scene: GovernedScene) => ({
  ...edit(scene),
  reason: pick(scene),
  ...fields,
});
const editInvoice = (fields: Input) => editOf((scene) => scene.invoice, fields);
const editFax = (fields: Input) => editOf((scene) => scene.fax, fields);
const proposal = (name: string, accepted: MutationCase['accepted']): MutationCase => ({
  name,
  permission: 'proposeChange',
  accepted,
});

export const operationCases: readonly MutationCase[] = [
  proposal('createReason', (scene) => ({
    ...edit(scene),
    code: 'dispute',
    labels: [{ language: 'en', text: 'Dispute' }],
    parent: scene.billing,
    place: 'FIRST',
  })),
  proposal('setLabel', editInvoice({ language: 'nl', label: 'Kopie factuur' })),
  proposal('addSynonym', editInvoice({ language: 'en', text: 'Statement', hidden: true })),
  proposal('removeSynonym', editInvoice({ language: 'en', text: 'Bill' })),
  proposal('promoteSynonym', editInvoice({ language: 'en', text: 'Bill' })),
  proposal('setCode', editInvoice({ code: 'invoice-copy' })),
  proposal('setNote', (scene) =>
    editInvoice({
      note: 'EXCLUDES',
      language: 'en',
      text: 'Money back',
      excludes: [scene.refund],
      scope: 'SCOPE_CHANGE',
    })(scene),
  ),
  proposal('setResidual', editInvoice({ residual: true })),
  proposal('setKind', editInvoice({ kind: 'REQUEST' })),
  proposal('setUseCaseGroups', editInvoice({ useCaseGroups: ['BILLING', 'SELF_SERVICE'] })),
  proposal('setIntent', editInvoice({ language: 'en', text: 'Has the copy' })),
  proposal('setPriority', editInvoice({ priority: 'HIGH' })),
  proposal('setTarget', editInvoice({ target: { amount: 2, unit: 'DAY', clock: 'WORKING' } })),
  proposal(
    'setEscalation',
    editInvoice({ escalations: [{ repeatCountAtLeast: 2, department: 'FINANCE', deadlineMinutes: 60 }] }),
  ),
  proposal('setChannels', editInvoice({ channels: ['PHONE'] })),
  proposal('setArticles', editInvoice({ articles: [{ title: 'Copies', url: 'https://example.org/a' }] })),
  proposal(
    'mapResolution',
    editInvoice({
      ...{ resolution: 'SENT', use: 'EXPECTED', isDefault: true },
      followUpWithin: { amount: 2, unit: 'DAY', clock: 'WORKING' },
    }),
  ),
  proposal('unmapResolution', editInvoice({ resolution: 'LOST' })),
  proposal('mergeReasons', (scene) => ({
    ...edit(scene),
    sources: [scene.invoice, scene.refund],
    intoNew: { code: 'money', labels: [{ language: 'en', text: 'Money' }], parent: scene.billing },
  })),
  proposal('splitReason', (scene) =>
    editInvoice({
      into: [
        { reason: scene.refund, share: 0.25 },
        {
          newReason: { code: 'copy', labels: [{ language: 'en', text: 'Copy' }], parent: scene.billing },
        },
      ],
      keepSource: false,
    })(scene),
  ),
  proposal('moveReason', (scene) =>
    editInvoice({ parent: scene.delivery, afterSibling: null, place: 'LAST' })(scene),
  ),
  proposal('reorderSiblings', (scene) => ({
    ...edit(scene),
    parent: scene.billing,
    order: [scene.refund, scene.invoice],
  })),
  proposal('retireReason', (scene) =>
    editInvoice({
      retirementReason: 'MERGED',
      associations: [{ kind: 'REPLACED_BY', target: scene.refund }],
    })(scene),
  ),
  proposal('reviseRetirement', (scene) =>
    editFax({
      retirementReason: 'SPLIT',
      associations: [
        { kind: 'PARTIALLY_EQUIVALENT_TO', target: scene.refund, share: 0.25 },
        { kind: 'PARTIALLY_EQUIVALENT_TO', target: scene.invoice },
      ],
    })(scene),
  ),
  proposal('reactivateReason', editFax({})),
];

export const reviewCases: readonly MutationCase[] = [
  proposal('rebaseDraft', rebaseInput),
  proposal('undoOperations', async ({ scenario, invoice }) => {
    const opened = await scenario.openDraft('Undone');
    const { id, head } = await scenario.edit(opened, 'setPriority', { reason: invoice, priority: 'LOW' });
    return { draft: id, expectedHead: head, count: 1 };
  }),
  proposal('openDraft', ({ scenario }) => ({ taxonomy: scenario.taxonomyId, title: 'Another' })),
  proposal('submitDraft', async ({ scenario, draft, invoice }) => {
    const { id, head } = await scenario.edit(draft, 'setPriority', { reason: invoice, priority: 'LOW' });
    return { draft: id, expectedHead: head };
  }),
  {
    name: 'approveDraft',
    permission: 'approveDraft',
    accepted: async (scene) => {
      const { id, submittedDigest } = await submittedDraft(scene);
      return { draft: id, digest: submittedDigest, note: 'Fine.' };
    },
  },
  {
    name: 'requestChanges',
    permission: 'approveDraft',
    accepted: async (scene) => ({ draft: (await submittedDraft(scene)).id, comment: 'Split it.' }),
  },
  proposal('abandonDraft', ({ draft }) => ({ draft: draft.id, because: 'Not needed.' })),
  {
    name: 'publishVersion',
    permission: 'publishVersion',
    accepted: async (scene) => ({ draft: (await approvedDraft(scene)).id, because: 'It is time.' }),
  },
];

interface Numbered {
  readonly taxonomy: { readonly versions: { readonly nodes: readonly { readonly id: string }[] } };
}

/** The ids of two versions of the scene's taxonomy, the second of which changed nothing that anybody owns. */
async function twoVersions({ scenario }: GovernedScene): Promise<readonly [earlier: string, later: string]> {
  const other = await scenario.openDraft('Next');
  const code = `next-${randomUUID().slice(0, 8)}`;
  await scenario.publish((await scenario.createReason(other, { code, label: code })).draft);
  const text = 'query($key: String!) { taxonomy(key: $key) { versions(first: 2) { nodes { id } } } }';
  const { taxonomy } = await scenario.as('MACHINE').ask<Numbered, object>(text, { key: scenario.key });
  const [later, earlier] = taxonomy.versions.nodes;
  return [earlier?.id ?? '', later?.id ?? ''];
}

export const correspondenceCases: readonly MutationCase[] = [
  {
    name: 'reviseCorrespondence',
    permission: 'curateCorrespondence',
    accepted: async (scene) => {
      const [fromVersion, toVersion] = await twoVersions(scene);
      const share = { value: 0.75, method: 'GIVEN', n: null, session: null };
      const links = [
        { target: scene.invoice, kind: 'PART', share },
        { target: scene.refund, kind: 'PART' },
      ];
      const sources = [{ source: scene.invoice, links, note: 'As the desk says.' }];
      return { fromVersion, toVersion, expectedRevision: 1, sources, because: 'It was split.' };
    },
  },
  {
    name: 'importCorrespondence',
    permission: 'curateCorrespondence',
    accepted: async (scene) => {
      const [fromVersion, toVersion] = await twoVersions(scene);
      const content = 'code,target,flag\ninvoice,invoice,1\ninvoice,refund,1\n';
      const columns = [{ field: 'source', column: 'code' }];
      return { fromVersion, toVersion, content, columns, skipRows: 0, dryRun: false, because: 'A table.' };
    },
  },
];

interface Scheduled {
  readonly version: { readonly id: string };
}

/** A version that is to be in force in a far year, of a taxonomy of its own: nothing could be published after it. */
async function scheduledVersion({ scenario: { service } }: GovernedScene): Promise<string> {
  const own = await governedScene(service);
  const input = {
    ...{ draft: (await approvedDraft(own)).id, because: 'Later.' },
    effectiveFrom: '2999-01-01T00:00:00Z',
  };
  const call = { name: 'publishVersion', input, fields: 'version { id }' };
  return (await own.scenario.mutate<Scheduled>('STEWARD', call)).version.id;
}

export const scheduleCases: readonly MutationCase[] = [
  proposal('revertToVersion', async (scene) => {
    await twoVersions(scene);
    return { taxonomy: scene.scenario.taxonomyId, number: 1, title: 'As it was' };
  }),
  {
    name: 'unscheduleVersion',
    permission: 'publishVersion',
    accepted: async (scene) => ({ scheduledVersion: await scheduledVersion(scene), because: 'Not yet.' }),
  },
];

/** A day ahead: a waiver ends within two years. */
export const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString();

interface Granted {
  readonly waiver: { readonly id: string };
}

export async function grantedWaiver({ scenario }: GovernedScene, wish: Input): Promise<string> {
  const input = { taxonomy: scenario.taxonomyId, expiresAt: tomorrow(), because: 'Until spring.', ...wish };
  const call = { name: 'grantWaiver', input, fields: 'waiver { id }' };
  return (await scenario.mutate<Granted>('STEWARD', call)).waiver.id;
}

export const waiverCases: readonly MutationCase[] = [
  {
    name: 'grantWaiver',
    permission: 'keepWaivers',
    accepted: ({ scenario, billing, draft }) => ({
      ...{ taxonomy: scenario.taxonomyId, rule: 'FAN_OUT', of: draft.id, reason: billing },
      ...{ expiresAt: tomorrow(), because: 'Until spring.' },
    }),
  },
  {
    name: 'revokeWaiver',
    permission: 'keepWaivers',
    accepted: async (scene) => {
      const { id } = await scene.scenario.openDraft('Waived');
      return { waiver: await grantedWaiver(scene, { rule: 'DEPTH', of: id }), because: 'Mended.' };
    },
  },
];

export const settingCases: readonly MutationCase[] = [
  {
    name: 'setPolicy',
    permission: 'setPolicy',
    accepted: ({ scenario }) => ({
      taxonomy: scenario.taxonomyId,
      expectedRevision: 1,
      policy: { maxDepth: 4, severities: [{ rule: 'SINGLE_CHILD', severity: 'OFF' }] },
      because: 'Deeper menus.',
    }),
  },
  {
    name: 'setTaxonomyChannels',
    permission: 'setPolicy',
    accepted: ({ scenario }) => ({
      taxonomy: scenario.taxonomyId,
      expectedRevision: 1,
      channels: [{ code: 'LETTER', labels: [{ language: 'en', text: 'Letter' }] }],
      because: 'Letters only.',
    }),
  },
];

/** Those that concern the whole service, or an actor and not a content. */
export const serviceCases = (service: TestService): readonly MutationCase[] => {
  const byAdmin = (name: string, accepted: MutationCase['accepted']): MutationCase => ({
    name,
    permission: 'manageAccess',
    accepted,
  });
  return [
    {
      name: 'createTaxonomy',
      permission: 'createTaxonomy',
      accepted: ({ scenario }) => ({
        key: `${scenario.key}-b`,
        name: [{ language: 'en', text: 'Bank' }],
        languages: ['en', 'pt-BR'],
        timeZone: 'Europe/Amsterdam',
        channels: [{ code: 'PHONE', labels: [{ language: 'en', text: 'Phone' }] }],
        policy: { approvals: 2 },
      }),
    },
    byAdmin('createActor', () => ({ kind: 'PERSON', name: 'Anna' })),
    byAdmin('grantRole', async ({ scenario }) => ({
      actor: await newActor(service),
      role: 'EDITOR',
      taxonomy: scenario.taxonomyId,
    })),
    byAdmin('revokeRole', async ({ scenario }) => {
      const input = { actor: await newActor(service), role: 'EDITOR', taxonomy: scenario.taxonomyId };
      await mutation(service, 'ADMIN', { name: 'grantRole', input, fields: 'actor { id }' });
      return input;
    }),
    byAdmin('issueApiKey', async ({ scenario }) => ({
      actor: await newActor(service),
      label: 'Laptop',
      roles: ['EDITOR'],
      taxonomy: scenario.taxonomyId,
      expiresAt: '2999-01-01T00:00:00Z',
    })),
    byAdmin('revokeApiKey', async () => {
      const { apiKey } = await newKey(service, { actor: await newActor(service) });
      return { apiKey };
    }),
    byAdmin('resetRoleToken', () => ({ role: 'CODER' })),
    byAdmin('linkIdentity', async () => ({
      actor: await newActor(service),
      issuer: 'https://login.example.org',
      subject: `u-${randomUUID()}`,
    })),
    byAdmin('suspendActor', async () => ({ actor: await newActor(service), because: 'Left the company.' })),
    byAdmin('reinstateActor', async () => {
      const actor = await newActor(service);
      const input = { actor, because: 'On leave.' };
      await mutation(service, 'ADMIN', { name: 'suspendActor', input, fields: 'actor { id }' });
      return { actor, because: 'Back again.' };
    }),
  ];
};

/** What the answer of a mutation is asked for when only its kind matters. */
export function mutationText(name: string, fields = ''): string {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const payload = fields === '' ? '' : `... on ${type}Payload { ${fields} }`;
  return `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ${payload} ... on Problem { code message } } }`;
}

/** The history names a change as its command or its operation, in the manner of an enum. */
export const changeKindOf = (mutation: string): string =>
  mutation.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
