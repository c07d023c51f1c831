import { afterEach, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { createThreadClient } from '../../../server/temporal/thread-client.ts';
import type { ThreadClient } from '../../../server/temporal/threads.ts';
import { DEFAULT_POLICY } from '../../../workflows/contract/contract.ts';
import { initialThreadState } from '../../../workflows/thread/state/thread-state.ts';

/** The gRPC library throws it like this. */
const grpcError = (code: number, details: string): Error =>
  Object.assign(new Error(`${code} ${details}`), { code, details, metadata: { get: () => [] } });

const UNAVAILABLE = grpcError(14, 'No connection established');
const TOO_LATE = grpcError(4, 'Deadline exceeded');
const TAKEN = grpcError(6, 'Workflow execution already started');
const NO_WORKFLOW = grpcError(5, 'workflow not found for ID: thr_1');

let connection: Connection | undefined;
afterEach(() => connection?.close());

/** Temporal's real client, on a connection whose every call fails in the same way. */
function clientThatMeets(error: Error): ThreadClient {
  connection = Connection.lazy({ address: '127.0.0.1:1' });
  const fail = () => Promise.reject(error);
  const service = new Proxy({}, { get: () => fail });
  Object.defineProperty(connection, 'workflowService', { value: service });
  return createThreadClient(new Client({ connection }), { hasRecord: async () => false });
}

const THREAD = { threadId: 'thr_1', tenantId: 'default' };
const STATE = initialThreadState('thr_1', 'default');
const PAUSE = { type: 'pause', requestId: 'r' } as const;
const GOAL = { goalId: 'goal_1', title: 't', budget: {}, policy: DEFAULT_POLICY };
const SET_GOAL = { type: 'setGoal', requestId: 'r', goal: GOAL, replace: false } as const;
const POST_MESSAGE = { type: 'postMessage', requestId: 'r', inputId: 'm' } as const;

describe('createThreadClient', () => {
  test.each([
    ['the cluster is away', UNAVAILABLE],
    ['no worker polls', TOO_LATE],
  ])('%s → no view, no outcome, no answer; never an error', async (_, error) => {
    const threads = clientThatMeets(error);
    expect(await threads.view('thr_1')).toBeUndefined();
    expect(await threads.outcome('thr_1', 'r')).toBe('noAnswer');
    for (const update of [SET_GOAL, POST_MESSAGE])
      expect(await threads.update(THREAD, update)).toEqual({ state: 'noAnswer' });
    expect(await threads.hasEnded('thr_1')).toBe(false);
    expect(await threads.isReachable()).toBe(false);
  });

  test('the cluster is away → what cannot be delivered is a 503, to be tried again', async () => {
    const threads = clientThatMeets(UNAVAILABLE);
    const unavailable = { problem: { status: 503, code: 'unavailable' } };
    await expect(threads.start(THREAD)).rejects.toMatchObject(unavailable);
    await expect(threads.restart(THREAD, STATE)).rejects.toMatchObject(unavailable);
    await expect(threads.signal('thr_1', PAUSE)).rejects.toMatchObject(unavailable);
  });

  test('no such workflow → a signal finds nobody, a query has no answer', async () => {
    const threads = clientThatMeets(NO_WORKFLOW);
    expect(await threads.signal('thr_1', PAUSE)).toBe('notFound');
    expect(await threads.view('thr_1')).toBeUndefined();
    expect(await threads.hasEnded('thr_1')).toBe(true);
  });

  test('the workflow is over → nothing begins it anew, and an update is refused; while it runs, it is not restarted', async () => {
    const threads = clientThatMeets(TAKEN);
    expect(await threads.start(THREAD)).toBe('ended');
    expect(await threads.update(THREAD, SET_GOAL)).toEqual({ state: 'refused', reason: 'archived' });
    expect(await threads.restart(THREAD, STATE)).toBe('running');
  });

  test('an error that is none of the cluster → not swallowed', async () => {
    const threads = clientThatMeets(new TypeError('a mistake of ours'));
    await expect(threads.view('thr_1')).rejects.toThrow();
    await expect(threads.start(THREAD)).rejects.toThrow();
    await expect(threads.update(THREAD, SET_GOAL)).rejects.toThrow();
    await expect(threads.hasEnded('thr_1')).rejects.toThrow();
    await expect(threads.signal('thr_1', PAUSE)).rejects.toThrow();
  });
});
