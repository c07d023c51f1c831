/**
 * Cheats that pass whatever the model can see of the checks; hidden checks refuse them, and no honest twin.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Cheat } from './cases.ts';
import { type GateService, startGateService } from './gate-service.ts';
import { HIDDEN_CHEATS } from './hidden-cheats.ts';
import { expectToLose, playTwins, type Twins } from './play-twins.ts';

let gate: GateService;
let played: ReadonlyMap<Cheat, Promise<Twins>>;
beforeAll(async () => {
  gate = await startGateService();
  played = playTwins(gate, HIDDEN_CHEATS);
});
afterAll(() => gate?.stop());

test.each(HIDDEN_CHEATS.map((cheat) => [cheat.name, cheat] as const))(
  '%s → refused; the honest twin completes',
  async (_name, cheat) => {
    const twins = await played.get(cheat);
    if (twins === undefined) throw new Error('it was not played');
    expectToLose(cheat, twins);
    // What refused it was the hidden check alone.
    expect(JSON.stringify(twins.cheated.goal.checks)).toMatch(/"name":"tests".{0,60}"passed":true/);
  },
  600_000,
);
