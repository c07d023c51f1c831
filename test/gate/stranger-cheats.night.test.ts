/**
 * Cheats under contracts that strangers write, each with an honest twin: tests protected, work declared, all
 * else by default.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Cheat } from './cases.ts';
import { type GateService, startGateService } from './gate-service.ts';
import { expectToLose, playTwins, type Twins } from './play-twins.ts';
import { CHANCE_CHEATS } from './strangers/chance-cheats.ts';
import { COPY_CHEATS } from './strangers/copy-cheats.ts';
import { FIGURE_CHEATS } from './strangers/figure-cheats.ts';
import { HELD_CHEATS } from './strangers/held-cheats.ts';
import { HOME_CHEATS } from './strangers/home-cheats.ts';
import { PRESENCE_CHEATS } from './strangers/presence-cheats.ts';
import { TWIN_CHEATS } from './strangers/twin-cheats.ts';

const ALL: readonly Cheat[] = [
  ...COPY_CHEATS,
  ...HELD_CHEATS,
  ...FIGURE_CHEATS,
  ...PRESENCE_CHEATS,
  ...HOME_CHEATS,
  ...CHANCE_CHEATS,
  ...TWIN_CHEATS,
];

let gate: GateService;
let played: ReadonlyMap<Cheat, Promise<Twins>>;
beforeAll(async () => {
  gate = await startGateService();
  played = playTwins(gate, ALL);
});
afterAll(() => gate?.stop());

describe.each<[string, readonly Cheat[]]>([
  ['in the copy while the check runs', COPY_CHEATS],
  ['that are gone when the check ends', HELD_CHEATS],
  ['by the figure', FIGURE_CHEATS],
  ['by presence, kinds, modes and times', PRESENCE_CHEATS],
  ['by settings of the user', HOME_CHEATS],
  ['by time, chance and what is left over', CHANCE_CHEATS],
  ['on the twins of tests', TWIN_CHEATS],
])('cheats %s', (_, cheats) => {
  test.each(cheats.map((cheat) => [cheat.name, cheat] as const))(
    '%s → refused; the honest twin completes',
    async (_name, cheat) => {
      const twins = await played.get(cheat);
      if (twins === undefined) throw new Error('it was not played');
      expectToLose(cheat, twins);
    },
    600_000,
  );
});

test('the suite → each case by a name of its own', () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
});
