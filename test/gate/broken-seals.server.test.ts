/** A seal that was broken is no dead end: whoever broke it can mend it, and so can whoever set the goal. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reply } from '../../scripted-model/reply.ts';
import { claim, inOrder, say } from '../support/model/scripts.ts';
import { write } from './cases.ts';
import { type GateService, refusalsIn, startGateService } from './gate-service.ts';
import { REPAIR, SHOP_GOAL } from './shop.ts';

let gate: GateService;
beforeAll(async () => {
  gate = await startGateService();
});
afterAll(() => gate?.stop());

const TAMPER = write('test/run.mjs', 'console.log("passed: 3");\n');
const restoreFile = (path: string): Reply => ({ toolCalls: [{ name: 'restore_file', arguments: { path } }] });

describe('a sealed test that the model has changed', () => {
  test('→ refused with the way back; put back by restore_file, the same work completes', async () => {
    const { goal, items } = await gate.play(SHOP_GOAL, [
      TAMPER,
      REPAIR,
      claim,
      restoreFile('test/run.mjs'),
      claim,
    ]);
    expect(refusalsIn(items)).toContain('protected path changed: test/run.mjs (restore it with restore_file');
    expect(items.map(({ body }) => body.output)).toContain('put back as it was accepted: test/run.mjs.');
    expect(goal).toMatchObject({ status: 'complete', refusedAudits: 1 });
  });

  test('→ put back at the wish of whoever set the goal, before the checks run anew; the next claim completes', async () => {
    const threadId = await gate.api.createThread({ workspace: { source: 'shop' } });
    gate.model.follow(
      threadId,
      // The first turn of words is told of, the second one stalls the goal.
      inOrder(
        [TAMPER, REPAIR, claim, say('I am stuck.'), say('Still stuck.'), say('As before.'), claim],
        say('Nothing more.'),
      ),
    );
    expect((await gate.call(threadId, 'PUT', 'goal', SHOP_GOAL)).status).toBe(201);
    await gate.atRest(threadId);
    const { status, body } = await gate.post(threadId, 'goal/restore', { paths: ['test/**'] });
    expect([status, body]).toMatchObject([200, { revision: 2, restoredPaths: ['test/**'] }]);
    await gate.api.untilGoal(threadId, (goal) => goal.status === 'complete');
    await gate.atRest(threadId);
    const { items } = await gate.record(threadId);
    expect(items.map(({ body: { restored } }) => restored)).toContainEqual([
      'put back as it was accepted: test/run.mjs',
    ]);
  });
});
