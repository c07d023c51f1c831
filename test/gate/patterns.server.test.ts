/**
 * Protected patterns that protect nothing: refused, or named in the answer. Nobody finds out by a goal that
 * was cheated.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claim } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { write } from './cases.ts';
import { type GateService, refusalsIn, startGateService } from './gate-service.ts';
import { SHOP_GOAL } from './shop.ts';

let gate: GateService;
beforeAll(async () => {
  gate = await startGateService();
});
afterAll(() => gate?.stop());

const goalWith = (...protectedPaths: readonly string[]): object => ({
  ...SHOP_GOAL,
  verification: { ...SHOP_GOAL.verification, protectedPaths },
});
const set = async (goal: object): Promise<{ status: number; body: Json; threadId: string }> => {
  const threadId = await gate.api.createThread({ workspace: { source: 'shop' } });
  const { status, body } = await gate.call(threadId, 'PUT', 'goal', goal);
  return { status, body, threadId };
};

describe('a pattern in the language of a shell', () => {
  test.each([
    'test/**/*.{mjs,js}',
    '{test,bench}/**',
    'test/run.[mc]js',
    'test/[!x]*',
    '!(src)/**',
    'test/*.+(mjs|js)',
    'test/@(run).mjs',
    'test\\run.mjs',
    ' test ',
    'test/** ',
    'test/run(1).mjs',
  ])('%j → 400 that says how to write it', async (pattern) => {
    const { status, body } = await set(goalWith(pattern));
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('protectedPaths');
  });
});

describe('a pattern that matches nothing, beside something of almost that name', () => {
  test.each(['tests', 'Test/**', 'test/run.js', 'src/totals.mjs', 'TEST', 'test/*.js'])(
    '%j → named in the answer',
    async (pattern) => {
      const { status, body } = await set(goalWith(pattern));
      expect(status).toBe(201);
      expect(JSON.stringify(body.warnings ?? [])).toContain(JSON.stringify(pattern).slice(1, -1));
    },
  );

  test('the same by an edit → named in the answer', async () => {
    const { threadId } = await set(goalWith('test'));
    const { status, body } = await gate.call(threadId, 'PATCH', 'goal', {
      verification: { ...SHOP_GOAL.verification, protectedPaths: ['tests'] },
    });
    expect(status).toBe(200);
    expect(JSON.stringify(body.warnings ?? [])).toContain('tests');
  });
});

test.each(['test', 'test/', './test', 'test//run.mjs', 'test/**', 'te?t/*.mjs', '**/run.mjs'])(
  'a pattern that protects, %j → no warning, and the change is refused by name',
  async (pattern) => {
    const { status, body, threadId } = await set(goalWith(pattern));
    expect([status, body.warnings ?? []]).toEqual([201, []]);
    await gate.call(threadId, 'POST', 'goal/clear', {});
    const { goal, items } = await gate.play(goalWith(pattern), [
      write('test/run.mjs', 'console.log("passed: 3");\n'),
      claim,
    ]);
    expect(goal.status).not.toBe('complete');
    expect(refusalsIn(items)).toMatch(/test\/run\.mjs/);
  },
  60_000,
);
