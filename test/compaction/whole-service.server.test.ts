/**
 * A goal that needs far more text than its model can see at once, on the whole service, over both protocols.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SUMMARY_REQUEST } from '../../activities/compaction/summary-request.ts';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import type { Reply } from '../../scripted-model/reply.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';
import { recordHistories } from '../support/workflow/record-histories.ts';

const TURNS = 24;
const WINDOW_TOKENS = 13_000;
const OBJECTIVE = 'Make the file done.txt, "at last" & not before the last step';
const GOAL = {
  objective: OBJECTIVE,
  verification: { checks: [{ name: 'file', command: 'test -f done.txt' }] },
  // Steps that come no nearer to the check are not slowed down.
  policy: { progress: 'changes' },
};
const SUMMARY = {
  ...{ done: ['the first steps'], triedAndFailed: ['a shortcut'] },
  ...{
    decisions: [{ decision: 'step by step', reason: 'order' }],
    openEnds: ['the last step'],
    filesTouched: ['n.txt'],
  },
};

/** A step a turn, with 4 KB of output and many words; the last one proves the goal. */
function work(): (request: ParsedRequest) => Reply {
  let replies = 0;
  return (request) => {
    const asked = JSON.stringify(request.input.at(-1) ?? '');
    if (asked.includes(JSON.stringify(SUMMARY_REQUEST).slice(1, 60)))
      return { message: JSON.stringify(SUMMARY) };
    if (request.tools.length === 0) return { message: 'Closing words.' };
    replies += 1;
    const turn = Math.ceil(replies / 2);
    if (turn > TURNS) return { toolCalls: [{ name: 'update_goal', arguments: { status: 'complete' } }] };
    const command = `echo ${turn} > n.txt; seq 100000 100600${turn === TURNS ? '; touch done.txt' : ''}`;
    const reasoning = `Step ${turn} is next. ${'So I think. '.repeat(60)}`;
    if (replies % 2 === 1) return { reasoning, toolCalls: [{ name: 'shell', arguments: { command } }] };
    return { message: `Step ${turn} is made. ${'What I saw of it. '.repeat(40)}` };
  };
}

describe.each(['responses', 'chat'] as const)('over %s', (api) => {
  let goalkeeper: ScriptedService;
  beforeAll(async () => {
    const windows = { '*': { windowTokens: WINDOW_TOKENS, reserveTokens: 2_500 } };
    goalkeeper = await startScriptedService(
      { MODEL_API: api, MODEL_CONTEXT_WINDOWS: JSON.stringify(windows) },
      { windowTokens: WINDOW_TOKENS },
    );
  });
  const recorded = new Map<string, string>();
  afterAll(async () => {
    await recordHistories(goalkeeper.service.temporalAddress, recorded);
    await goalkeeper.stop();
  });

  test('→ complete, no request refused, the objective in each; compaction is on record, paid by the goal and told apart [C128]', async () => {
    const threadId = await goalkeeper.begin(GOAL, work());
    if (api === 'responses') recorded.set(threadId, 'a goal that outgrew its window → compacted, complete');
    await goalkeeper.api.untilGoal(threadId, ({ status }) => status === 'complete');
    const { goal } = await goalkeeper.atRest(threadId);
    const requests = goalkeeper.model.requests(threadId);
    expect(requests.every(({ outcome }) => outcome === 'answered')).toBe(true);
    const ordinary = requests.filter(
      ({ request }) => !JSON.stringify(request.input.at(-1)).includes('<compaction>'),
    );
    for (const { request } of ordinary.slice(0, -1))
      expect(String(request.input.at(-1)?.content)).toContain(`<objective>\n${OBJECTIVE}\n</objective>`);
    const items = await goalkeeper.api.items(threadId);
    const compactions = items.filter(({ kind }) => kind === 'compaction').map(({ body }) => body);
    const summed = compactions.filter(({ summaryBy }) => summaryBy === 'model');
    expect(summed.length).toBeGreaterThan(0);
    expect(compactions.length).toBeGreaterThan(summed.length);
    const total = requests.reduce((sum, { usage }) => sum + (usage?.inputTokens ?? 0), 0);
    const closing = requests.at(-1)?.usage?.inputTokens ?? 0;
    expect(goal.usage).toMatchObject({
      inputTokens: total - closing,
      compaction: { count: compactions.length, modelCalls: summed.length, tokens: expect.any(Number) },
    });
    expect(goal.usage.compaction.tokens).toBe(
      summed.reduce(
        (sum, { usage }) => sum + usage.inputTokens - usage.cachedInputTokens + usage.outputTokens,
        0,
      ),
    );
    const context = (await goalkeeper.call(threadId, 'GET', 'context')).body;
    expect(context).toMatchObject({
      compaction: { reason: 'estimated', summary: { text: expect.stringContaining('a shortcut') } },
      transcript: { byKind: { summary: { items: 1 } } },
    });
    const { body: report } = await goalkeeper.call(threadId, 'GET', 'goal/report', undefined, {
      accept: 'application/json',
    });
    expect(report.usage.total.compaction).toEqual(goal.usage.compaction);
  });
});
