/** What a provider's prompt cache lives on, over a run of real Activities: each request begins with the one before it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createOutputSandbox } from '../../bench/model/output-sandbox.ts';
import { createPlayedThread } from '../../bench/model/play-thread.ts';
import { watchRequests } from '../../bench/model/watch-requests.ts';
import { BENCH_CONTRACT, workReply } from '../../bench/model/work-script.ts';
import { type ActivityParts, openActivityParts } from '../support/activity-parts.ts';

const TURNS = 200;
const OUTPUT_BYTES = 300;
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
}, 60_000);
afterAll(() => parts.close());

test('200 turns without compaction → at least 95 % of each request is the unchanged beginning of the one before', async () => {
  const thread = await createPlayedThread(parts, THREAD);
  let cached = 0;
  for (let turn = 1; turn <= TURNS; turn += 1)
    for (const usage of await thread.playTurn()) cached += usage.cachedInputTokens;
  expect(watch.seen).toHaveLength(2 * TURNS - 1);
  for (const { keptOfPrevious, sharedBytes, stableBytes } of watch.seen) {
    expect(keptOfPrevious).toBe(1);
    expect(sharedBytes / stableBytes).toBeGreaterThanOrEqual(0.95);
  }
  // What the model server's own cache found, which knows nothing of closing blocks.
  expect(cached / parts.modelServer.served.inputTokens).toBeGreaterThan(0.95);

  const bodies = parts.modelServer.requests.map(({ request }) => request.body);
  const settingsOf = (body: (typeof bodies)[number] | undefined) => {
    const { input: _, ...settings } = body ?? {};
    return JSON.stringify(settings);
  };
  expect(new Set(bodies.map(settingsOf)).size).toBe(1);
  expect(bodies[0]?.prompt_cache_key).toBe(THREAD.threadId);
  expect(bodies[0]?.safety_identifier).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(bodies[0])).not.toContain(THREAD.tenantId);
}, 120_000);
