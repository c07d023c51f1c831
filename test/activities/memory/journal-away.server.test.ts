/**
 * A journal that is away just when a result is to be written: what was paid for or done is in the worker's
 * memory alone.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCallModel } from '../../../activities/call-model.ts';
import type { Journal } from '../../../journal/journal.ts';
import { createActivityEnvironment } from '../../support/activities/activity-environment.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { askedFor, callModel, itemsOf, modelCall } from '../../support/activities/model-call-bench.ts';

const USAGE = { inputTokens: 900, cachedInputTokens: 0, outputTokens: 40 };

let parts: ActivityParts;
beforeAll(async () => {
  parts = await openActivityParts({ respond: () => ({ message: 'Here it is.', usage: USAGE }) });
});
afterAll(() => parts.close());

/** The same journal, whose results are refused as long as `failure` says how. */
function refusing(failure: () => Error | undefined) {
  let refusals = 0;
  const journal: Journal = Object.create(parts.journal);
  journal.finishCall = async (...written) => {
    const error = failure();
    if (error === undefined) return parts.journal.finishCall(...written);
    refusals += 1;
    throw error;
  };
  return { dependencies: parts.with({ journal }), refusals: () => refusals };
}

const away = () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

describe('callModel: the reply is there, and the journal is not', () => {
  test('back after a while → the reply is written; asked once, paid once', async () => {
    const failures = [away(), away(), new Error('Connection terminated unexpectedly')];
    const { dependencies, refusals } = refusing(() => failures.shift());
    const input = await modelCall(parts);
    const result = await callModel(dependencies, input);
    expect(result).toMatchObject({ usage: USAGE });
    expect(result).not.toHaveProperty('wasted');
    expect(refusals()).toBe(3);
    expect(await itemsOf(parts, input)).toMatchObject([{ seq: 2, kind: 'modelReply' }]);
    expect(askedFor(parts, input.threadId)).toHaveLength(1);
  });

  test('cancelled meanwhile → cancelled, and what the reply cost is told', async () => {
    const environment = createActivityEnvironment();
    const { dependencies } = refusing(() => {
      setImmediate(() => environment.cancel());
      return away();
    });
    const input = await modelCall(parts);
    await expect(environment.run(createCallModel(dependencies), input)).rejects.toMatchObject({
      name: 'CancelledFailure',
      details: [{ spent: { modelCalls: 1, usage: USAGE } }],
    });
  });

  test('a failure that time does not mend → thrown at once; the next attempt knows what the lost reply cost', async () => {
    const environment = createActivityEnvironment();
    const beats: { spent?: object }[] = [];
    environment.on('heartbeat', (details) => beats.push(details));
    const { dependencies, refusals } = refusing(() => new Error('value too long'));
    const input = await modelCall(parts);
    await expect(environment.run(createCallModel(dependencies), input)).rejects.toThrow('value too long');
    expect(refusals()).toBe(1);
    expect(beats.at(-1)).toMatchObject({ spent: { modelCalls: 1, usage: USAGE } });
  });
});
