/**
 * The calls that run in this process, by their places. An attempt that Temporal thinks lost because its
 * heartbeats came late may well be alive: then the next attempt joins it, and its result counts. It goes on
 * for as long as somebody wants it.
 */
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 500;
/** So long nobody comes for the result of an attempt that is thought lost: the workflow may be gone. */
const UNWANTED_AFTER_MS = 10_000;

/** How an attempt is told to end. */
export interface AttemptEnd {
  readonly signal: AbortSignal;
  /** Once `signal` aborted: whether Temporal gave this attempt up, and may have begun another one. */
  isLost(): boolean;
  /** Once `signal` aborted: whether somebody wants the call to end. */
  isRequested(): boolean;
}

/**
 * What another process says of an attempt that is thought lost here; `settled`: the call has its result from
 * elsewhere.
 */
export type Wish = 'wanted' | 'unknown' | 'settled';

export interface CallSignal {
  readonly signal: AbortSignal;
  /** Once `signal` aborted: whether that was asked for, and it is not just a worker that stops. */
  isStopRequested(): boolean;
}

export interface RunningCalls {
  run<T extends object>(
    key: string,
    attempt: AttemptEnd,
    work: (call: CallSignal) => Promise<T>,
    wishElsewhere?: () => Promise<Wish>,
  ): Promise<T>;
}

interface Running {
  readonly result: Promise<object>;
  readonly stop: (attempt: AttemptEnd) => void;
  joined: number;
}

export function createRunningCalls(): RunningCalls {
  const running = new Map<string, Running>();

  async function join(call: Running, attempt: AttemptEnd): Promise<object> {
    const { signal } = attempt;
    let isJoined = true;
    const leave = (): void => {
      if (isJoined) call.joined -= 1;
      isJoined = false;
    };
    const onAbort = (): void => {
      leave();
      if (!attempt.isLost()) call.stop(attempt);
    };
    call.joined += 1;
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      return await call.result;
    } finally {
      signal.removeEventListener('abort', onAbort);
      leave();
    }
  }

  async function lead<T extends object>(
    key: string,
    attempt: AttemptEnd,
    work: (call: CallSignal) => Promise<T>,
    wishElsewhere: () => Promise<Wish>,
  ): Promise<T> {
    const stopping = new AbortController();
    let isStopRequested = false;
    let hasEnded = false;
    const stop = (by: AttemptEnd): void => {
      isStopRequested ||= by.isRequested();
      stopping.abort(by.signal.reason);
    };
    /** Lasts until the attempt ends, or until nobody wants it any more. */
    const linger = async (): Promise<void> => {
      for (let wantedAtMs = Date.now(); !hasEnded && !stopping.signal.aborted; await delay(LOOK_MS)) {
        const wish = call.joined > 0 ? 'wanted' : await wishElsewhere().catch(() => 'unknown' as const);
        if (wish === 'wanted') wantedAtMs = Date.now();
        if (wish === 'settled' || Date.now() - wantedAtMs > UNWANTED_AFTER_MS) stop(attempt);
      }
    };
    const onAbort = (): void => void (attempt.isLost() ? linger() : stop(attempt));
    const { signal } = attempt;
    const result = Promise.resolve().then(() =>
      work({ signal: stopping.signal, isStopRequested: () => isStopRequested }),
    );
    const call: Running = { result, stop, joined: 0 };
    running.set(key, call);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      return await result;
    } finally {
      hasEnded = true;
      signal.removeEventListener('abort', onAbort);
      running.delete(key);
    }
  }

  return {
    run: <T extends object>(
      key: string,
      attempt: AttemptEnd,
      work: (call: CallSignal) => Promise<T>,
      wishElsewhere: () => Promise<Wish> = async () => 'unknown',
    ) => {
      const call = running.get(key);
      return call === undefined
        ? lead(key, attempt, work, wishElsewhere)
        : // The same call of the same Activity: its result has the same shape.
          (join(call, attempt) as Promise<T>);
    },
  };
}
