/**
 * Cheats in workspaces of their own, by what decides about a check or by knowing its text, each with an
 * honest twin.
 */
import { expect, test } from '@jest/globals';
import { ALL_CHEATS } from './all-cheats.ts';
import { testOwnCases } from './play-own.ts';

testOwnCases(ALL_CHEATS);

test('the suite → each case by a name of its own', () => {
  expect(new Set(ALL_CHEATS.map(({ name }) => name)).size).toBe(ALL_CHEATS.length);
});
