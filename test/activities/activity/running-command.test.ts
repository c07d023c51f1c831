import { expect, test } from '@jest/globals';
import { notingSandbox, type RunningCommand } from '../../../activities/activity/running-command.ts';
import type { CommandResult, Sandbox, SandboxedCommand } from '../../../activities/sandbox/sandbox.ts';

test('notingSandbox: each command → is run as it is, and its end is told as it begins', async () => {
  const noted: RunningCommand[] = [];
  const run: SandboxedCommand[] = [];
  const result = { endedBy: 'exit' } as CommandResult;
  const inner: Sandbox = {
    run: async (command) => {
      expect(noted).toHaveLength(run.push(command));
      return result;
    },
  };
  const sandbox = notingSandbox(inner, 7, (command) => noted.push(command));
  const commands = [60_000, 5_000].map((timeoutMs) => ({ workspace: '/w', argv: ['true'], timeoutMs }));
  const beganMs = Date.now();
  for (const command of commands) expect(await sandbox.run(command)).toBe(result);
  expect(run).toEqual(commands);
  expect(noted.map(({ seq }) => seq)).toEqual([7, 7]);
  expect(noted[0]?.untilMs).toBeGreaterThanOrEqual(beganMs + 60_000);
  expect(noted[1]?.untilMs).toBeLessThan(beganMs + 60_000);
});
