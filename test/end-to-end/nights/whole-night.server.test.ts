/**
 * One night with everything in it that a night may bring: an outage with a message in it, a poisoned reply, a
 * lost worker, a usage limit, a question that nobody answers, a stuck stretch, a second message, and the end.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, say, shell } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../../support/service/skipped-time.ts';
import { nameOf } from './events.ts';
import { atRest, eventsOf, followNext } from './follow-next.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let service: SkippedTimeService;
beforeAll(async () => {
  service = await startSkippedTimeService({ mayRestart: true });
});
afterAll(() => service.stop());

const AWAY: Reply = { fault: 'status', status: 503 };
const LIMITED: Reply = { fault: 'status', status: 429, headers: { 'retry-after': '14400' } };
const thought = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' };
const poisonedCall = {
  type: 'function_call',
  id: 'fc_1',
  call_id: `call_${'x'.repeat(120)}`,
  name: 'shell<|channel|>commentary',
  arguments: JSON.stringify({ command: 'echo poisoned >> log.txt' }),
  status: 'completed',
};
const asks: Reply = {
  toolCalls: [
    {
      name: 'request_input',
      arguments: { question: 'Left or right?', options: ['left', 'right'], defaultAnswer: 'left' },
    },
  ],
};

const turn = (command: string): Reply[] => [shell(command), say('More in the next turn.')];
/** Files change, and the check comes no nearer. */
const STUCK = Array.from({ length: 8 }, () => turn('date +%s%N >> notes.txt')).flat();

const NIGHT: readonly Reply[] = [
  ...turn('echo first >> log.txt'),
  // The outage is not of this list: it is over when the second turn has its first reply.
  ...turn('echo second >> log.txt'),
  say('Noted: the log stays.'),
  { items: [thought, poisonedCall, thought] },
  say('More in the next turn.'),
  ...turn('echo third >> log.txt'),
  LIMITED,
  ...turn('echo fourth >> log.txt'),
  asks,
  ...turn('echo fifth >> log.txt'),
  ...STUCK,
  shell('touch done.txt'),
  claim,
  say('Closing words.'),
];

const readLog = (threadId: string): Promise<string> =>
  readFile(join(service.dataDirectory, 'workspaces', threadId, 'log.txt'), 'utf8');

/** How often the service ran the checks itself to see whether anything came nearer. */
const looksOf = async (threadId: string): Promise<number> =>
  (await eventsOf(service, threadId)).filter(({ purpose }) => purpose === 'measure').length;

/** Goes from one announced time to the next until the resting thread is as wanted. */
async function followUntil(
  threadId: string,
  isWanted: (thread: Json) => boolean | Promise<boolean>,
): Promise<void> {
  while (!(await isWanted(await atRest(service, threadId)))) await followNext(service, threadId);
}

test('a night of outage, poisoned reply, lost worker, usage limit, unanswered question and a stuck stretch → complete, and nothing paid or done twice', async () => {
  const replies = [...NIGHT];
  let isAway = false;
  let triesWhileAway = 0;
  const threadId = await service.threadWith(
    () => {
      if (isAway) triesWhileAway += 1;
      return isAway ? AWAY : (replies.shift() ?? say('Nothing is left of the night.'));
    },
    { ...FILE_GOAL, policy: { minGapSeconds: 600, measureAfterTurns: 3 } },
  );
  const write = async (content: string) =>
    expect(await service.api.call('POST', `/v1/threads/${threadId}/messages`, { content })).toMatchObject({
      status: 201,
    });
  const dusk = await service.nowMs();
  await atRest(service, threadId);

  // The provider goes away for forty minutes; a person writes meanwhile.
  isAway = true;
  await service.skip(20 * MINUTE_MS);
  await write('Keep the log, please.');
  await service.skip(20 * MINUTE_MS);
  isAway = false;
  await service.skip(2 * MINUTE_MS);
  await service.api.untilGoal(threadId, ({ usage }) => usage.turns >= 2);
  await atRest(service, threadId);

  // The poisoned reply; then its worker is away for a while.
  await followNext(service, threadId);
  await atRest(service, threadId);
  await service.stopWorker();
  // The server's clock goes no further than the next timer without a worker.
  await service.skip(8 * MINUTE_MS);
  await service.startWorker();
  await service.api.untilGoal(threadId, ({ usage }) => usage.turns >= 4);

  // The usage limit, the question that nobody answers, and turns in which nothing comes nearer.
  await followUntil(threadId, ({ goal }) => goal.status === 'usageLimited');
  await followUntil(threadId, ({ phase }) => phase === 'needsInput');
  const before = await looksOf(threadId);
  await followUntil(threadId, async () => (await looksOf(threadId)) > before + 1);

  const left = replies.length;
  replies.splice(0, left - 3);
  await write('The file is all that is asked for.');
  const goal = await service.api.untilGoal(
    threadId,
    ({ status, phase }) => status === 'complete' && phase === 'idle',
  );

  const items = await service.api.items(threadId);
  const calls = service.modelCalls(threadId);
  const answered = calls.filter(({ outcome }) => outcome === 'answered');
  const events = await eventsOf(service, threadId);
  const wakeUps = events.filter(({ type }) => type === 'turnStarted').length;
  const hours = ((await service.nowMs()) - dusk) / HOUR_MS;
  console.log(
    `a night of ${hours.toFixed(1)} h: ${answered.length} replies, ${calls.length - answered.length} calls unpaid ` +
      `(${triesWhileAway} in the outage), ${wakeUps} turns, ${goal.usage.toolCalls} tool calls`,
  );
  expect(hours).toBeGreaterThan(6);
  // Whatever was answered is on record once, and paid once; the closing words come behind the goal.
  const recorded = items.filter(({ kind }) => kind === 'modelReply');
  expect(recorded).toHaveLength(answered.length);
  expect(goal.usage.inputTokens).toBe(
    answered.slice(0, -1).reduce((sum, { usage }) => sum + (usage?.inputTokens ?? 0), 0),
  );
  const log = await readLog(threadId);
  expect(log).toBe(['first', 'second', 'poisoned', 'third', 'fourth', 'fifth', ''].join('\n'));
  expect(items.filter(({ kind }) => kind === 'userMessage').map(({ body }) => body.content)).toEqual([
    'Keep the log, please.',
    'The file is all that is asked for.',
  ]);
  expect(events.map(nameOf)).toContain('inputExpired');
  // A try a minute at most while the provider is away.
  expect(triesWhileAway).toBeLessThan(60);
});
