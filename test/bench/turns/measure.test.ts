import { describe, expect, test } from '@jest/globals';
import type { Contestant, ContestantName } from '../../../bench/turns/contestant.ts';
import { measure } from '../../../bench/turns/measure.ts';

/** A contestant that notes who was asked for how many turns, and whose history grows by 10 events a turn. */
function createScripted(name: ContestantName, log: string[], fails = false): Contestant {
  return {
    name,
    startThread: async () => {
      let events = 0;
      return {
        async turn(turns) {
          log.push(`${name} ${turns}`);
          if (fails && turns > 0) throw new Error('broken');
          events += turns * 10;
          return new Array<number>(turns).fill(1);
        },
        history: async () => ({ events, bytes: events * 100 }),
        async stop() {
          log.push(`${name} stop`);
        },
      };
    },
  };
}

const silent = (): void => {};

describe('measure', () => {
  test('measure: two loops → slices take turns, the first one of a slice is the last of the next', async () => {
    const log: string[] = [];
    const loops = [createScripted('goalkeeper', log), createScripted('bare', log)];
    const slices = await measure(loops, { ages: [3, 12], rounds: 1 }, silent);
    const afterWarmUp = log.slice(log.lastIndexOf('goalkeeper 0'));
    expect(afterWarmUp).toEqual([
      ...['goalkeeper 0', 'bare 0'],
      ...['goalkeeper 5', 'bare 5', 'bare 5', 'goalkeeper 5', 'goalkeeper 2', 'bare 2'],
      ...['bare stop', 'goalkeeper stop'],
    ]);
    expect(slices.map(({ name, age }) => `${name} ${age}`)).toEqual([
      ...['goalkeeper 0', 'bare 0', 'bare 5', 'goalkeeper 5', 'goalkeeper 10', 'bare 10'],
    ]);
  });

  test('measure: several rounds → all are reported but the warm-up, each with its own history', async () => {
    const slices = await measure([createScripted('bare', [])], { ages: [5], rounds: 2 }, silent);
    expect(slices).toEqual(
      [1, 2].map((round) => ({
        round,
        name: 'bare',
        age: 0,
        durationsMs: [1, 1, 1, 1, 1],
        history: { events: 50, bytes: 5_000 },
      })),
    );
  });

  test('measure: a loop breaks → rejects, and every thread is stopped', async () => {
    const log: string[] = [];
    const loops = [createScripted('goalkeeper', log), createScripted('bare', log, true)];
    await expect(measure(loops, { ages: [5], rounds: 1 }, silent)).rejects.toThrow('broken');
    expect(log).toEqual(expect.arrayContaining(['goalkeeper stop', 'bare stop']));
  });
});
