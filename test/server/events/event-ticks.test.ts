import { expect, jest, test } from '@jest/globals';
import { createEventTicks } from '../../../server/events/event-ticks.ts';

test('follow: two followers, places that rise, a journal that is away → both hear of each rise, asked once a look; nobody left → not asked', async () => {
  jest.useFakeTimers();
  let [last, asked, isAway] = [0, 0, false];
  const ticks = createEventTicks({
    readLastEventPlace: async () => {
      asked += 1;
      if (isAway) throw new Error('away');
      return last;
    },
  });
  const heard: string[] = [];
  const stops = ['a', 'b'].map((name) => ticks.follow(() => heard.push(name)));
  await jest.advanceTimersByTimeAsync(500);
  last = 3;
  await jest.advanceTimersByTimeAsync(1_000);
  isAway = true;
  last = 4;
  await jest.advanceTimersByTimeAsync(500);
  isAway = false;
  await jest.advanceTimersByTimeAsync(500);
  expect(heard.join('')).toBe('ababab');
  expect(asked).toBe(5);
  for (const stop of stops) stop();
  await jest.advanceTimersByTimeAsync(5_000);
  expect(asked).toBeLessThanOrEqual(6);
  jest.useRealTimers();
});
