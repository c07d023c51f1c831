import { chmodSync, existsSync, statSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createRunToolCall } from '../../activities/run-tool-call.ts';
import type { ThreadSettings } from '../../journal/rows/thread-row.ts';
import type { ToolCallInput } from '../../workflows/activities.ts';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';
import { turnStarted } from '../journal/samples.ts';
import { createActivityEnvironment } from '../support/activities/activity-environment.ts';
import { type ActivityParts, openActivityParts } from '../support/activities/activity-parts.ts';
import {
  begin,
  type Call,
  DIGESTS,
  inputFor,
  resultIn,
  runToolCall,
  SHELL,
} from '../support/activities/tool-call-bench.ts';
import { contractWith, goalViewWith } from '../support/contract/sample-contract.ts';
import { createScriptedSandbox, type ScriptedSandbox } from '../support/sandbox/scripted-sandbox.ts';

let parts: ActivityParts;
let sandbox: ScriptedSandbox;

beforeAll(async () => {
  parts = await openActivityParts();
});
afterAll(() => parts.close());
beforeEach(() => {
  sandbox = createScriptedSandbox(() => ({ output: 'hello\n' }));
});

const READ: Call = { name: 'read_file', arguments: { path: 'a.txt' } };

const inputOf = (settings: ThreadSettings, ...calls: readonly Call[]): Promise<ToolCallInput> =>
  inputFor(parts, settings, ...calls);

const run = (input: ToolCallInput, attempt = 1, environment = createActivityEnvironment(attempt)) =>
  runToolCall(parts, sandbox, input, environment);

const resultOf = (input: ToolCallInput): Promise<Record<string, unknown>> => resultIn(parts, input);

