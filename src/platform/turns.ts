/** Lets what else waits have its turn, before work that holds the one thread for long. */
export const othersFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs work that is cut into steps, with a turn for others between them; answers what it returns. */
export async function inTurns<Value>(steps: Iterator<unknown, Value>): Promise<Value> {
  for (;;) {
    await othersFirst();
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
