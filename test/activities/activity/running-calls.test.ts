import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  type AttemptEnd,
  type CallSignal,
  createRunningCalls,
  type Wish,
} from '../../../activities/activity/running-calls.ts';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

type Why = 'lost' | 'requested' | 'shutdown';

/** An attempt as Temporal sees it, which the test gives up, cancels, or drains. */
function createAttempt(): AttemptEnd & { end(why: Why): void } {
  const stopping = new AbortController();
  let ended: Why | undefined;
  return {
    signal: stopping.signal,
    isLost: () => ended === 'lost',
    isRequested: () => ended === 'requested',
    end(why) {
      ended = why;
      stopping.abort(new Error(why));
    },
  };
}

/** Work that a test ends, and that says how it was told to end. */
function createWork() {
  const ending = Promise.withResolvers<{ readonly by: string }>();
  let begun = 0;
  let call: CallSignal | undefined;
  return {
    begun: () => begun,
    end: () => ending.resolve({ by: 'itself' }),
    isStopRequested: () => call?.isStopRequested(),
    work: (given: CallSignal) => {
      begun += 1;
      call = given;
      given.signal.addEventListener('abort', () => ending.reject(given.signal.reason));
      return ending.promise;
    },
  };
}

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 250) {
    await new Promise(setImmediate);
    await jest.advanceTimersByTimeAsync(250);
  }
}

describe('createRunningCalls', () => {
  test('an attempt that is thought lost and lives → the next one joins it: one run, one result for both', async () => {
    const calls = createRunningCalls();
    const { work, begun, end } = createWork();
    const [first, second] = [createAttempt(), createAttempt()];
    const one = calls.run('tool t1 3', first, work);
    await pass(500);
    first.end('lost');
    const two = calls.run('tool t1 3', second, work);
    await pass(60_000);
    end();
    expect(await Promise.all([one, two])).toEqual([{ by: 'itself' }, { by: 'itself' }]);
    expect(begun()).toBe(1);
  });

  test('thought lost, and nobody comes for it → stopped after ten seconds', async () => {
    const calls = createRunningCalls();
    const { work, isStopRequested } = createWork();
    const first = createAttempt();
    const one = calls.run('tool t1 3', first, work);
    const failed = expect(one).rejects.toThrow('lost');
    first.end('lost');
    await pass(9_000);
    await pass(3_000);
    await failed;
    expect(isStopRequested()).toBe(false);
  });

  test.each<[Wish, string]>([
    ['wanted', 'goes on'],
    ['settled', 'stops at once'],
  ])('thought lost, and another worker says %s → %s', async (wish, becomes) => {
    const calls = createRunningCalls();
    const { work, end } = createWork();
    const first = createAttempt();
    const one = calls
      .run('tool t1 3', first, work, async () => wish)
      .then(
        () => 'goes on',
        () => 'stops at once',
      );
    first.end('lost');
    await pass(30_000);
    end();
    expect(await one).toBe(becomes);
  });

  test('the one that joined is cancelled → the call is stopped, as one that was asked to', async () => {
    const calls = createRunningCalls();
    const { work, isStopRequested } = createWork();
    const [first, second] = [createAttempt(), createAttempt()];
    const one = calls.run('tool t1 3', first, work);
    await pass(250);
    first.end('lost');
    const two = calls.run('tool t1 3', second, work);
    second.end('requested');
    await expect(one).rejects.toThrow('requested');
    await expect(two).rejects.toThrow('requested');
    expect(isStopRequested()).toBe(true);
  });

  test('cancelled, or the worker stops → stopped at once', async () => {
    for (const why of ['requested', 'shutdown'] as const) {
      const { work, isStopRequested } = createWork();
      const first = createAttempt();
      const one = createRunningCalls().run('tool t1 3', first, work);
      await pass(250);
      first.end(why);
      await expect(one).rejects.toThrow(why);
      expect(isStopRequested()).toBe(why === 'requested');
    }
  });

  test('over → the next call of that place runs anew; other places never join', async () => {
    const calls = createRunningCalls();
    const [one, other] = [createWork(), createWork()];
    const first = calls.run('tool t1 3', createAttempt(), one.work);
    const elsewhere = calls.run('tool t1 4', createAttempt(), other.work);
    await pass(250);
    one.end();
    await first;
    await calls.run('tool t1 3', createAttempt(), one.work);
    expect([one.begun(), other.begun()]).toEqual([2, 1]);
    other.end();
    await elsewhere;
  });
});
