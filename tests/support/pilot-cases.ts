import { newDepartment } from './ownership-cases';
import type { GovernedScene, Input, MutationCase } from './governed-scene';

const dayMs = 86_400_000;

/** A draft under review with the digest that it was submitted under. */
export async function draftToTry(
  { scenario, invoice }: Pick<GovernedScene, 'scenario' | 'invoice'>,
  title = 'To be tried',
): Promise<{ readonly draft: string; readonly digest: string }> {
  const opened = await scenario.openDraft(title);
  const draft = await scenario.edit(opened, 'setIntent', { reason: invoice, language: 'en', text: title });
  const { digest } = await scenario.submit(draft);
  return { draft: draft.id, digest };
}

/** A pilot of a new draft with a new department, for a month. */
export async function pilotWish(scene: GovernedScene, wishes: Input = {}): Promise<Input> {
  return {
    ...(await draftToTry(scene)),
    ...{ departments: [await newDepartment(scene.scenario)], channels: null, coders: null, startsAt: null },
    ...{ endsAt: new Date(Date.now() + 30 * dayMs).toISOString(), because: 'Let them try it.', ...wishes },
  };
}

export async function startedPilot(scene: GovernedScene, wishes: Input = {}): Promise<string> {
  const call = { name: 'startPilot', input: await pilotWish(scene, wishes), fields: 'pilot { id }' };
  return (await scene.scenario.mutate<{ pilot: { id: string } }>('STEWARD', call)).pilot.id;
}

/** Every mutation of pilots, with an input that it accepts. */
export const pilotCases: readonly MutationCase[] = [
  { name: 'startPilot', permission: 'keepPilots', accepted: (scene) => pilotWish(scene) },
  {
    ...{ name: 'endPilot', permission: 'keepPilots' },
    accepted: async (scene) => ({ pilot: await startedPilot(scene), because: 'Enough.' }),
  },
];
