import { describe, expect, test } from '@jest/globals';
import { createSlots } from '../../../activities/activity/slots.ts';

const never = new AbortController().signal;
const settled = () => new Promise(setImmediate);

describe('createSlots', () => {
  test('more than there is room for → the rest waits, and enters in the order of its coming', async () => {
    const slots = createSlots(2);
    const entered: number[] = [];
    const takes = [1, 2, 3, 4].map(async (number) => {
      const give = await slots.take(never);
      entered.push(number);
      return give;
    });
    await settled();
    expect(entered).toEqual([1, 2]);
    (await takes[1])?.();
    await settled();
    expect(entered).toEqual([1, 2, 3]);
    (await takes[0])?.();
    await settled();
    expect(entered).toEqual([1, 2, 3, 4]);
  });

  test('given back twice → one more enters, not two', async () => {
    const slots = createSlots(1);
    const give = await slots.take(never);
    let entered = 0;
    for (let count = 0; count < 2; count += 1) void slots.take(never).then(() => (entered += 1));
    give();
    give();
    await settled();
    expect(entered).toBe(1);
  });

  test('cancelled while it waits → rejects, and takes no room from those behind it', async () => {
    const slots = createSlots(1);
    const give = await slots.take(never);
    const stopping = new AbortController();
    const stopped = slots.take(stopping.signal);
    const next = slots.take(never);
    stopping.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
    give();
    expect(await next).toBeInstanceOf(Function);
  });

  test('cancelled before → rejects at once', async () => {
    await expect(createSlots(1).take(AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
  });
});
