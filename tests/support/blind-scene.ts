import {
  assignmentsOf,
  auditableContacts,
  closed,
  codeAudited,
  drawn,
  recordedFinding,
  type AuditRef,
} from './audit-scene';
import {
  calibrationScene,
  code,
  itemsOf,
  opened,
  recordedDecision,
  reveal,
  run,
  step,
  type CalibrationScene,
  type SessionRef,
  type TestCoder,
} from './calibration-scene';
import { scheduledChecks } from './check-scene';
import { theseDays } from './figures-cases';
import { governedScene, type GovernedScene, type Input } from './governed-scene';
import { GraphqlClient } from './graphql';
import { assign, givenFeedback, newDepartment } from './ownership-cases';
import { startedPilot } from './pilot-cases';
import type { TestService } from './service';

/** Sessions in which somebody, whose codes nobody else may know, has coded everything; and one of each later state. */
export interface BlindScene {
  readonly governed: GovernedScene;
  /** A content that is tried, by its id. */
  readonly pilot: string;
  readonly calibration: CalibrationScene;
  /** Whose codes are secret. */
  readonly secretive: TestCoder;
  /** Codes in the same sessions. */
  readonly peer: TestCoder;
  readonly open: SessionRef;
  /** Open, its adjudicator blind, and coded with two contents. */
  readonly namesHidden: SessionRef;
  readonly cancelled: SessionRef;
  /** Closed: what it shows is no secret. */
  readonly closed: SessionRef;
  /** In which both have coded what is theirs. */
  readonly openAudit: AuditRef;
  /** Closed: what it shows is no secret. */
  readonly closedAudit: AuditRef;
  /** Answers for one reason. */
  readonly department: string;
}

export const secretKey = 'the-key-of-a-secret-code';

export async function blindScene(service: TestService): Promise<BlindScene> {
  const governed = await governedScene(service);
  const calibration = await calibrationScene(service, governed.scenario);
  const [peer, secretive] = calibration.coders;
  const draft = await governed.scenario.edit(governed.draft, 'setIntent', {
    ...{ reason: governed.invoice, language: 'en', text: 'Wants a copy.' },
  });
  const contents = [{ version: calibration.version }, { draft: draft.id }];
  const coders = { secretive, peer };
  const open = await opened(calibration, { title: 'Open' });
  await codeAll(service, { session: open, coders, governed });
  const namesHidden = await opened(calibration, { title: 'Names hidden', adjudicatorBlind: true, contents });
  await codeAll(service, { session: namesHidden, coders, governed });
  const given = await opened(calibration, { title: 'Given up' });
  await codeAll(service, { session: given, coders, governed });
  const cancelled = await step(calibration, given, { name: 'cancelSession', input: { because: 'No.' } });
  const shown = await closedSession(service, { calibration, coders, governed });
  const audits = await auditsOf({ coders, governed });
  const department = await ownersAndFeedback(governed);
  const pilot = await startedPilot(governed);
  const sessions = { open, namesHidden, cancelled, closed: shown };
  return { pilot, governed, calibration, secretive, peer, ...sessions, ...audits, department };
}

interface Coding {
  readonly session: SessionRef;
  readonly coders: { readonly secretive: TestCoder; readonly peer: TestCoder };
  readonly governed: GovernedScene;
}

/** The secretive coder codes all, the first item twice and under a key; the peer leaves the last one. */
async function codeAll(service: TestService, { session, coders, governed }: Coding): Promise<void> {
  const items = await itemsOf(service, session);
  const secrets: readonly Input[] = [
    { reason: governed.refund, confidence: 2, note: 'a secret note' },
    { outcome: 'CANNOT_CODE' },
    { reason: governed.invoice },
  ];
  const [first] = items;
  if (first === undefined) throw new Error('expected a session with items');
  const early = { item: first.id, outcome: 'NO_REASON_FITS' };
  await coders.secretive.client.ask<object, object>(
    'mutation($input: CodeItemInput!) { codeItem(input: $input) { __typename } }',
    { input: early },
    { headers: { 'idempotency-key': `${secretKey}-${session.id}` } },
  );
  for (const [place, { id }] of items.entries())
    await code(coders.secretive, id, secrets[place % secrets.length] ?? {});
  for (const { id } of items.slice(0, -1))
    await code(coders.peer, id, { reason: governed.delivery, confidence: 4 });
}

