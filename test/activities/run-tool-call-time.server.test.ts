import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CommandResult, SandboxedCommand } from '../../activities/sandbox/sandbox.ts';
import { defined } from '../../objects/defined.ts';
import type { ToolCallInput } from '../../workflows/activities.ts';
import { createActivityEnvironment } from '../support/activities/activity-environment.ts';
import { type ActivityParts, openActivityParts } from '../support/activities/activity-parts.ts';
import { DIGESTS, inputFor, resultIn, runToolCall, SHELL } from '../support/activities/tool-call-bench.ts';
import { openTestSandbox, type TestSandbox } from '../support/sandbox/sandbox.ts';
import { createScriptedSandbox } from '../support/sandbox/scripted-sandbox.ts';
import { processesWith, until } from '../support/service/host-processes.ts';

let confined: TestSandbox;
let parts: ActivityParts;
beforeAll(async () => {
  confined = await openTestSandbox();
  parts = await openActivityParts();
});
afterAll(async () => {
  await parts.close();
  confined.close();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const TIME_IS_UP = "Stopped: the time of the goal's budget is over. It may have had effects.";

/** Ends only when it is told to. */
const untilAborted = createScriptedSandbox(
  async ({ signal }: SandboxedCommand): Promise<Partial<CommandResult>> => {
    if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    return { exitCode: null, endedBy: 'cancel', output: 'so far\n' };
  },
);

const shell = (command: string): Promise<ToolCallInput> =>
  inputFor(parts, {}, { name: 'shell', arguments: { command } });

describe('runToolCall: time that the budget leaves', () => {
  test('over while a command runs → its processes are gone, and the model is told why, with the output so far', async () => {
    // A duration that no other process of this machine sleeps for.
    const seconds = `7${process.pid}.125`;
    const timer = new AbortController();
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(timer.signal);
    const input = { ...(await shell(`echo so far; sleep ${seconds}`)), timeLeftMs: 60_000 };
    const ended = runToolCall(parts, confined.sandbox, input);
    await until('the command runs', () => processesWith(`sleep\0${seconds}`).length > 0);
    timer.abort();
    expect(await ended).toEqual({ ok: false, ...DIGESTS });
    expect(timeout).toHaveBeenCalledWith(60_000);
    const { output } = await resultIn(parts, input);
    expect(output).toMatch(/\nso far\n/);
    expect(String(output).endsWith(TIME_IS_UP)).toBe(true);
    expect(processesWith(seconds)).toEqual([]);
  });

  test('over → an ordinary answer: no failure of the Activity, and the same when it is asked again', async () => {
    const input = { ...(await inputFor(parts, {}, SHELL)), timeLeftMs: 1 };
    expect(await runToolCall(parts, untilAborted, input)).toEqual({ ok: false, ...DIGESTS });
    const first = await resultIn(parts, input);
    const again = createActivityEnvironment(2);
    expect(await runToolCall(parts, untilAborted, input, again)).toEqual({ ok: false, ...DIGESTS });
    expect(await resultIn(parts, input)).toEqual(first);
  });

  test.each([undefined, 600_000, 2 ** 31, 9e15])(
    '%s ms left → a short command is not cut',
    async (timeLeftMs) => {
      const input = await inputFor(parts, {}, SHELL);
      const sandbox = createScriptedSandbox(({ signal }) => ({ output: signal?.aborted ? 'cut' : 'whole' }));
      const limited = { ...input, ...defined({ timeLeftMs }) };
      expect(await runToolCall(parts, sandbox, limited)).toEqual({ ok: true, ...DIGESTS });
      expect(await resultIn(parts, input)).toMatchObject({ output: 'exit code 0, 0.01 s\nwhole' });
    },
  );

  test('interrupted by a person before it is over → told as stopped by the user', async () => {
    const environment = createActivityEnvironment();
    const input = { ...(await inputFor(parts, {}, SHELL)), timeLeftMs: 600_000 };
    const running = Promise.withResolvers<void>();
    const sandbox = createScriptedSandbox(async ({ signal }) => {
      running.resolve();
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      return { exitCode: null, endedBy: 'cancel' };
    });
    const ended = expect(runToolCall(parts, sandbox, input, environment)).rejects.toMatchObject({
      name: 'CancelledFailure',
    });
    await running.promise;
    environment.cancel();
    await ended;
    expect(await resultIn(parts, input)).toMatchObject({
      output: expect.stringMatching(/^Stopped by the user/),
    });
  });
});
