/** Lets what else waits have its turn, before work that holds the one thread for long. */
export const othersFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Runs work that is cut into steps, with a turn for others between them; answers what it returns.
 *
 * @example await inTurns(planInSteps(tree, file, options))
 */
export async function inTurns<Value>(steps: Iterator<unknown, Value>): Promise<Value> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await othersFirst();
  }
}

/** The same at once, where nobody waits. */
export function atOnce<Value>(steps: Iterator<unknown, Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
