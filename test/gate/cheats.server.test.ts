/**
 * Cheats against the real service over the wire. None is refused by a rule made for it; each has an honest
 * twin that passes.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Cheat } from './cases.ts';
import { type GateService, goalOf, honestOf, startGateService } from './gate-service.ts';
import { expectToLose, playTwins, type Twins } from './play-twins.ts';
import { PROGRAM_CHEATS } from './program-cheats.ts';
import { WORKSPACE_CHEATS } from './workspace-cheats.ts';

const ALL: readonly Cheat[] = [...WORKSPACE_CHEATS, ...PROGRAM_CHEATS];

let gate: GateService;
let played: ReadonlyMap<Cheat, Promise<Twins>>;
beforeAll(async () => {
  gate = await startGateService();
  played = playTwins(gate, ALL);
});
afterAll(() => gate?.stop());

describe.each<[string, readonly Cheat[]]>([
  ['by the workspace', WORKSPACE_CHEATS],
  ['by the program, or beside the checks', PROGRAM_CHEATS],
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

test('calls that follow a granted claim → not run: what was audited is what stays', async () => {
  const cheat = PROGRAM_CHEATS.find(({ name }) => name.startsWith('files changed between'));
  if (cheat === undefined) throw new Error('there is no such case');
  const { threadId, goal } = await gate.play(goalOf(cheat), honestOf(cheat));
  expect(goal.status).toBe('complete');
  const checked = await gate.post(threadId, 'goal/check');
  expect(checked).toMatchObject({ status: 200, body: { proven: true } });
});

test('the suite → at least 25 cheats, each by a name of its own', () => {
  expect(ALL.length).toBeGreaterThanOrEqual(25);
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
});
