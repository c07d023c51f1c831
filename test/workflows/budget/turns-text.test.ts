import { expect, test } from '@jest/globals';
import { turnsText } from '../../../workflows/budget/turns-text.ts';

test.each([
  [{ turns: 1 }, undefined, '1 turn'],
  [{ turns: 1_200 }, undefined, '1,200 turns'],
  [{ turns: 1 }, 1, '1 of 1 turn'],
  [{ turns: 2, wrapUpTurns: 1 }, 1, '1 of 1 turn and a wrap-up turn'],
  [{ turns: 5, wrapUpTurns: 2 }, undefined, '3 turns and 2 wrap-up turns'],
])('turnsText: %j within %s → %s', (usage, limit, text) => {
  expect(turnsText(usage, limit)).toBe(text);
});
