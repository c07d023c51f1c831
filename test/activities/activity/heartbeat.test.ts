import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { shareCalls } from '../../../activities/activity/call-place.ts';
import { sayWhile, withHeartbeat } from '../../../activities/activity/heartbeat.ts';
import { createActivityEnvironment } from '../../support/activities/activity-environment.ts';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('withHeartbeat', () => {
  test('work of ten seconds → ten heartbeats and none after it, its own result, and how long it took', async () => {
    const environment = createActivityEnvironment();
    let beats = 0;
    environment.on('heartbeat', () => {
      beats += 1;
    });
    const work = Promise.withResolvers<{ readonly word: string }>();
    const ended = environment.run(() => withHeartbeat(() => work.promise));
    await new Promise(setImmediate);
    jest.advanceTimersByTime(10_000);
    work.resolve({ word: 'done' });
    expect(await ended).toEqual({ word: 'done', durationMs: 10_000 });
    expect(beats).toBe(10);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('work that fails → its own error, and no timer is left', async () => {
    const failing = () => withHeartbeat(() => Promise.reject(new Error('broken')));
    await expect(createActivityEnvironment().run(failing)).rejects.toThrow('broken');
    expect(jest.getTimerCount()).toBe(0);
  });

  test('no place is free → its heartbeats say that it waits, until it runs', async () => {
    const environment = createActivityEnvironment();
    const said: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => said.push(details));
    const calls = shareCalls({ modelCalls: 1, commands: 1, checks: 1 });
    const release = await calls.slots.checks.take(new AbortController().signal);
    const place = { calls, kind: 'checks', key: 'checks 1' } as const;
    const work = async () => ({ word: 'done' });
    const ended = environment.run(() => withHeartbeat(work, () => ({ check: 'p95' }), place));
    await new Promise(setImmediate);
    jest.advanceTimersByTime(1_000);
    release();
    await ended;
    const waits = { check: 'p95', waitsForPlace: true };
    expect(said).toEqual([waits, waits, { check: 'p95' }]);
  });

  test('what is said while a part of the work goes on → stands in its heartbeats, and no longer', async () => {
    const environment = createActivityEnvironment();
    const said: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => said.push(details));
    const part = Promise.withResolvers<void>();
    const rest = Promise.withResolvers<{ readonly word: string }>();
    const ended = environment.run(() =>
      withHeartbeat(
        async () => {
          await sayWhile({ preparing: 'git' }, () => part.promise);
          return rest.promise;
        },
        () => ({ spent: 1 }),
      ),
    );
    await new Promise(setImmediate);
    jest.advanceTimersByTime(1_000);
    part.resolve();
    await new Promise(setImmediate);
    jest.advanceTimersByTime(1_000);
    rest.resolve({ word: 'done' });
    await ended;
    expect(said).toEqual([{ spent: 1, preparing: 'git' }, { spent: 1 }]);
  });

  test('said outside of an Activity → the work goes on all the same', async () => {
    expect(await sayWhile({ preparing: 'git' }, async () => 7)).toBe(7);
  });

  test('cancellation → the signal aborts, and what goes wrong after it counts as the cancellation', async () => {
    const environment = createActivityEnvironment();
    const ended = environment.run(() =>
      withHeartbeat(async (signal) => {
        environment.cancel();
        expect(signal.aborted).toBe(true);
        throw new Error('socket closed');
      }),
    );
    await expect(ended).rejects.toMatchObject({ name: 'CancelledFailure' });
  });
});
