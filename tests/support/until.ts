import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 30_000;
const lookAgainEveryMs = 20;

/** Waits for something that happens outside this process. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > endMs) throw new Error(`expected within ${patienceMs} ms: ${condition.toString()}`);
    await pause(lookAgainEveryMs);
  }
}
