import { assignmentsOf, closed, codeAudited, drawn, recordedFinding } from './audit-scene';
import {
  code,
  itemsOf,
  newCoder,
  opened,
  reveal,
  step,
  type SessionScene,
  type TestItem,
} from './calibration-scene';
import type { Input } from './governed-scene';
import { GraphqlClient, type SpokenTo } from './graphql';
import type { Scenario } from './scenario';
import { suggestedOwner } from './suggestion-cases';

/** What contacts were items of: a closed session and a closed audit, with what was found and suggested on them. */
export interface CodedExercises {
  readonly session: string;
  readonly audit: string;
}

interface ToCode {
  readonly service: SpokenTo;
  readonly scenario: Scenario;
  readonly version: string;
  /** All of them with an excerpt, and alone in their channel. */
  readonly contacts: readonly string[];
  readonly channel: string;
  /** Two that coders take for each other. */
  readonly reasons: readonly [string, string];
  readonly days: { readonly from: string; readonly until: string };
}

/** Contacts are coded in a session and in an audit, differently, until both are closed. */
export async function codedExercises(work: ToCode): Promise<CodedExercises> {
  const { service, scenario, version, contacts, reasons } = work;
  const coders = [
    await newCoder(service, scenario, { kind: 'ANALYST' }),
    await newCoder(service, scenario, { kind: 'AGENT' }),
  ] as const;
  const scene = { scenario, version, contacts, coders };
  const session = await closedSession(service, scene, reasons);
  const audit = await closedAudit(work, scene);
  const [refund, invoice] = reasons;
  const suggested = await suggestedOwner({ scenario, invoice, refund });
  const dismissed = {
    taxonomy: scenario.taxonomyId,
    suggestion: suggested.key,
    because: 'It was looked at.',
  };
  await scenario.mutate('STEWARD', { name: 'dismissSuggestion', input: dismissed, fields: '__typename' });
  return { session, audit };
}

async function closedSession(
  service: SpokenTo,
  scene: SessionScene,
  reasons: ToCode['reasons'],
): Promise<string> {
  const session = await opened(scene);
  const items = await itemsOf(service, session);
  for (const [at, coder] of scene.coders.entries())
    for (const [place, { id }] of items.entries())
      await code(coder, id, { reason: reasons[place % 2 === 0 ? 0 : at] });
  const shown = await reveal(scene, session);
  for (const { id: item } of items) {
    const act = (name: string, input: Input): Promise<object> =>
      scene.scenario.mutate('ANALYST', { name, input: { item, ...input }, fields: '__typename' });
    await act('addDiscussionNote', { text: 'They are about the same.' });
    const adjudicated = { outcome: 'REASON', reason: reasons[0], rationale: 'It says so.', cause: 'SLIP' };
    await act('adjudicateItem', adjudicated);
  }
  await step(scene, shown, { name: 'closeSession' });
  return session.id;
}

async function closedAudit(
  { scenario, contacts, channel, reasons, days }: ToCode,
  { coders }: SessionScene,
): Promise<string> {
  const audit = await drawn(scenario, coders, {
    population: { ...days, channels: [channel], unknownCoders: true },
    design: { size: contacts.length, seed: 7 },
  });
  for (const { client } of coders)
    for (const [place, { item }] of (await assignmentsOf(client, scenario, audit.id)).entries())
      await codeAudited(client, item, { reason: reasons[place % 2] });
  const done = await closed(scenario, audit);
  await recordedFinding(scenario, done);
  return audit.id;
}

/** What the items of a session or an audit are called. */
export async function labelsOf(
  service: SpokenTo,
  exercise: { readonly type: 'session' | 'audit'; readonly id: string },
): Promise<readonly string[]> {
  const query = `query($id: ID!) { ${exercise.type}(id: $id) { items(first: 100) { nodes { id label } } } }`;
  const found = await new GraphqlClient(service, 'ANALYST').ask<
    Record<string, { items: { nodes: TestItem[] } }>,
    object
  >(query, { id: exercise.id });
  return found[exercise.type]?.items.nodes.map(({ label }) => label) ?? [];
}
