/** Long work that stops here and there, so that whoever runs it can let others have their turn. */
export type Steps<Value> = Generator<void, Value, void>;

/**
 * Runs all the steps at once; answers what they return.
 *
 * @example atOnce(findingsInSteps(scene)).blocking // 0
 */
export function atOnce<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
