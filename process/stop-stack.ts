/** Remembers how to stop what was started, and does it in reverse order, once. */

export interface StopStack {
  push(stop: () => Promise<void>): void;
  /** Goes on when one of them fails, and then throws the first error. */
  stop(): Promise<void>;
}

export function createStopStack(): StopStack {
  const stops: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const stopAll = async (): Promise<void> => {
    const errors: unknown[] = [];
    for (const stop of stops.reverse()) {
      try {
        await stop();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  };
  return {
    push: (stop) => void stops.push(stop),
    stop: () => (stopping ??= stopAll()),
  };
}
