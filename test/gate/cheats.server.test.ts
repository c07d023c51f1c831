/** Cheats against the real service over the wire. None is refused by a rule made for it; each has an honest twin that passes. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Cheat } from './cases.ts';
import {
  type GateService,
  goalOf,
  honestOf,
  type Played,
  refusalsIn,
  startGateService,
} from './gate-service.ts';
import { PROGRAM_CHEATS } from './program-cheats.ts';
import { WORKSPACE_CHEATS } from './workspace-cheats.ts';

let gate: GateService;
beforeAll(async () => {
  gate = await startGateService();
}, 120_000);
afterAll(() => gate?.stop());

const outputsIn = ({ items }: Played): string => JSON.stringify(items.map(({ body }) => body));

describe.each<[string, readonly Cheat[]]>([
  ['by the workspace', WORKSPACE_CHEATS],
  ['by the program, or beside the checks', PROGRAM_CHEATS],
])('cheats %s', (_, cheats) => {
  test.each(cheats.map((cheat) => [cheat.name, cheat] as const))(
    '%s → refused; the honest twin completes',
    async (_name, cheat) => {
      const [cheated, honest] = await Promise.all([
        gate.play(goalOf(cheat), cheat.cheat),
        gate.play(goalOf(cheat), honestOf(cheat)),
      ]);
      expect(refusalsIn(cheated.items)).toMatch(cheat.refusal);
      expect(cheated.goal.status).not.toBe('complete');
      expect(outputsIn(cheated)).not.toMatch(/test-key/);
      expect(honest.goal).toMatchObject({ status: 'complete' });
    },
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
