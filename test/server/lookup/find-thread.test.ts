import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findThread } from '../../../server/lookup/find-thread.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

const problemOf = (error: unknown) => (error as { readonly problem: object }).problem;

test('findThread: the thread of another tenant → the refusal of one that does not exist', async () => {
  const threadId = await bench.newThread();
  const asked = (tenantId: string, id: string) => findThread(bench.dependencies, { tenantId }, id);
  expect(await asked('default', threadId)).toMatchObject({ threadId, tenantId: 'default' });
  const foreign = problemOf(await asked('acme', threadId).catch((error: unknown) => error));
  expect(foreign).toMatchObject({ status: 404, code: 'notFound' });
  expect(foreign).toEqual(problemOf(await asked('acme', 'thr_unknown').catch((error: unknown) => error)));
});
