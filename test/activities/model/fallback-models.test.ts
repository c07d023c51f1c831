import { describe, expect, test } from '@jest/globals';
import type { ModelClient, ModelResult } from '../../../activities/model/client.ts';
import type { ModelFailure } from '../../../activities/model/failure/model-failure.ts';
import {
  ATTEMPTS_BEFORE_SWITCH,
  createFallbackModels,
  passedOver,
  REST_MS,
} from '../../../activities/model/fallback-models.ts';
import type { ModelRequest } from '../../../context/request.ts';

const DOWN: ModelFailure = { kind: 'unavailable', reason: 'model call failed: 503' };
const MISSING: ModelFailure = { kind: 'rejected', reason: 'model call failed: 404', refuses: 'model' };
const KEY: ModelFailure = { kind: 'rejected', reason: 'model call failed: 401' };
const LATE = ATTEMPTS_BEFORE_SWITCH;

const thought = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'x' } as const;
const REQUEST: ModelRequest = {
  instructions: 'Be brief.',
  tools: [],
  mayCallTools: true,
  input: [{ role: 'user', content: 'Hi' }, thought],
  cacheKey: 'thr_1',
  reasoningEffort: 'high',
};

/** A client whose models fail as they are told to; all others answer. The clock stands until it is moved. */
function bench(models: readonly string[], failures: Record<string, ModelFailure>) {
  const failing = new Map(Object.entries(failures));
  const asked: ModelRequest[] = [];
  let nowMs = 1_000_000;
  const client: ModelClient = {
    pricedModel: (model = 'main') => ({ model, hasPrice: model !== 'unpriced' }),
    async respond(request) {
      asked.push(request);
      const failure = failing.get(request.model ?? 'main');
      if (failure !== undefined) return { ok: false, failure };
      const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 };
      return {
        ok: true,
        reply: { responseId: 'r', output: [thought, { type: 'message', text: 'ok' }], usage },
      };
    },
  };
  const fallbacks = createFallbackModels(models, () => nowMs);
  const mayUse = (model: string) => client.pricedModel(model).hasPrice;
  return {
    asked,
    failing,
    wait: (ms: number) => {
      nowMs += ms;
    },
    /** Who was asked, and what came of it. */
    async call(attempt: number, request = REQUEST) {
      asked.length = 0;
      const call = { attempt, mayUse, signal: new AbortController().signal };
      const result = await fallbacks.respond(client, request, call);
      return { names: asked.map(({ model = 'main' }) => model), result };
    },
  };
}

const fallbackIn = (result: ModelResult) => (result.ok ? result.reply.fallback : result.failure);

describe('createFallbackModels', () => {
  test('no list → no other model is ever asked', async () => {
    const { names, result } = await bench([], { main: DOWN }).call(99);
    expect([names, fallbackIn(result)]).toEqual([['main'], DOWN]);
  });

  test('the own model answers → nobody else is asked, and the reply says nothing of it', async () => {
    const { names, result } = await bench(['a'], {}).call(LATE);
    expect([names, fallbackIn(result)]).toEqual([['main'], undefined]);
    expect(result).toMatchObject({ ok: true, reply: { output: [thought, { type: 'message' }] } });
  });

  test('an outage → waited out at first; from the third attempt on the next model is asked', async () => {
    const { call } = bench(['a', 'b'], { main: DOWN });
    for (let attempt = 1; attempt < LATE; attempt += 1) expect((await call(attempt)).names).toEqual(['main']);
    const { names, result } = await call(LATE);
    expect([names, fallbackIn(result)]).toEqual([['main', 'a'], { model: 'a', reason: 'unavailable' }]);
  });

  test('no such model → the next one at once, in the order of the list', async () => {
    const { names, result } = await bench(['a', 'b'], { main: MISSING, a: MISSING }).call(1);
    expect([names, fallbackIn(result)]).toEqual([['main', 'a', 'b'], { model: 'b', reason: 'notFound' }]);
  });

  test('a thread with a model of its own, which is on the list → it is asked once', async () => {
    const { names } = await bench(['a', 'b'], { a: MISSING }).call(1, { ...REQUEST, model: 'a' });
    expect(names).toEqual(['a', 'b']);
  });

  test('a refused key, a spent quota, an unreadable reply → no switch, however often', async () => {
    const others: ModelFailure[] = [
      KEY,
      { kind: 'usageLimited', reason: 'quota', usageLimit: {} },
      { kind: 'unreadable', reason: 'html' },
    ];
    for (const failure of others)
      expect((await bench(['a'], { main: failure }).call(99)).names).toEqual(['main']);
  });

  test('a model that may not be used, having no price → passed by', async () => {
    const { names } = await bench(['unpriced', 'b'], { main: MISSING }).call(1);
    expect(names).toEqual(['main', 'b']);
  });

  test('another model → gets no thoughts of the first and no effort that it may not know, and its own are not kept', async () => {
    const { asked, call } = bench(['a', 'gpt-5-mini'], { main: MISSING, a: MISSING });
    const { result } = await call(1);
    expect(asked[1]).not.toHaveProperty('reasoningEffort');
    expect(asked[2]).toEqual({ ...REQUEST, model: 'gpt-5-mini', input: [REQUEST.input[0]] });
    expect(result).toMatchObject({ ok: true, reply: { output: [{ type: 'message', text: 'ok' }] } });
  });

  test('a model that was passed over → rests, is tried by one call, and rests again or is back', async () => {
    const { call, wait, failing } = bench(['a'], { main: DOWN });
    await call(LATE);
    wait(REST_MS - 1);
    const { names, result } = await call(1);
    expect([names, fallbackIn(result)]).toEqual([['a'], { model: 'a', reason: 'unavailable' }]);
    wait(1);
    expect((await call(1)).names).toEqual(['main', 'a']);
    expect((await call(1)).names).toEqual(['a']);
    wait(REST_MS);
    failing.clear();
    expect((await call(1)).names).toEqual(['main']);
    failing.set('main', DOWN);
    expect((await call(1)).names).toEqual(['main']);
  });

  test('all rest → the own model is asked', async () => {
    const { call } = bench(['a'], { main: DOWN, a: DOWN });
    expect((await call(LATE)).names).toEqual(['main', 'a']);
    expect((await call(LATE)).names).toEqual(['main']);
  });

  test.each<[string, Record<string, ModelFailure>, ModelFailure]>([
    ['an outage, then no such model', { main: DOWN, a: MISSING }, DOWN],
    ['no such model, then an outage', { main: MISSING, a: DOWN }, DOWN],
    ['an outage, then a refused key', { main: DOWN, a: KEY }, DOWN],
    ['no such model twice', { main: MISSING, a: { ...MISSING, reason: 'a' } }, { ...MISSING, reason: 'a' }],
  ])('%s → the failure that leaves most hope', async (_, failures, told) => {
    expect(fallbackIn((await bench(['a'], failures).call(LATE)).result)).toEqual(told);
  });
});

describe('passedOver', () => {
  test('an outage before the third attempt → the same model again', () => {
    expect(passedOver(DOWN, LATE - 1)).toBeUndefined();
    expect(passedOver(DOWN, LATE)).toBe('unavailable');
  });
});
