import { describe, expect, test } from '@jest/globals';
import { type Account, withAccount } from '../../../activities/activity/account.ts';
import { createFallbackModels } from '../../../activities/model/fallback-models.ts';
import { respondOrPickUp } from '../../../activities/model/respond-or-pick-up.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { createActivityEnvironment } from '../../support/activities/activity-environment.ts';
import { playProvider, REQUEST } from './played-provider.ts';

const provider = playProvider();
const live = { start: () => undefined, add: () => undefined, end: () => undefined };

/** The second attempt at a call whose first one was lost while `model` answered `reply` in the background. */
async function secondAttempt(model: string, reply: Reply) {
  let calls = 0;
  const client = await provider.client(() => (calls++ === 0 ? reply : { message: 'asked anew' }), {
    isBackground: true,
  });
  const lost = new AbortController();
  let responseId = '';
  const watcher = {
    isStillWanted: () => true,
    onResponseId(id: string) {
      responseId = id;
      lost.abort(new Error('lost'));
      // A worker that is lost reads nothing more, though the rest may have come with the first event.
      lost.signal.throwIfAborted();
    },
  };
  await expect(client.respond({ ...REQUEST, model }, lost.signal, watcher)).rejects.toThrow('lost');
  const environment = createActivityEnvironment(2, { pending: { responseId, model } });
  const work = () =>
    withAccount(async (account: Account, signal) => {
      const dependencies = { model: client, fallbacks: createFallbackModels(['gpt-5-mini']) };
      const call = { mayUse: () => true, account, live, signal };
      const result = await respondOrPickUp(dependencies, REQUEST, call);
      return { result, spent: account.total(), pending: account.details().pending };
    });
  return environment.run<[], Awaited<ReturnType<typeof work>>, typeof work>(work);
}

describe('an attempt after a lost one', () => {
  test('the reply of the thread’s own model → picked up with its thoughts, and no other is asked', async () => {
    const { result, spent } = await secondAttempt('gpt-5', { reasoning: 'Hm.', message: 'Hi' });
    const types = result.ok ? result.reply.output.map(({ type }) => type) : result;
    expect(types).toEqual(['reasoning', 'message']);
    expect(result).not.toHaveProperty('reply.fallback');
    expect(spent.modelCalls).toBe(0);
    expect(provider.requests()).toHaveLength(1);
  });

  test('the reply of a fallback model → says so, and leaves out thoughts that the own one could not read', async () => {
    const { result } = await secondAttempt('gpt-5-mini', { reasoning: 'Hm.', message: 'Hi' });
    expect(result).toMatchObject({
      ...{ ok: true, reply: { fallback: { model: 'gpt-5-mini', reason: 'unavailable' } } },
      reply: { output: [{ type: 'message', text: 'Hi' }] },
    });
  });

  test('the reply is of no use → asked anew, and what it cost is accounted for', async () => {
    const { result, spent, pending } = await secondAttempt('gpt-5', {
      usage: { inputTokens: 500, outputTokens: 7 },
    });
    expect(result).toMatchObject({ ok: true, reply: { output: [{ text: 'asked anew' }] } });
    expect(spent).toMatchObject({ modelCalls: 1, usage: { inputTokens: 500, outputTokens: 7 } });
    expect(pending?.responseId).toBe(provider.requests()[1]?.responseId);
  });
});
