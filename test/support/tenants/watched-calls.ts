/** Notes what a server asks of its journal and of the workflows. */
import type { Journal } from '../../../journal/journal.ts';
import type { ThreadsWithoutTemporal } from '../service/threads-without-temporal.ts';

export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

export interface WatchedParts {
  readonly journal: Journal;
  readonly threads: ThreadsWithoutTemporal;
}

export const watchedCalls = ({ journal, threads }: WatchedParts, calls: Call[]): WatchedParts => ({
  journal: watched(journal, calls),
  threads: watched(threads, calls),
});

const watched = <Part extends object>(part: Part, calls: Call[]): Part =>
  new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        calls.push({ name: String(name), args });
        return Reflect.apply(value, target, args);
      };
    },
  });
