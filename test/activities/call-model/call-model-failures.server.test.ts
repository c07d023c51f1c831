import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCallModel } from '../../../activities/call-model.ts';
import { createModelClient } from '../../../activities/model/client.ts';
import type { Respond } from '../../../scripted-model/model-server.ts';
import type { ModelCallInput } from '../../../workflows/activities.ts';
import { FAILURE_TYPE } from '../../../workflows/turn/failure-type.ts';
import { createActivityEnvironment } from '../../support/activities/activity-environment.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { askedFor, callModel, modelCall } from '../../support/activities/model-call-bench.ts';

const GOAL_VIEW = { goalId: 'goal_1', revision: 1, status: 'active', tokensUsed: 0 };

let parts: ActivityParts;
let respond: Respond;
beforeAll(async () => {
  parts = await openActivityParts({ respond: (request, index) => respond(request, index) });
});
afterAll(() => parts.close());

const call = (input: ModelCallInput, attempt = 1) => callModel(parts, input, attempt);

describe('callModel: failures', () => {
  test('429 with retry-after → a failure that Temporal retries no earlier than that', async () => {
    respond = () => ({ fault: 'status', status: 429, headers: { 'retry-after': '30' } });
    const error = await call(await modelCall(parts)).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ type: FAILURE_TYPE.modelUnavailable, nonRetryable: false });
    expect((error as { nextRetryDelay: number }).nextRetryDelay).toBeGreaterThanOrEqual(30_000);
  });

  test('usage limit with its reset time → a final failure that says when, asked once', async () => {
    const error = { message: 'limit', type: 'usage_limit_reached', resets_at: 1_800_000_000 };
    respond = () => ({ fault: 'status', status: 429, body: { error } });
    const input = await modelCall(parts);
    await expect(call(input)).rejects.toMatchObject({
      type: FAILURE_TYPE.modelUsageLimited,
      nonRetryable: true,
      details: [{ resetAtMs: 1_800_000_000_000 }],
    });
    expect(askedFor(parts, input.threadId)).toHaveLength(1);
  });

  test('a reply that cannot be read, at the fourth attempt → final; a wrong key → final at once', async () => {
    respond = () => ({ fault: 'empty200' });
    const input = await modelCall(parts);
    await expect(call(input, 3)).rejects.toMatchObject({ nonRetryable: false });
    await expect(call(input, 4)).rejects.toMatchObject({
      type: FAILURE_TYPE.modelUnreadable,
      nonRetryable: true,
    });
    respond = () => ({ fault: 'status', status: 401 });
    await expect(call(input)).rejects.toMatchObject({ type: FAILURE_TYPE.modelRejected, nonRetryable: true });
    expect(await parts.journal.readItems(input.threadId, 0, 10)).toEqual([]);
  });

  test('answers that could not be used have spent the budget → not asked again, and what they cost is told', async () => {
    respond = () => ({ message: 'unheard' });
    const input = await modelCall(parts, { goal: { ...GOAL_VIEW, left: { tokens: 100 } } });
    const spent = { modelCalls: 1, usage: { inputTokens: 90, cachedInputTokens: 0, outputTokens: 10 } };
    const environment = createActivityEnvironment(2, { spent });
    const work = environment.run(createCallModel(parts), input);
    await expect(work).rejects.toMatchObject({
      type: FAILURE_TYPE.budgetSpent,
      nonRetryable: true,
      details: [{ spent }],
    });
    expect(askedFor(parts, input.threadId)).toEqual([]);
  });

  test('an answer that could not be used, then a reply → the reply, and what the other one cost', async () => {
    respond = () => ({ message: 'Done.' });
    const input = await modelCall(parts);
    const spent = { modelCalls: 1, usage: { inputTokens: 90, cachedInputTokens: 0, outputTokens: 10 } };
    const result = await createActivityEnvironment(2, { spent }).run(createCallModel(parts), input);
    expect(result).toMatchObject({ toolCalls: [], wasted: spent });
  });

  test('cancelled while the model thinks → the connection is closed, and the call ends as cancelled', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const model = createModelClient({
      apiKey: 'x',
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      model: 'm',
      timeoutMs: 60_000,
      maxReplyBytes: 1,
    });
    const environment = createActivityEnvironment();
    const input = await modelCall(parts);
    const answer = environment.run(createCallModel(parts.with({ model })), input);
    const refused = expect(answer).rejects.toMatchObject({ name: 'CancelledFailure' });
    const [request] = await once(server, 'request');
    const closed = once(request.socket, 'close');
    environment.cancel();
    await refused;
    await closed;
    expect(await parts.journal.readItems(input.threadId, 0, 10)).toEqual([]);
    server.close();
  });
});
