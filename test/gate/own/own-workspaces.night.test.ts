/**
 * Cheats in workspaces of their own, by what decides about a check or by knowing its text, each with an
 * honest twin.
 */
import { expect, test } from '@jest/globals';
import { DECIDING_CHEATS } from './deciding-cheats.ts';
import { KIND_CHEATS } from './kind-cheats.ts';
import { LENIENT_CHEATS } from './lenient-cheats.ts';
import { PLAUSIBLE_CHEATS } from './plausible-cheats.ts';
import { testOwnCases } from './play-own.ts';
import { SKIP_CHEATS } from './skip-cheats.ts';
import { TEXT_CHEATS } from './text-cheats.ts';
import { UNRUN_CHEATS } from './unrun-cheats.ts';

const ALL = [
  ...DECIDING_CHEATS,
  ...TEXT_CHEATS,
  ...PLAUSIBLE_CHEATS,
  ...KIND_CHEATS,
  ...SKIP_CHEATS,
  ...LENIENT_CHEATS,
  ...UNRUN_CHEATS,
];

testOwnCases(ALL);

test('the suite → each case by a name of its own', () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
});
