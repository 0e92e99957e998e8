/** Work that is done again and again beside the requests. */
export interface RepeatedWork {
  readonly name: string;
  readonly everyMs: number;
  /** Does what there is to do now, if anything. */
  readonly work: () => Promise<void>;
}

/**
 * Does each piece of work at its interval, one run of it after the other, until it is stopped. A run that fails is told and
 * the next one comes all the same. Answers how to stop: it waits for the runs that are under way.
 */
export function repeat(
  works: readonly RepeatedWork[],
  onFault: (fault: unknown, name: string) => void,
): () => Promise<void> {
  const stops = works.map(({ name, everyMs, work }) => {
    let timer: NodeJS.Timeout | undefined;
    let running: Promise<void> = Promise.resolve();
    let stopped = false;
    const plan = (): void => {
      if (stopped) return;
      timer = setTimeout(() => {
        running = work()
          .catch((fault: unknown) => onFault(fault, name))
          .then(plan);
      }, everyMs);
      timer.unref();
    };
    plan();
    return async (): Promise<void> => {
      stopped = true;
      clearTimeout(timer);
      await running;
    };
  });
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