describe('runToolCall', () => {
  test('shell → run once in the workspace of the thread, answered in the journal, with the events', async () => {
    const input = { ...(await inputOf({}, SHELL)), events: [turnStarted(1)] };
    expect(await run(input)).toEqual({ ok: true, ...DIGESTS });
    expect(sandbox.commands.map(({ argv }) => argv)).toEqual([['/bin/bash', '-c', 'echo hello']]);
    expect(existsSync(sandbox.commands[0]?.workspace ?? '')).toBe(true);
    expect(await resultOf(input)).toEqual({
      name: 'shell',
      ok: true,
      endedBy: 'exit',
      exitCode: 0,
      output: 'exit code 0, 0.01 s\nhello\n',
      ...DIGESTS,
    });
    const items = await parts.journal.readItems(input.threadId, 0, 10);
    expect(items.map(({ kind }) => kind)).toEqual(['event', 'modelReply', 'toolResult']);
  });

  test('the result that was foreseen → the model is told how often it came; another one → nothing is said', async () => {
    const first = await run(await inputOf({}, SHELL));
    const foreseen = [{ digest: first.digest ?? '', cycle: 1, round: 5 }];
    const again = { ...(await inputOf({}, SHELL)), foreseen };
    expect(await run(again)).toEqual(first);
    expect(await resultOf(again)).toMatchObject({
      output: expect.stringMatching(/hello\n.*5 times in a row/s),
    });
    const other = { ...(await inputOf({}, { name: 'shell', arguments: { command: 'ls' } })), foreseen };
    await run(other);
    expect((await resultOf(other)).output).not.toContain('in a row');
  });

  test('several calls in a reply → the one that is meant', async () => {
    const input = await inputOf({}, SHELL, { name: 'shell', arguments: { command: 'echo second' } });
    await run({ ...input, callId: '2-1', seq: 4 });
    expect(sandbox.commands[0]?.argv.at(-1)).toBe('echo second');
  });

  test("read_item → an item of the call's own thread; what stands there in another is out of reach", async () => {
    const other = await inputOf({}, SHELL);
    await run(other);
    const { callId, ...mine } = await inputOf(
      {},
      { name: 'read_item', arguments: { item: 2, offset: null, limit: null } },
    );
    await run({ callId, ...mine });
    expect((await resultOf({ callId, ...mine })).output).toContain('read_item {"item":2');
    const beyond = await inputOf(
      {},
      { name: 'read_item', arguments: { item: other.seq, offset: null, limit: null } },
    );
    await run({ ...beyond, seq: beyond.seq + 5 });
    expect(await resultOf({ ...beyond, seq: beyond.seq + 5 })).toMatchObject({ ok: false });
  });

  test('command that fails → not ok, and no failure of the Activity', async () => {
    sandbox = createScriptedSandbox(() => ({ exitCode: 1 }));
    expect(await run(await inputOf({}, SHELL))).toEqual({ ok: false, ...DIGESTS });
  });

  test.each([0o000, 0o644, 0o100])(
    'a command that leaves the workspace itself with mode %d → opened again for its owner, and the model is told',
    async (mode) => {
      sandbox = createScriptedSandbox(({ workspace }) => {
        chmodSync(workspace, mode);
        return { output: 'closed\n' };
      });
      const input = await inputOf({}, SHELL);
      await run(input);
      const workspace = sandbox.commands[0]?.workspace ?? '';
      expect(statSync(workspace).mode & 0o7777).toBe(mode | 0o700);
      expect((await resultOf(input)).output).toMatch(/closed\n+Note: .*\/workspace itself.*given back/s);
    },
  );

  test('repeated after it had finished → the journalled result, nothing run', async () => {
    const input = await inputOf({}, SHELL);
    await run(input);
    expect(await run(input, 2)).toEqual({ ok: true, ...DIGESTS });
    expect(sandbox.commands).toHaveLength(1);
  });

  test('started by a lost worker → told as interrupted, nothing run, however often it is asked', async () => {
    const input = await inputOf({}, SHELL);
    await begin(parts, input);
    for (const attempt of [2, 3])
      expect(await run(input, attempt)).toEqual({ ok: false, interrupted: true, ...DIGESTS });
    expect(sandbox.commands).toEqual([]);
    expect(await resultOf(input)).toMatchObject({
      ok: false,
      output: expect.stringMatching(/^Interrupted, outcome unknown/),
    });
  });

  test('started by a lost worker, a tool that only reads → run again', async () => {
    const input = await inputOf({}, READ);
    await begin(parts, input);
    await run(input, 2);
    expect(sandbox.commands).not.toHaveLength(0);
    expect(await resultOf(input)).not.toHaveProperty('interrupted');
  });

  test('a worker thought lost that finishes first → its result counts for both', async () => {
    const input = await inputOf({}, SHELL);
    await begin(parts, input);
    const journal = {
      ...parts.journal,
      // The other worker is faster by a hair.
      finishCall: async (...[threadId, item]: Parameters<typeof parts.journal.finishCall>) => {
        const body = JSON.stringify({ name: 'shell', ok: true, output: 'exit code 0' });
        await parts.journal.finishCall(threadId, { ...item, body });
        return parts.journal.finishCall(threadId, item);
      },
    };
    const late = createRunToolCall(parts.with({ sandbox, journal }));
    expect(await createActivityEnvironment(2).run(late, input)).toMatchObject({ ok: true });
  });

  test.each<[string, Call, RegExp]>([
    ['unknown tool', { name: 'rm_rf', arguments: {} }, /^There is no tool "rm_rf"\. The tools are: shell, /],
    [
      'arguments that are no JSON',
      { name: 'shell', arguments: '{"comm' },
      /^shell: the arguments are not valid JSON/,
    ],
    [
      'missing argument',
      { name: 'shell', arguments: {} },
      /^shell: wrong arguments\. command: .*Its arguments are: /,
    ],
    ['unknown argument', { name: 'shell', arguments: { command: 'ls', sudo: true } }, /sudo/],
  ])('%s → answered to the model, nothing run', async (_, call, words) => {
    const input = await inputOf({}, call);
    expect(await run(input)).toEqual({ ok: false, ...DIGESTS });
    expect(await resultOf(input)).toMatchObject({ ok: false, output: expect.stringMatching(words) });
    expect(sandbox.commands).toEqual([]);
  });

  test('cancelled while it runs → the command is stopped, the model is told, the call ends as cancelled', async () => {
    const running = Promise.withResolvers<void>();
    sandbox = createScriptedSandbox(async ({ signal }) => {
      running.resolve();
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      return { exitCode: null, endedBy: 'cancel' };
    });
    const environment = createActivityEnvironment();
    const input = await inputOf({}, SHELL);
    const ended = expect(run(input, 1, environment)).rejects.toMatchObject({ name: 'CancelledFailure' });
    await running.promise;
    environment.cancel();
    await ended;
    expect(await resultOf(input)).toMatchObject({
      ok: false,
      output: expect.stringMatching(/^Stopped by the user/),
    });
  });

  test('get_goal → figures and the contract in full', async () => {
    const input = await inputOf({}, { name: 'get_goal', arguments: {} });
    const goalId = `goal_${input.threadId}`;
    await parts.journal.saveContract(input.threadId, goalId, 1, contractWith({ objective: 'Halve p95' }));
    await run({ ...input, goal: goalViewWith({ goalId }) });
    const { output } = await resultOf(input);
    expect(output).toContain('"tokensUsed": 1200');
    expect(output).toContain('Halve p95');
  });

  test('call that is in no reply → rejected, nothing run', async () => {
    await expect(run({ ...(await inputOf({}, SHELL)), callId: '2-7' })).rejects.toThrow('has no call 2-7');
    expect(sandbox.commands).toEqual([]);
  });

  test('workspace that cannot be made → a final failure with the reason', async () => {
    const input = await inputOf({ workspaceSource: 'gone' }, SHELL);
    await expect(run(input)).rejects.toMatchObject({
      type: FAILURE_TYPE.workspaceUnavailable,
      message: expect.stringContaining('No source is named "gone"'),
      nonRetryable: true,
    });
  });
});
