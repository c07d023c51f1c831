import { expect, test } from '@jest/globals';
import { contestLines } from '../../../context/closing/contest-lines.ts';

test.each([
  ['stands', /a person ruled that it stands\. Meet it/],
  ['unanswered', /nobody ruled on it in time/],
  ['edited', /edited since.*Read it anew/],
  ['editing', /wants to edit/],
  ['withdrawn', /nobody has ruled/],
] as const)('contestLines: %s → the check, the turn, and what follows', (ruling, words) => {
  const [line] = contestLines([{ check: 'p95', turn: 3, ruling }]);
  expect(line).toMatch(/^p95: you contested it in turn 3; /);
  expect(line).toMatch(words);
});

test('contestLines: nothing contested → nothing', () => {
  expect(contestLines()).toEqual([]);
});
