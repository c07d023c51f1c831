/** Habits of models that used to end a night, or to spend all of it: each is noticed, told, and held back. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../../support/service/skipped-time.ts';
import { delaysInSeconds, eventsIn } from './events.ts';
import { atRest, eventsOf, followToTheEnd } from './follow-next.ts';

let service: SkippedTimeService;
beforeAll(async () => {
  service = await startSkippedTimeService();
});
afterAll(() => service.stop());

const DONE = [shell('touch done.txt'), claim];
const call = (name: string, args: object): Reply => ({ toolCalls: [{ name, arguments: args }] });
const blocked = (blocker: string): Reply =>
  call('update_goal', { status: 'blocked', blocker, needed: 'a key for the shop', attempted: 'the old one' });

/** Each turn makes one call, and ends in words. */
const eachTurn =
  (made: Reply) =>
  ({ callsSinceMessage }: ParsedRequest): Reply =>
    callsSinceMessage.length === 0 ? made : say('Still working on it.');
const results = async (threadId: string): Promise<Json[]> =>
  (await service.api.items(threadId)).filter(({ kind }) => kind === 'toolResult').map(({ body }) => body);
const looks = async (threadId: string): Promise<Json[]> =>
  eventsIn(await service.api.items(threadId)).filter(({ purpose }) => purpose === 'measure');
const lastWords = (threadId: string, at = -1): string =>
  String(service.modelCalls(threadId).at(at)?.request.input.at(-1)?.content);

describe('a turn that goes round', () => {
  test('the same call without end → told at the fifth, ended by the tenth; five such turns and the goal stalls', async () => {
    const threadId = await service.threadWith(() => shell('ls'), FILE_GOAL);
    await followToTheEnd(service, threadId);
    const { goal } = await atRest(service, threadId);
    expect(goal).toMatchObject({ status: 'active', usage: { turns: 5, toolCalls: 50, modelCalls: 50 } });
    const [, , , fourth, fifth, , , , , tenth] = await results(threadId);
    expect(fourth.output).not.toContain('in a row');
    expect(fifth.output).toContain('5 times in a row');
    expect(tenth.output).toContain('the turn ends here');
  });

  test('a cycle of two calls → ended after ten rounds', async () => {
    const read = call('read_file', { path: 'notes.txt', offset: null, limit: null });
    const threadId = await service.threadWith(
      ({ callsSinceMessage }) => (callsSinceMessage.length % 2 === 0 ? shell('ls') : read),
      { ...FILE_GOAL, policy: { stallAfterTurns: 1 } },
    );
    expect(await atRest(service, threadId)).toMatchObject({ goal: { usage: { turns: 1, toolCalls: 20 } } });
  });
});

describe('turns that change files and bring nothing nearer', () => {
  const noting = (file: string) => eachTurn(shell(`date +%s%N >> ${file}`));

  test('a line in a file each turn → the checks run every five turns to see, back-off, and a stall after 25', async () => {
    const threadId = await service.threadWith(noting('notes.txt'), FILE_GOAL);
    const announced = await followToTheEnd(service, threadId);
    const { goal, next } = await atRest(service, threadId);
    expect(goal).toMatchObject({ status: 'active', usage: { turns: 25 } });
    expect(next.reason).toMatch(/^stalled: in 25 automatic turns in a row nothing came nearer/);
    expect(await looks(threadId)).toHaveLength(5);
    const delays = delaysInSeconds(announced, await eventsOf(service, threadId));
    expect(announced.map(({ next: { reason } }) => reason)).toEqual(
      [5, 10, 15, 20].map((turns) => `back-off after ${turns} turns in which nothing came nearer`),
    );
    // The checks ran between the end of the turn and the announcement.
    for (const [index, least] of [10, 20, 40, 80].entries())
      expect(delays[index]).toBeGreaterThanOrEqual(least);
    expect(lastWords(threadId)).toMatch(/came nearer: 24\n/);
  });

  test('a line in a log each turn → no change at all: it stalls after five', async () => {
    const threadId = await service.threadWith(noting('progress.log'), FILE_GOAL);
    await followToTheEnd(service, threadId);
    expect(await atRest(service, threadId)).toMatchObject({ goal: { usage: { turns: 5 } } });
  });

  test('a figure that comes nearer all the time → goes on, and completes after 30 turns', async () => {
    const metric = { marker: 'left', op: '<=', value: 0 };
    const check = {
      name: 'left',
      command: 'echo "left: $((30 - $(cat n.txt 2>/dev/null | wc -l)))"',
      expect: { exitCode: 0, metric },
    };
    let turns = 0;
    const threadId = await service.threadWith(
      ({ callsSinceMessage }) => {
        if (callsSinceMessage.length > 0) return say('One less.');
        turns += 1;
        return turns > 30 ? claim : shell('echo done >> n.txt');
      },
      { objective: 'Leave nothing', verification: { checks: [check] } },
    );
    expect(await followToTheEnd(service, threadId)).toEqual([]);
    expect(await atRest(service, threadId)).toMatchObject({
      goal: { status: 'complete', usage: { turns: 31 } },
    });
    expect((await looks(threadId)).length).toBeGreaterThanOrEqual(3);
  });

  test('a contract that says long stretches are normal → no look, and no stall', async () => {
    const threadId = await service.threadWith(noting('notes.txt'), {
      ...FILE_GOAL,
      policy: { progress: 'changes' },
      budget: { turns: 30 },
    });
    const { goal } = await atRest(service, threadId);
    expect(goal).toMatchObject({ status: 'budgetLimited', usage: { turns: 31 } });
    expect(await looks(threadId)).toEqual([]);
  });
});

