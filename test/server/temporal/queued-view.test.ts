import { describe, expect, test } from '@jest/globals';
import { type QueuedCall, withQueue } from '../../../server/temporal/queued-view.ts';
import { threadView } from '../../../workflows/view/thread-view.ts';
import { goalWith, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const next = { action: 'turn', reason: 'a turn runs' } as const;
const checks = { what: 'checks', summary: 'turn 3 · audit', sinceMs: NOW_MS } as const;
const call = { what: 'toolCall', summary: 'turn 3 · shell ls', seq: 7, sinceMs: NOW_MS } as const;
const viewOf = (...work: readonly (typeof checks | typeof call)[]) =>
  threadView(stateWith(goalWith()), { phase: 'running', next, work }, NOW_MS);

const [SCHEDULED, STARTED] = [1, 2];
const pending = (name: string, state: number, details?: object): QueuedCall => ({
  activityType: { name },
  state,
  ...(details === undefined
    ? {}
    : { heartbeatDetails: { payloads: [{ data: Buffer.from(JSON.stringify(details)) }] } }),
});

describe('withQueue', () => {
  test('no worker has taken it → it waits for one, and `next` says so', () => {
    const told = withQueue(viewOf(checks), [pending('runChecks', SCHEDULED)]).next;
    expect(told.running).toEqual([{ ...checks, waitsFor: 'worker' }]);
    expect(told.reason).toBe('a turn runs; it has not begun: no worker has taken it yet');
  });

  test('its worker says that no place is free → it waits for one', () => {
    const told = withQueue(viewOf(checks), [pending('runChecks', STARTED, { waitsForPlace: true })]).next;
    expect(told.running).toEqual([{ ...checks, waitsFor: 'place' }]);
    expect(told.reason).toContain('all places for such work are taken');
  });

  test.each<[string, readonly QueuedCall[]]>([
    ['it has begun', [pending('runChecks', STARTED, { checks: {} })]],
    ['no heartbeat yet', [pending('runChecks', STARTED)]],
    ['another Activity waits', [pending('callModel', SCHEDULED)]],
    ['nothing is pending any more', []],
    ['its next attempt is due later', [{ ...pending('runChecks', SCHEDULED), nextAttemptScheduleTime: {} }]],
    [
      'a heartbeat that is no JSON',
      [{ ...pending('runChecks', STARTED), heartbeatDetails: { payloads: [{ data: Buffer.from('{') }] } }],
    ],
  ])('%s → the view as it was', (_, calls) => {
    expect(withQueue(viewOf(checks), calls)).toEqual(viewOf(checks));
  });

  test('one of two calls side by side waits → nothing is said of either, since they are not told apart', () => {
    const other = { ...call, seq: 8 };
    const told = withQueue(viewOf(call, other as typeof call), [
      pending('runToolCall', STARTED),
      pending('runToolCall', SCHEDULED),
    ]);
    expect(told.next.running?.map(({ waitsFor }) => waitsFor)).toEqual([undefined, undefined]);
  });

  test('something else of it runs → what waits is marked, and `next` is as it was', () => {
    const told = withQueue(viewOf(checks, call), [
      pending('runChecks', STARTED, { waitsForPlace: true }),
      pending('runToolCall', STARTED),
    ]).next;
    expect(told.running?.map(({ waitsFor }) => waitsFor)).toEqual(['place', undefined]);
    expect(told.reason).toBe('a turn runs');
  });
});
