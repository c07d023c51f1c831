/**
 * Stands in for the workflow SDK, so that a thread's workflow runs as it is, without Temporal: a test sends
 * the messages, answers the Activities and moves the clock, each whenever it likes. For
 * `jest.unstable_mockModule`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import * as sdk from '@temporalio/workflow';
import type { Activities } from '../../../workflows/activities.ts';
import type { ThreadInput } from '../../../workflows/thread/state/thread-input.ts';

type Name = keyof Activities;

/** An Activity that the workflow waits for. */
export type ActivityCall = {
  [N in Name]: {
    readonly name: N;
    readonly input: Parameters<Activities[N]>[0];
    /** It was asked to stop; it may still succeed, as one that ends at the same moment does. */
    readonly isCancelled: () => boolean;
    readonly succeed: (result: Awaited<ReturnType<Activities[N]>>) => void;
    readonly fail: (error: Error) => void;
  };
}[Name];

interface Waiter {
  readonly isMet: () => boolean;
  readonly dueMs: number;
  readonly resolve: (met: boolean) => void;
}

/** What continue-as-new throws, with the input of the next run. */
class Renewal extends Error {
  readonly input: ThreadInput;
  constructor(input: ThreadInput) {
    super('continue as new');
    this.input = input;
  }
}

type Handler = (argument?: unknown) => unknown;

export function createFakeWorkflowSdk() {
  const scopes = new AsyncLocalStorage<Scope>();
  let nowMs = 0;
  let isRenewalDue = false;
  let onSchedule: (call: ActivityCall) => void = () => {};
  let calls: ActivityCall[] = [];
  let waiters: Waiter[] = [];
  let onSignal: (name: string, payload?: unknown) => void = () => {};
  const handlers = new Map<string, { handle: Handler; validate?: Handler | undefined }>();

  /** What runs in it when it is cancelled ends in its own time; nothing more is started. */
  class Scope {
    static current = (): { readonly consideredCancelled: boolean } =>
      scopes.getStore() ?? { consideredCancelled: false };
    readonly #outer = scopes.getStore();
    #isCancelled = false;
    get consideredCancelled(): boolean {
      return this.#isCancelled || this.#outer?.consideredCancelled === true;
    }
    run = <T>(work: () => Promise<T>): Promise<T> => scopes.run(this, work);
    cancel(): void {
      this.#isCancelled = true;
    }
  }

  const schedule = (name: Name, input: unknown): Promise<unknown> => {
    const scope = scopes.getStore();
    if (scope?.consideredCancelled) return Promise.reject(new sdk.CancelledFailure('cancelled'));
    return new Promise((resolve, reject) => {
      const close = () => {
        calls = calls.filter((other) => other !== call);
      };
      const call = {
        name,
        input,
        isCancelled: () => scope?.consideredCancelled === true,
        succeed: (result: unknown) => {
          close();
          resolve(result);
        },
        fail: (error: Error) => {
          close();
          reject(error);
        },
      } as ActivityCall;
      calls.push(call);
      onSchedule(call);
    });
  };

  const module = {
    ...sdk,
    CancellationScope: Scope,
    proxyActivities: () =>
      new Proxy(
        {},
        {
          get: (_, name: Name) => ({
            executeWithOptions: (_options: unknown, [input]: unknown[]) => schedule(name, input),
          }),
        },
      ),
    condition: (isMet: () => boolean, timeoutMs = Number.POSITIVE_INFINITY) =>
      new Promise<boolean>((resolve) => waiters.push({ isMet, dueMs: nowMs + timeoutMs, resolve })),
    allHandlersFinished: () => true,
    patched: () => true,
    workflowInfo: () => ({ historyLength: isRenewalDue ? 1e6 : 1, continueAsNewSuggested: false }),
    continueAsNew: (input: ThreadInput) => {
      throw new Renewal(structuredClone(input));
    },
    setCurrentDetails: () => {},
    upsertSearchAttributes: () => {},
    setDefaultSignalHandler: (handler: typeof onSignal) => {
      onSignal = handler;
    },
    setHandler: (definition: { name: string }, handle: Handler, options?: { validator?: Handler }) =>
      handlers.set(definition.name, { handle, validate: options?.validator }),
  };

  /** Lets the workflow run until it waits for the test again. */
  async function settle(): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      const over = waiters.filter(({ isMet, dueMs }) => isMet() || dueMs <= nowMs);
      if (over.length === 0) return;
      waiters = waiters.filter((waiter) => !over.includes(waiter));
      for (const { isMet, resolve } of over) resolve(isMet());
    }
  }

  return {
    /** It takes the place of `@temporalio/workflow`. */
    module,
    /** Forgets the workflow that ran before. `onSchedule` sees each Activity, and may answer it at once. */
    begin: (startMs: number, observe: (call: ActivityCall) => void) => {
      nowMs = startMs;
      onSchedule = observe;
      calls = [];
      waiters = [];
      isRenewalDue = false;
    },
    settle,
    now: () => nowMs,
    advanceTo: (timeMs: number) => {
      nowMs = timeMs;
    },
    /** The oldest Activity that is waited for. */
    pending: () => calls[0],
    signal: (name: string, payload?: unknown) => onSignal(name, payload),
    query: (name: string, argument?: unknown) => handlers.get(name)?.handle(argument),
    /** Throws when the validator refuses. */
    update: (name: string, argument: unknown) => {
      handlers.get(name)?.validate?.(argument);
      return handlers.get(name)?.handle(argument);
    },
    /** The workflow continues as new as soon as it may from here on; once. */
    renew: () => {
      isRenewalDue = true;
    },
    /** Runs the workflow through its renewals until it ends. */
    run: async (workflow: (input: ThreadInput) => Promise<void>, input: ThreadInput): Promise<void> => {
      for (let next = input; ; ) {
        try {
          return await workflow(next);
        } catch (error) {
          if (!(error instanceof Renewal)) throw error;
          waiters = [];
          isRenewalDue = false;
          next = error.input;
        }
      }
    },
  };
}

export type FakeWorkflowSdk = ReturnType<typeof createFakeWorkflowSdk>;
