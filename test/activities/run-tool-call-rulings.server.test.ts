import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ToolCallInput } from '../../workflows/activities.ts';
import type { CallAnswer } from '../../workflows/thread/state/call-answer.ts';
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
import { createScriptedSandbox, type ScriptedSandbox } from '../support/sandbox/scripted-sandbox.ts';

let parts: ActivityParts;
let sandbox: ScriptedSandbox;
beforeAll(async () => {
  parts = await openActivityParts();
});
afterAll(() => parts.close());
beforeEach(() => {
  sandbox = createScriptedSandbox();
});

const run = (input: ToolCallInput, attempt = 1) =>
  runToolCall(parts, sandbox, input, createActivityEnvironment(attempt));

const REFUSED: CallAnswer = { granted: false, text: 'Refused: the thread is in plan mode.' };
const GRANTED: CallAnswer = { granted: true, text: 'The thread waits until noon.' };

const WAIT: Call = { name: 'wait', arguments: { seconds: 3_600 } };
const ACCOUNT = { blocker: 'no key', needed: 'a key', attempted: 'all that there is' };
const BLOCKED: Call = { name: 'update_goal', arguments: { status: 'blocked', ...ACCOUNT } };

describe('runToolCall: ruling', () => {
  test.each<[string, Call, CallAnswer]>([
    ['a wait that is granted', WAIT, GRANTED],
    ['a wait that is refused', WAIT, REFUSED],
    ['a command in plan mode', SHELL, REFUSED],
    ['a question', { name: 'request_input', arguments: { question: 'Which?' } }, GRANTED],
  ])(
    '%s → the ruling is journalled as its answer, with the events, and nothing is run',
    async (_, call, ruling) => {
      const input = { ...(await inputFor(parts, {}, call)), events: [turnStarted(1)], ruling };
      expect(await run(input)).toEqual({ ok: ruling.granted, ...DIGESTS });
      expect(await resultIn(parts, input)).toEqual({
        name: call.name,
        ok: ruling.granted,
        output: ruling.text,
        ...DIGESTS,
      });
      expect(sandbox.commands).toEqual([]);
      const items = await parts.journal.readItems(input.threadId, 0, 10);
      expect(items.map(({ kind }) => kind)).toEqual(['event', 'modelReply', 'toolResult']);
    },
  );

  test.each([GRANTED, REFUSED])(
    'blocker, ruled on by %j → the account of it is kept with the answer',
    async (ruling) => {
      const input = { ...(await inputFor(parts, {}, BLOCKED)), ruling };
      await run(input);
      const { needed, attempted } = ACCOUNT;
      expect(await resultIn(parts, input)).toEqual({
        name: 'update_goal',
        ok: ruling.granted,
        output: ruling.text,
        blocker: { name: 'no key', needed, attempted },
        ...DIGESTS,
      });
    },
  );

  test('completion that is refused without an audit → no account of a blocker', async () => {
    const complete = { name: 'update_goal', arguments: { status: 'complete', ...ACCOUNT } };
    const input = { ...(await inputFor(parts, {}, complete)), ruling: REFUSED };
    await run(input);
    expect(await resultIn(parts, input)).not.toHaveProperty('blocker');
  });

  test('repeated with another ruling → the first one stands', async () => {
    const input = await inputFor(parts, {}, WAIT);
    await run({ ...input, ruling: GRANTED });
    expect(await run({ ...input, ruling: REFUSED }, 2)).toEqual({ ok: true, ...DIGESTS });
    expect(await resultIn(parts, input)).toMatchObject({ output: GRANTED.text });
  });

  test('begun by a lost worker → ruled on all the same: nothing of it can have run', async () => {
    const input = { ...(await inputFor(parts, {}, SHELL)), ruling: REFUSED };
    await begin(parts, input);
    expect(await run(input, 2)).toEqual({ ok: false, ...DIGESTS });
    expect(await resultIn(parts, input)).toMatchObject({ output: REFUSED.text });
  });

  test('a thread whose workspace cannot be made → answered all the same', async () => {
    const input = { ...(await inputFor(parts, { workspaceSource: 'gone' }, WAIT)), ruling: GRANTED };
    expect(await run(input)).toEqual({ ok: true, ...DIGESTS });
  });

  test('an ask without a ruling → told that nothing is decided', async () => {
    const input = await inputFor(parts, {}, WAIT);
    expect(await run(input)).toEqual({ ok: false, ...DIGESTS });
    expect(await resultIn(parts, input)).toMatchObject({ output: expect.stringMatching(/has not decided/) });
  });
});

describe('runToolCall: messages', () => {
  test('delivered along with the call → in the record before its result', async () => {
    const input = await inputFor(parts, {}, SHELL);
    await parts.journal.saveInput({ inputId: 'msg_a', threadId: input.threadId, content: 'Hurry' });
    await run({ ...input, seq: 4, inputs: [{ inputId: 'msg_a', seq: 3, turn: 1 }] });
    const items = await parts.journal.readItems(input.threadId, 0, 10);
    expect(items.map(({ seq, kind }) => [seq, kind])).toEqual([
      [2, 'modelReply'],
      [3, 'userMessage'],
      [4, 'toolResult'],
    ]);
  });
});
