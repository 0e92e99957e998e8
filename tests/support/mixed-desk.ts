import {
  addedContacts,
  calibrationScene,
  code,
  itemsOf,
  opened,
  reveal,
  step,
  type CalibrationScene,
} from './calibration-scene';
import { recordContacts } from './figures-cases';
import { newResolution } from './resolution-cases';
import { Scenario } from './scenario';
import type { TestService } from './service';

/** A desk whose list lacks something. */
export interface MixedDesk {
  readonly scenario: Scenario;
  /** Ids by code. */
  readonly reasons: Readonly<Record<'broad' | 'plain' | 'other', string>>;
  /** What is done about plain contacts, and about broad ones by phone. */
  readonly refunded: string;
}

/** The first days of the three months before this one, by the zone of the taxonomy, which is UTC. */
function lastMonths(): readonly string[] {
  const now = new Date();
  return [3, 2, 1].map((back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 5, 9)).toISOString(),
  );
}

/**
 * Three months of contacts: "broad" is refunded by phone and posted by e-mail, "plain" is always refunded and mapped to nothing,
 * and a third of all is "other". In a closed session two coders agreed on what is broad, and what was other fitted nothing.
 */
export async function mixedDesk(service: TestService): Promise<MixedDesk> {
  const suggestions = [
    { threshold: 'WINDOW_MONTHS', value: 3 },
    { threshold: 'MIN_CODINGS', value: 8 },
    { threshold: 'MIN_RESOLVED', value: 10 },
    { threshold: 'MIN_ADJUDICATED', value: 6 },
    { threshold: 'SPLIT_VOLUME', value: 1 },
    { threshold: 'SPLIT_AGREEMENT', value: 0.5 },
  ];
  const policy = { approvals: 0, backdating: 'ALLOWED', suggestions };
  const scenario = await Scenario.create(service, { timeZone: 'UTC', policy: policy as never });
  const reasons = { broad: '', plain: '', other: '' };
  let draft = await scenario.openDraft();
  for (const name of ['broad', 'plain', 'other'] as const) {
    const made = await scenario.createReason(draft, { code: name, label: name });
    ({ draft } = made);
    reasons[name] = made.reason;
  }
  draft = await scenario.edit(draft, 'setResidual', { reason: reasons.other, residual: true });
  await scenario.publish(draft, '2024-01-01T00:00:00Z');
  const [refunded, posted] = [await newResolution(scenario), await newResolution(scenario)];
  await recordContacts(
    scenario,
    lastMonths().flatMap((occurredAt) => [
      [20, { occurredAt, reason: 'broad', channel: 'PHONE', resolution: refunded.code }] as const,
      [20, { occurredAt, reason: 'broad', channel: 'EMAIL', resolution: posted.code }] as const,
      [30, { occurredAt, reason: 'plain', channel: 'PHONE', resolution: refunded.code }] as const,
      [30, { occurredAt, reason: 'other' }] as const,
    ]),
  );
  await closedSession(await calibrationScene(service, scenario), reasons);
  return { scenario, reasons, refunded: refunded.code };
}

async function closedSession(
  scene: CalibrationScene,
  { broad, other }: Pick<MixedDesk['reasons'], 'broad' | 'other'>,
): Promise<void> {
  const contacts = await addedContacts(
    scene.scenario,
    Array.from({ length: 12 }, (_, at) => `It is about number ${at}.`),
  );
  const session = await opened(scene, { contacts });
  const items = await itemsOf(scene.service, session);
  for (const coder of scene.coders)
    for (const [at, { id }] of items.entries())
      await code(coder, id, { reason: at % 2 === 0 ? broad : other });
  const shown = await reveal(scene, session);
  for (const [at, { id: item }] of items.entries()) {
    if (at % 2 === 0) continue;
    const input = { item, outcome: 'NO_REASON_FITS', cause: 'MISSING_REASON', rationale: 'It is a fine.' };
    await scene.scenario.mutate('ANALYST', { name: 'adjudicateItem', input, fields: '__typename' });
  }
  await step(scene, shown, { name: 'closeSession' });
}
