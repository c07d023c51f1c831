/**
 * A call with an effect, with a fault at every step of it: the effect's own file says what is true, the next
 * request what the model reads.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ActivityCancellationDetails } from '@temporalio/common';
import type { SandboxedCommand } from '../../activities/sandbox/sandbox.ts';
import { readTranscript } from '../../context/transcript/read-transcript.ts';
import { Transcript } from '../../context/transcript/transcript.ts';
import type { Journal } from '../../journal/journal.ts';
import type { ToolCallInput } from '../../workflows/activities.ts';
import { createActivityEnvironment } from '../support/activities/activity-environment.ts';
import { type ActivityParts, openActivityParts } from '../support/activities/activity-parts.ts';
import { inputFor, runToolCall, SHELL } from '../support/activities/tool-call-bench.ts';
import { createScriptedSandbox } from '../support/sandbox/scripted-sandbox.ts';

let parts: ActivityParts;
beforeAll(async () => {
  parts = await openActivityParts();
});
afterAll(() => parts.close());

const STEPS = [
  'before the beginning is written',
  'after the beginning is written',
  'before the effect',
  'after the effect',
  'before the result is written',
  'after the result is written',
] as const;
type Step = (typeof STEPS)[number];

const FAULTS = [
  'the worker is lost',
  'the worker stops',
  'the call is cancelled',
  'the call is cancelled and the journal is away for a moment',
  'the call is cancelled and the worker is lost then',
  'the connection to the journal breaks',
] as const;
type Fault = (typeof FAULTS)[number];

const EFFECT = 'effect.txt';
const never = new Promise<never>(() => {});
const away = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const CANCELLED = new ActivityCancellationDetails({ cancelRequested: true });
const SHUTDOWN = new ActivityCancellationDetails({ workerShutdown: true });

/** Runs the call with the fault; a call that was not cancelled is run once more, as Temporal does. */
async function play(input: ToolCallInput, step: Step, fault: Fault): Promise<void> {
  const environment = createActivityEnvironment();
  const end = Promise.withResolvers<void>();
  let hasStruck = false;
  let refusals = 0;
  const reach = async (reached: Step): Promise<void> => {
    if (reached !== step || hasStruck) return;
    hasStruck = true;
    if (fault.startsWith('the call is cancelled')) environment.cancel('CANCELLED', CANCELLED);
    if (fault === 'the worker stops') environment.cancel('WORKER_SHUTDOWN', SHUTDOWN);
    if (fault.endsWith('for a moment')) refusals = 2;
    if (fault === 'the connection to the journal breaks')
      throw new Error('Connection terminated unexpectedly');
    if (fault === 'the worker is lost' || fault.endsWith('lost then')) {
      end.resolve();
      await never;
    }
  };
  const journal: Journal = Object.create(parts.journal);
  journal.beginCall = async (...call) => {
    await reach('before the beginning is written');
    const known = await parts.journal.beginCall(...call);
    await reach('after the beginning is written');
    return known;
  };
  journal.finishCall = async (...result) => {
    await reach('before the result is written');
    if (refusals-- > 0) throw away();
    const item = await parts.journal.finishCall(...result);
    await reach('after the result is written');
    return item;
  };
  const sandbox = createScriptedSandbox(async (command) => {
    await reach('before the effect');
    if (command.signal?.aborted) return { exitCode: null, endedBy: 'cancel' };
    leaveEffect(command);
    await reach('after the effect');
    return command.signal?.aborted && step !== 'after the effect'
      ? { exitCode: null, endedBy: 'cancel' }
      : {};
  });
  const faulty = { ...parts, with: (own: object) => ({ ...parts.with({ journal }), ...own }) };
  const attempt = runToolCall(faulty, sandbox, input, environment).then(
    () => true,
    () => fault.startsWith('the call is cancelled'),
  );
  const isOver = await Promise.race([attempt, end.promise.then(() => fault.endsWith('lost then'))]);
  const again = createScriptedSandbox((command) => {
    leaveEffect(command);
    return {};
  });
  if (!isOver) await runToolCall(parts, again, input, createActivityEnvironment(2));
}

const leaveEffect = ({ workspace }: SandboxedCommand): void =>
  appendFileSync(join(workspace, EFFECT), 'once\n');

async function effectsOf({ threadId }: ToolCallInput): Promise<number> {
  const workspace = await parts.workspaces.ensure(threadId);
  const file = workspace.ok ? join(workspace.directory, EFFECT) : '';
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
}

/** What the model reads of the call, as another worker tells it. */
async function readOf({ threadId }: ToolCallInput): Promise<string> {
  const transcript = new Transcript();
  await readTranscript(parts.journal, threadId, transcript, 1_000);
  return String(transcript.input().at(-1)?.output);
}

describe('runToolCall: a fault at every step', () => {
  test.each(STEPS.flatMap((step) => FAULTS.map((fault) => [fault, step] as const)))(
    '%s %s → run once at most; "not run" only of what did not run, success only of what did',
    async (fault, step) => {
      const input = await inputFor(parts, {}, SHELL);
      await play(input, step, fault);
      const effects = await effectsOf(input);
      const words = await readOf(input);
      expect(effects).toBeLessThanOrEqual(1);
      expect(words).toMatch(/^(Not run|exit code 0|Stopped by the user|Interrupted, outcome unknown)/);
      if (words.startsWith('Not run')) expect(effects).toBe(0);
      if (words.startsWith('exit code 0')) expect(effects).toBe(1);
    },
  );

  test.each(
    FAULTS.filter(
      (fault) => fault.includes('cancelled and the journal') || fault === 'the call is cancelled',
    ),
  )('%s after the command has ended → its result is in the record', async (fault) => {
    const input = await inputFor(parts, {}, SHELL);
    await play(input, 'before the result is written', fault);
    expect(await readOf(input)).toMatch(/^exit code 0/);
  });

  test('cancelled before a worker began it → not run', async () => {
    const input = await inputFor(parts, {}, SHELL);
    expect(await readOf(input)).toBe('Not run: the turn ended before this call.');
  });
});
