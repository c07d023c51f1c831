import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { play } from './played-twins.ts';

const hash = (text: string): number => createHash('sha256').update(text).digest().readUInt16BE(0);

describe('runTwins: by lot', () => {
  /** How often work comes through that passes so many of a hundred texts, or turns, whatever they say. */
  const throughBy = async (share: number, of: (text: string, turn: number) => string) => {
    let through = 0;
    const seeds = 100;
    for (let seed = 1; seed <= seeds; seed += 1) {
      let turn = 0;
      const { record } = await play(
        ({ text, changes }) => {
          turn += 1;
          return changes.length === 0 || hash(`${of(text, turn)} ${seed}`) % 100 < share;
        },
        { seed: 1_000 * seed },
      );
      through += record.summary.standing === 'canFail' || record.summary.standing === 'notShown' ? 1 : 0;
    }
    return through / seeds;
  };

  test.each([25, 45])(
    'work that passes %d of a hundred texts by their digest, or by a coin → hardly ever comes through',
    async (share) => {
      expect(await throughBy(share, (text) => text)).toBeLessThan(0.04);
      expect(await throughBy(share, (_, turn) => `${turn}`)).toBeLessThan(0.04);
    },
  );

  test('work that passes at turns that it has chosen → comes through as seldom', async () => {
    let through = 0;
    for (let seed = 1; seed <= 120; seed += 1) {
      let turn = 0;
      const { record } = await play(
        ({ changes }) => {
          if (changes.length > 0) turn += 1;
          return changes.length === 0 || [1, 4, 7, 10].includes(turn);
        },
        { seed: 1_000 * seed },
      );
      through += record.summary.standing === 'canFail' ? 1 : 0;
    }
    expect(through / 120).toBeLessThan(0.05);
  });

  test('honest work that one way of writing in seven does not fit → is seldom refused', async () => {
    let refused = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const { record } = await play(
        ({ text }) =>
          !text.startsWith('impossible') && (text === 'original' || hash(`${text} ${seed}`) % 100 >= 15),
        { seed: 1_000 * seed },
      );
      refused += record.summary.standing === 'canFail' ? 0 : 1;
    }
    expect(refused / 100).toBeLessThan(0.05);
  });
});
