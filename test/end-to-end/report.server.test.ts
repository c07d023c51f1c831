import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedService;

beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

/** Done when `p95.txt` says less than 120. */
const GOAL = {
  objective: 'Bring p95 below <b>120</b> ms',
  verification: {
    checks: [
      {
        name: 'p95',
        command: 'echo "p95_ms: $(cat p95.txt 2>/dev/null || echo 180)"',
        expect: { metric: { marker: 'p95_ms', op: '<', value: 120 } },
      },
    ],
  },
};

const at = (ms: number) => shell(`echo ${ms} > p95.txt`);

async function reportOf(threadId: string): Promise<{ json: Json; md: string; html: string }> {
  const path = `${goalkeeper.api.url}/v1/threads/${threadId}/goal/report`;
  const [json, md, html] = await Promise.all(
    ['application/json', 'text/markdown', 'text/html'].map((accept) => fetch(path, { headers: { accept } })),
  );
  return { json: await json?.json(), md: (await md?.text()) ?? '', html: (await html?.text()) ?? '' };
}

test('a goal that is refused once and then proven → the report says so in all three forms', async () => {
  const threadId = await goalkeeper.begin(GOAL, inOrder([at(134.8), claim, at(112.4), claim]));
  await goalkeeper.atRest(threadId);
  await goalkeeper.allEvents(threadId);
  const { json, md, html } = await reportOf(threadId);
  expect(json).toMatchObject({
    goal: { threadId, status: 'complete', revision: 1 },
    checks: [
      {
        name: 'p95',
        wanted: 'exit 0, p95_ms < 120',
        baseline: { passed: false, metric: 180 },
        final: { passed: true, metric: 112.4, purpose: 'audit' },
      },
    ],
    refusedAudits: { total: 1, shown: [{ reason: expect.stringContaining('134.8') }] },
    unlock: { what: 'Nothing: the goal is complete.', steps: [], failingChecks: [] },
    closingWords: { text: 'Closing words.' },
  });
  expect(json.checks[0].metric.points.map(({ value }: Json) => value)).toEqual([180, 134.8, 112.4]);
  expect(json.summary).toContain('The service ran the check of the contract itself');
  expect(json.changedFiles).toMatchObject({ count: 1, turn: 1, isOutdated: false });
  expect(json.work.patch).toEqual({
    text: '--- /dev/null\n+++ b/p95.txt\n@@ -0,0 +1,1 @@\n+112.4\n',
    cutFiles: [],
    leftOutFiles: 0,
  });
  expect(json.headline).toMatchObject({
    proven: [expect.stringContaining('112.4 (180 before the work')],
    notProven: [],
  });
  expect(md).toContain('# Complete: Bring p95 below \\<b\\>120\\</b\\> ms');
  expect(md).toContain('**p95**: 180 → 134.8 → 112.4 ✓ (wanted p95\\_ms \\< 120)');
  expect(html).toContain('Bring p95 below &lt;b&gt;120&lt;/b&gt; ms');
  expect(html).toContain('Finish line: p95_ms &lt; 120. baseline: 180;');
});

test('a goal that runs out of budget → what it takes to go on, and the words of the wrap-up turn', async () => {
  const script = inOrder([at(170), at(160), at(150)], say('Still at it.'));
  const threadId = await goalkeeper.begin({ ...GOAL, budget: { toolCalls: 2 } }, script);
  await goalkeeper.atRest(threadId);
  await goalkeeper.allEvents(threadId);
  const { json, md, html } = await reportOf(threadId);
  expect(json).toMatchObject({
    goal: { status: 'budgetLimited' },
    checks: [{ final: null, baseline: { metric: 180 } }],
    usage: { budget: [{ dimension: 'toolCalls', used: 2, limit: 2, isReached: true }] },
    unlock: {
      what: 'More budget: toolCalls 2 of 2.',
      failingChecks: [expect.stringContaining('p95')],
      nextStep: { text: 'Closing words.' },
    },
  });
  expect(json.usage.byTurn.shown.at(-1)).toMatchObject({ kind: 'wrapUp', toolCalls: 0 });
  expect(json.usage.total).toMatchObject({ turns: 2, wrapUpTurns: 1 });
  const { total, byTurn, beside = { tokens: 0 } } = json.usage;
  const ofTurns = byTurn.shown.reduce((sum: number, { tokens }: Json) => sum + tokens, 0);
  expect(ofTurns + beside.tokens).toBe(total.tokens);
  // The thread looked at what the goal had left when it came to rest.
  expect(json.changedFiles).toMatchObject({ count: 1, isOutdated: false });
  expect(json.work.patch.text).toContain('+++ b/p95.txt');
  expect(md).toContain('# Budget limited');
  expect(html).toContain('What would unlock progress');
  const cleared = await goalkeeper.post(threadId, 'goal/clear');
  expect(cleared.status).toBe(200);
  await goalkeeper.allEvents(threadId);
  expect((await reportOf(threadId)).json).toMatchObject({
    goal: { status: 'cleared' },
    unlock: { failingChecks: [expect.any(String)] },
  });
});

test('files are written after the only look → never "0 files changed", but since when nobody has looked', async () => {
  const asks = {
    toolCalls: [{ name: 'request_input', arguments: { question: 'Which one?', options: ['a', 'b'] } }],
  };
  const threadId = await goalkeeper.begin(GOAL, inOrder([at(170), asks]));
  await goalkeeper.atRest(threadId);
  await goalkeeper.allEvents(threadId);
  const { json, md } = await reportOf(threadId);
  expect(json.changedFiles).toMatchObject({ count: 0, turn: null, isOutdated: true });
  expect(json.question).toMatchObject({ about: 'question', question: 'Which one?', options: ['a', 'b'] });
  expect(md).toContain('- Changed: not looked since before the first turn\n');
  expect(md).toMatch(
    /^- Question: \*\*Which one\?\*\* Answers: `a`, `b`\. Until [-\dT:]+Z; without an answer the model goes on, and decides by the contract\.$/m,
  );
});