describe('an obstacle', () => {
  test('named and nothing else, turn after turn → blocked in the third, with its account everywhere', async () => {
    const threadId = await service.threadWith(eachTurn(blocked('No API key')), FILE_GOAL);
    const { goal } = await atRest(service, threadId);
    const account = { name: 'no api key', needed: 'a key for the shop', attempted: 'the old one' };
    expect(goal).toMatchObject({
      status: 'blocked',
      usage: { turns: 3 },
      blocker: { needed: account.needed },
    });
    expect(await service.api.goal(threadId)).toMatchObject({ next: { blocker: { needed: account.needed } } });
    expect(lastWords(threadId, -2)).toContain('named the same blocker: 2 of 3 ("no api key")');
  });

  test('named once, then only words → told, then stalled; GET goal, next and the report show what it is', async () => {
    const threadId = await service.threadWith(
      inOrder([blocked('No API key')], say('I cannot go on.')),
      FILE_GOAL,
    );
    const needed = { needed: 'a key for the shop', attempted: 'the old one' };
    await atRest(service, threadId);
    const goal = await service.api.goal(threadId);
    expect(goal).toMatchObject({ status: 'active', usage: { turns: 3 }, blocker: needed });
    expect(goal.next).toMatchObject({ action: 'idle', waitsFor: 'person', blocker: needed });
    const { body } = await service.api.call('GET', `/v1/threads/${threadId}/goal/report`, undefined, {
      accept: 'application/json',
    });
    expect(body.unlock).toMatchObject({ blocker: needed });
  });
});

describe('words', () => {
  test('one turn of words → the next is told at once, works, and the goal completes', async () => {
    const threadId = await service.threadWith(inOrder([say('I will begin.'), ...DONE]), FILE_GOAL);
    expect(await atRest(service, threadId)).toMatchObject({
      goal: { status: 'complete', usage: { turns: 2 } },
    });
    const told = service.modelCalls(threadId).map(({ request }) => String(request.input.at(-1)?.content));
    expect(told.map((words) => words.includes('Your last turn did no work'))).toEqual([
      ...[false, true, true],
      false,
    ]);
  });

  test('two turns of words → stalled, until a person comes', async () => {
    const threadId = await service.threadWith(() => say('I will begin.'), FILE_GOAL);
    const { goal, next } = await atRest(service, threadId);
    expect([goal.usage.turns, next.reason]).toEqual([2, expect.stringContaining('did no work')]);
  });

  test('words that are a call, and nothing else → run as one, and repeated as one', async () => {
    const fence = (name: string, args: object) =>
      say(`\`\`\`json\n${JSON.stringify({ name, arguments: args })}\n\`\`\``);
    const replies = [
      fence('shell', { command: 'touch done.txt' }),
      fence('update_goal', { status: 'complete' }),
    ];
    const threadId = await service.threadWith(
      ({ input }) => replies[input.filter(({ type }) => type === 'function_call').length] ?? say('Closed.'),
      FILE_GOAL,
    );
    expect(await atRest(service, threadId)).toMatchObject({
      goal: { status: 'complete', usage: { turns: 1 } },
    });
    const repeated = service
      .modelCalls(threadId)
      .at(-1)
      ?.request.input.map(({ type }) => type);
    expect(repeated?.filter((type) => type === 'function_call')).toHaveLength(2);
  });
});

describe('a question in the night', () => {
  const QUESTION = { question: 'Left or right?', options: ['left', 'right'], defaultAnswer: 'left' };
  const asks = call('request_input', QUESTION);

  test('nobody answers → after an hour the model goes on with its own default, and completes', async () => {
    const threadId = await service.threadWith(inOrder([asks, ...DONE]), FILE_GOAL);
    const asked = await atRest(service, threadId);
    expect(asked).toMatchObject({ phase: 'needsInput', next: { at: expect.any(String) } });
    const goal = await service.api.goal(threadId);
    expect(goal.request).toMatchObject({ ...QUESTION, until: asked.next.at });
    expect(goal.next.question).toMatchObject({
      options: ['left', 'right'],
      ifUnanswered: 'the model goes on with its default answer: left',
    });
    const summary = await service.api.call('POST', `/v1/threads/${threadId}/commands`, { text: '/goal' });
    expect(JSON.stringify(summary.body)).toMatch(/Left or right\?.*left, right.*default answer: left/);
    await service.skipUntil(Date.parse(asked.next.at));
    await service.api.untilGoal(threadId, ({ status }) => status === 'complete');
    const told = service.modelCalls(threadId)[1]?.request.input.at(-1)?.content;
    expect(String(told)).toMatch(
      /Nobody answered your question in time: Left or right\?\nGo on with your default answer: left/,
    );
  });

  test('boundaries that leave it out → refused, told so, and the night goes on', async () => {
    const threadId = await service.threadWith(inOrder([asks, ...DONE]), {
      ...FILE_GOAL,
      boundaries: { tools: ['shell'] },
    });
    expect(await atRest(service, threadId)).toMatchObject({ goal: { status: 'complete' } });
    expect((await results(threadId))[0]).toMatchObject({
      ok: false,
      output: expect.stringContaining('boundaries'),
    });
  });
});
