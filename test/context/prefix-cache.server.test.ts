/**
 * What a provider's prompt cache lives on, over a run of real Activities: each request begins with the one
 * before it.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createOutputSandbox } from '../../bench/model/output-sandbox.ts';
import { createPlayedThread } from '../../bench/model/play-thread.ts';
import { watchRequests } from '../../bench/model/watch-requests.ts';
import { BENCH_CONTRACT, workReply } from '../../bench/model/work-script.ts';
import { type ActivityParts, openActivityParts } from '../support/activities/activity-parts.ts';

const TURNS = 200;
/** While a thread is this short, a turn brings more than a twentieth of what there is. */
const FIRST_TURNS = 14;
const OUTPUT_BYTES = 1_024;
const THREAD = { threadId: 'thr_night', tenantId: 'acme-corp', contract: BENCH_CONTRACT };

const watch = watchRequests();
let parts: ActivityParts;
beforeAll(async () => {
  parts = await openActivityParts({
    sandbox: createOutputSandbox(OUTPUT_BYTES),
    respond(request, index) {
      watch.look(request);
      const { calls, message } = workReply(index);
      return message === undefined ? { toolCalls: [...calls] } : { message };
    },
  });
});
afterAll(() => parts.close());

test('200 turns without compaction → each request begins with the whole of the one before, which is 95 % of it and more', async () => {
  const thread = await createPlayedThread(parts, THREAD);
  for (let turn = 1; turn <= TURNS; turn += 1) await thread.playTurn();
  expect(watch.seen).toHaveLength(2 * TURNS - 1);
  expect(watch.seen.every(({ keptOfPrevious }) => keptOfPrevious === 1)).toBe(true);
  const shares = watch.seen
    .slice(2 * FIRST_TURNS)
    .map(({ sharedBytes, stableBytes }) => sharedBytes / stableBytes);
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.95);
  // The figures are of the whole run, as the model server's own cache found it, which knows nothing of
  // closing blocks.
  const { inputTokens, cachedInputTokens } = parts.modelServer.served;
  expect(cachedInputTokens / inputTokens).toBeGreaterThan(0.95);
});

test('every request of that run → the same tools, instructions and settings; the tenant by its hash alone', () => {
  const bodies = parts.modelServer.requests.map(({ request }) => request.body);
  expect(bodies).toHaveLength(2 * TURNS);
  const settings = new Set(bodies.map(({ input: _, ...rest }) => JSON.stringify(rest)));
  expect(settings.size).toBe(1);
  expect(bodies[0]).toMatchObject({
    prompt_cache_key: THREAD.threadId,
    safety_identifier: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect([...settings].join()).not.toContain(THREAD.tenantId);
});
