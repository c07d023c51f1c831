import { describe, expect, test } from '@jest/globals';
import { createSharedCalls } from '../../../server/temporal/shared-calls.ts';

/** Calls that the test answers one by one, in the order in which they were made. */
function controlled() {
  const calls: {
    key: string;
    answer: (value: string | undefined) => void;
    fail: (error: Error) => void;
  }[] = [];
  const share = createSharedCalls<string>(
    (key) =>
      new Promise((answer, fail) => {
        calls.push({ key, answer, fail });
      }),
  );
  return { calls, share };
}
/** Everything that is ready has run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('createSharedCalls', () => {
  test('many while one runs → they share one call, which begins after it', async () => {
    const { calls, share } = controlled();
    const first = share('a');
    const later = [share('a'), share('a'), share('a')];
    await settled();
    expect(calls).toHaveLength(1);
    calls[0]?.answer('old');
    expect(await first).toBe('old');
    await settled();
    expect(calls).toHaveLength(2);
    const last = share('a');
    calls[1]?.answer('new');
    expect(await Promise.all(later)).toEqual(['new', 'new', 'new']);
    await settled();
    calls[2]?.answer('newest');
    expect(await last).toBe('newest');
    await settled();
    share('a');
    expect(calls).toHaveLength(4);
  });

  test('other keys → calls of their own', async () => {
    const { calls, share } = controlled();
    share('a');
    const other = share('b');
    calls[1]?.answer('b');
    expect(await other).toBe('b');
  });

  test('no answer → those who wait get none either, and the next one asks anew', async () => {
    const { calls, share } = controlled();
    const both = [share('a'), share('a')];
    calls[0]?.answer(undefined);
    expect(await Promise.all(both)).toEqual([undefined, undefined]);
    await settled();
    const next = share('a');
    expect(calls).toHaveLength(2);
    calls[1]?.answer('here');
    expect(await next).toBe('here');
  });

  test('a call fails → all who shared it hear of it, and the next one asks anew', async () => {
    const { calls, share } = controlled();
    const both = [share('a'), share('a')];
    calls[0]?.fail(new Error('broken'));
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await settled();
    share('a');
    expect(calls).toHaveLength(2);
  });
});
