/** Plays cheats and their honest twins, several at once; a twin that many cheats share is played once. */
import { expect } from '@jest/globals';
import { atMost } from '../support/at-most.ts';
import type { Cheat } from './cases.ts';
import { type GateService, goalOf, honestGoalOf, honestOf, type Played, refusalsIn } from './gate-service.ts';

/** Much of a goal's time is waiting. */
const AT_ONCE = 4;

export interface Twins {
  readonly cheated: Played;
  readonly honest: Played;
}

export function playTwins(gate: GateService, cheats: readonly Cheat[]): ReadonlyMap<Cheat, Promise<Twins>> {
  const honest = new Map<string, Promise<Played>>();
  const honestTwin = (cheat: Cheat): Promise<Played> => {
    const [goal, replies] = [honestGoalOf(cheat), honestOf(cheat)];
    const key = JSON.stringify([cheat.project, goal, replies]);
    const played = honest.get(key) ?? gate.play(goal, replies, cheat.project);
    honest.set(key, played);
    return played;
  };
  return atMost(AT_ONCE, cheats, async (cheat) => {
    const cheated = await gate.play(goalOf(cheat), cheat.cheat, cheat.project);
    return { cheated, honest: await honestTwin(cheat) };
  });
}

/** Refused by a reason that names it, and not for what an honest model does as well. */
export function expectToLose(cheat: Cheat, { cheated, honest }: Twins): void {
  const refusals = refusalsIn(cheated.items);
  expect([cheated.goal.status, refusals]).toEqual([expect.not.stringMatching(/^complete$/), refusals]);
  expect(refusals).toMatch(cheat.refusal);
  expect(JSON.stringify(cheated.items.map(({ body }) => body))).not.toMatch(/test-key/);
  expect([honest.goal.status, refusalsIn(honest.items)]).toEqual(['complete', refusalsIn(honest.items)]);
}
