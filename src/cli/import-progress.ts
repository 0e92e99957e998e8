import { SingleBar } from 'cli-progress';

export interface ImportProgress {
  uploaded(bytes: number): void;
  planning(entries: number): void;
  stop(): void;
}

const silent: ImportProgress = {
  uploaded: () => undefined,
  planning: () => undefined,
  stop: () => undefined,
};

/** A bar at a terminal while a file goes out and is planned; nothing where nobody watches. */
export function importProgress(stream: NodeJS.WriteStream, totalBytes: number): ImportProgress {
  if (!stream.isTTY) return silent;
  const format = '{bar} {percentage}% {phase}';
  const bar = new SingleBar({ stream, format, clearOnComplete: true, hideCursor: true });
  bar.start(totalBytes, 0, { phase: 'sending' });
  return {
    uploaded: (bytes) => bar.increment(bytes),
    planning: (entries) => bar.update(totalBytes, { phase: `planning ${entries} reasons` }),
    stop: () => bar.stop(),
  };
}
