import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startModelServer } from '../../../scripted-model/model-server.ts';
import { say, shell } from '../../support/model/scripts.ts';
import { removeDirectory, type Service, startService } from '../../support/service/service-process.ts';
import { fetchHistories, payloadSizes, turnSizes } from '../../support/workflow/histories.ts';

const TURNS = 200;
const MAX_PAYLOAD_BYTES = 8 * 1024;
const MAX_TURN_BYTES = 4 * 1024;
const MAX_TURN_EVENTS = 20;

let service: Service;
let model: Awaited<ReturnType<typeof startModelServer>>;

beforeAll(async () => {
  model = await startModelServer({
    keepRequests: 1,
    respond: (request) => {
      if (request.tools.length === 0) return say('Wrapped up.');
      // One command with 50 KB of output that changes a file (else the goal would stall), then a message: one
      // turn.
      return request.callsSinceMessage.length === 0
        ? shell('date +%s%N > turn.txt; head -c 51200 /dev/zero | tr "\\0" x')
        : say('Seen.');
    },
  });
  service = await startService({ modelUrl: model.baseUrl });
});

afterAll(async () => {
  await service.stop();
  await model.stop();
  await removeDirectory(service.dataDirectory);
});

const meanBytes = (sizes: readonly { bytes: number }[]): number =>
  sizes.reduce((sum, { bytes }) => sum + bytes, 0) / sizes.length;

test('200 turns with 50 KB outputs → history per turn does not grow, payloads stay small', async () => {
  const threadId = await service.api.createThread({
    goal: {
      objective: 'Never proven',
      verification: { checks: [{ name: 'never', command: 'false' }] },
      budget: { turns: TURNS },
      policy: { progress: 'changes' },
    },
  });
  const goal = await service.api.untilGoal(
    threadId,
    ({ phase, status }) => phase === 'idle' && status !== 'active',
  );
  expect(goal).toMatchObject({ status: 'budgetLimited', usage: { toolCalls: TURNS } });

  const histories = await fetchHistories(service.temporalAddress, threadId);
  expect(histories.length).toBeGreaterThan(1);
  const events = histories.flatMap((history) => history.events ?? []);
  expect(Math.max(...events.flatMap(payloadSizes))).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);

  // A turn in which the history was renewed carries the state over once; it is no sample of a turn's own
  // cost.
  const renewals = histories.length - 1;
  const sizes = turnSizes(histories).filter(({ turn }) => turn >= 1 && turn <= TURNS);
  expect(sizes).toHaveLength(TURNS);
  const ordinary = sizes.filter(({ events: count }) => count <= MAX_TURN_EVENTS);
  expect(ordinary.length).toBeGreaterThanOrEqual(TURNS - 2 * renewals - 2);
  expect(meanBytes(ordinary)).toBeLessThanOrEqual(MAX_TURN_BYTES);
  const first = meanBytes(ordinary.slice(0, 20));
  const last = meanBytes(ordinary.slice(-20));
  console.log(
    `history per turn: first 20 ${first.toFixed(0)} B, last 20 ${last.toFixed(0)} B, ${renewals} renewals`,
  );
  expect(Math.abs(last / first - 1)).toBeLessThanOrEqual(0.1);
});
