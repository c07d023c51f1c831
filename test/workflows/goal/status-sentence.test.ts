import { expect, test } from '@jest/globals';
import { statusSentence } from '../../../workflows/goal/status-sentence.ts';

test.each([
  ['lunch', 'the goal is paused: lunch'],
  ['paused by the user', 'the goal is paused by the user'],
  ['Ask the owner.', 'the goal is paused: Ask the owner'],
  ['wait ...', 'the goal is paused: wait ...'],
])('statusSentence: %j → %s', (reason, said) => {
  expect(statusSentence('paused', reason)).toBe(said);
});
