/** Heartbeats of the running Activity: what tells Temporal within seconds that its worker is gone. */
import { asyncLocalStorage, CancelledFailure, Context } from '@temporalio/activity';
import { tellGap } from './record-gap.ts';
import type { AttemptEnd, CallSignal, RunningCalls, Wish } from './running-calls.ts';
import type { Slots } from './slots.ts';

const INTERVAL_MS = 1_000;

export type CallKind = 'modelCalls' | 'commands' | 'checks';

/** What the Activities of one worker share. */
export interface SharedCalls {
  readonly running: RunningCalls;
  readonly slots: Readonly<Record<CallKind, Slots>>;
}

/** Where a call stands among those of its worker. */
export interface CallPlace {
  /** Absent: the call is alone. */
  readonly calls: SharedCalls | undefined;
  /** Absent: it is over in a moment, and waits for nobody. */
  readonly kind?: CallKind;
  /** The same for all attempts of the call, and for no other call. */
  readonly key: string;
  readonly wishElsewhere?: () => Promise<Wish>;
}

/** What the work of an Activity knows of its own running. */
export interface RunningWork extends CallSignal {
  /** Waits for something that the goal does not pay for. */
  unpaid<T>(wait: () => Promise<T>): Promise<T>;
}

/**
 * Runs the work of an Activity under heartbeats, one each second. `signal` aborts when the Activity is
 * cancelled (that too arrives by heartbeat). An error that comes after a cancellation is reported as the
 * cancellation. `details` is what the next attempt finds of this one, should it be lost.
 */
export async function whileBeating<T>(
  work: (signal: AbortSignal) => Promise<T>,
  details?: () => object | undefined,
): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(besides(context, details?.())), INTERVAL_MS);
  try {
    return await work(context.cancellationSignal);
  } catch (error) {
    if (!(error instanceof CancelledFailure)) context.cancellationSignal.throwIfAborted();
    throw tellGap(error, details?.());
  } finally {
    clearInterval(timer);
  }
}

/** What running Activities say beside their details, by their contexts. */
const SAID = new WeakMap<Context, object>();

const besides = (context: Context, details: object | undefined): object | undefined => {
  const said = SAID.get(context);
  return said === undefined ? details : { ...details, ...said };
};

/** The heartbeats of the running Activity, if there is one, say this as well until the work has ended. */
export async function sayWhile<T>(said: object, work: () => Promise<T>): Promise<T> {
  const context = asyncLocalStorage.getStore();
  if (context === undefined) return work();
  SAID.set(context, said);
  try {
    return await work();
  } finally {
    SAID.delete(context);
  }
}

/**
 * The same, and the result says how long it took: that is what a goal pays as active time, and the wait for a
 * slot is no part of it. Where `place` has a worker's calls, an attempt joins an earlier one that is still
 * alive here.
 */
export async function withHeartbeat<T extends object>(
  work: (signal: AbortSignal, running: RunningWork) => Promise<T>,
  details?: () => object,
  place?: CallPlace,
): Promise<T & { readonly durationMs: number }> {
  const attempt = attemptEnd();
  const { calls, kind, key = '', wishElsewhere } = place ?? {};
  let waitsForPlace = false;
  // Readers are told that nothing runs yet, from the first beat on.
  const said = () => (waitsForPlace ? { ...details?.(), waitsForPlace } : details?.());
  const beat = (isWaiting: boolean) => {
    if (waitsForPlace === isWaiting) return;
    waitsForPlace = isWaiting;
    Context.current().heartbeat(said());
  };
  const run = async (call: CallSignal): Promise<T & { readonly durationMs: number }> => {
    const release =
      kind === undefined ? undefined : await calls?.slots[kind].take(call.signal, () => beat(true));
    beat(false);
    try {
      return await timed((unpaid) => work(call.signal, { ...call, unpaid }));
    } finally {
      release?.();
    }
  };
  return whileBeating(
    (signal) =>
      calls === undefined
        ? run({ signal, isStopRequested: attempt.isRequested })
        : calls.running.run(key, attempt, run, wishElsewhere),
    said,
  );
}

async function timed<T extends object>(
  work: (unpaid: RunningWork['unpaid']) => Promise<T>,
): Promise<T & { readonly durationMs: number }> {
  const startedAtMs = performance.now();
  let unpaidMs = 0;
  const result = await work(async (wait) => {
    const fromMs = performance.now();
    return wait().finally(() => {
      unpaidMs += performance.now() - fromMs;
    });
  });
  return { ...result, durationMs: Math.round(performance.now() - startedAtMs - unpaidMs) };
}

/** How the running attempt is told to end: what Temporal says of its cancellation. */
function attemptEnd(): AttemptEnd {
  const context = Context.current();
  const isRequested = (): boolean => context.cancellationDetails?.cancelRequested === true;
  return {
    signal: context.cancellationSignal,
    isRequested,
    isLost: () => {
      const {
        notFound = false,
        timedOut = false,
        workerShutdown = false,
      } = context.cancellationDetails ?? {};
      return (notFound || timedOut) && !workerShutdown && !isRequested();
    },
  };
}
