/** Where a line of progress goes. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ResamplingProgress {
  readonly advance: () => void;
  readonly stop: () => void;
}

const wipe = '\r\u001b[2K';

/** A line at a terminal that counts coefficients while units are drawn anew; nothing where nobody watches. */
export function resamplingProgress(stream: ProgressStream): ResamplingProgress {
  let done = 0;
  return {
    advance: () => {
      done += 1;
      if (stream.isTTY) stream.write(`${wipe}resampling: ${done} coefficients done`);
    },
    stop: () => {
      if (stream.isTTY && done > 0) stream.write(wipe);
    },
  };
}