async function auditsOf({
  coders,
  governed,
}: Omit<Coding, 'session'>): Promise<Pick<BlindScene, 'openAudit' | 'closedAudit'>> {
  const { scenario } = governed;
  await auditableContacts(scenario);
  const openAudit = await codedAudit({ coders, governed }, 'Open audit');
  const closedAudit = await closed(scenario, await codedAudit({ coders, governed }, 'Closed audit'));
  await recordedFinding(scenario, closedAudit);
  await checkedOnce(scenario);
  return { openAudit, closedAudit };
}

/** Both code what is theirs, the secretive coder the first contact twice. */
async function codedAudit({ coders, governed }: Omit<Coding, 'session'>, title: string): Promise<AuditRef> {
  const { scenario } = governed;
  const { secretive, peer } = coders;
  const audit = await drawn(scenario, [secretive, peer], { title });
  const own = await assignmentsOf(secretive.client, scenario, audit.id);
  const secrets: readonly Input[] = [
    { reason: governed.refund, confidence: 2, note: 'a secret note' },
    { outcome: 'CANNOT_CODE' },
    { reason: governed.invoice },
  ];
  for (const { item } of own.slice(0, 1))
    await codeAudited(secretive.client, item, { outcome: 'NO_REASON_FITS' });
  for (const [place, { item }] of own.entries())
    await codeAudited(secretive.client, item, secrets[place % secrets.length] ?? {});
  for (const { item } of await assignmentsOf(peer.client, scenario, audit.id))
    await codeAudited(peer.client, item, { reason: governed.delivery, confidence: 4 });
  return audit;
}

/** What all may read of contacts some of which are coded blind. */
async function checkedOnce(scenario: GovernedScene['scenario']): Promise<void> {
  await scheduledChecks(scenario);
  const input = { taxonomy: scenario.taxonomyId, ...theseDays() };
  await run(scenario.as('STEWARD'), 'runChecks', input);
}

async function closedSession(
  service: TestService,
  { calibration, coders, governed }: Omit<Coding, 'session'> & { readonly calibration: CalibrationScene },
): Promise<SessionRef> {
  const session = await opened(calibration, { title: 'Closed' });
  await codeAll(service, { session, coders, governed });
  const shown = await reveal(calibration, session);
  const analyst = governed.scenario.as('ANALYST');
  for (const { id } of await itemsOf(service, session))
    await run(analyst, 'adjudicateItem', {
      ...{ item: id, outcome: 'REASON', reason: governed.refund },
      ...{ rationale: 'It says so.', cause: 'SLIP', expectedRevision: 0 },
    });
  await recordedDecision(calibration, session);
  return step(calibration, shown, { name: 'closeSession' });
}

async function ownersAndFeedback(governed: GovernedScene): Promise<string> {
  const { scenario, invoice, refund } = governed;
  const department = await newDepartment(scenario, { code: 'FIN', members: ['DEPARTMENT_OWNER'] });
  const other = await newDepartment(scenario, { code: 'OPS' });
  await assign(scenario, [{ reason: invoice, departments: [department] }]);
  await givenFeedback(governed);
  const owner = new GraphqlClient(scenario.service, 'DEPARTMENT_OWNER');
  const input = { taxonomy: scenario.taxonomyId, from: department, to: other, reasons: [invoice] };
  await run(owner, 'offerTransfer', input);
  await run(scenario.as('STEWARD'), 'openAttestation', {
    ...{ taxonomy: scenario.taxonomyId, title: 'Spring', dueAt: '2999-01-01T00:00:00Z', department },
  });
  await run(scenario.as('EDITOR'), 'commentOnDraft', {
    ...{ draft: governed.draft.id, reason: refund, text: 'Is this one?' },
  });
  return department;
}
