import { describe, expect, test } from '@jest/globals';
import { type PendingCall, withAttemptEnd, withRetry } from '../../../server/temporal/retry-view.ts';
import { threadView } from '../../../workflows/view/thread-view.ts';
import { goalWith, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const next = { action: 'running', reason: 'the goal is active' } as const;
const view = threadView(stateWith(goalWith()), { phase: 'running', next }, NOW_MS);
const busy: PendingCall = {
  attempt: 7,
  lastFailure: { message: '503 busy', applicationFailureInfo: { type: 'ModelError.Unavailable' } },
};

describe('withRetry', () => {
  test('the model is asked again → which attempt, why, and when', () => {
    const due = { ...busy, nextAttemptScheduleTime: { seconds: 1_800_000_000, nanos: 500_000_000 } };
    expect(withRetry(view, [{}, due])).toEqual({
      ...view,
      next: {
        action: 'running',
        reason: 'the goal is active; attempt 7 of a model call, after: 503 busy',
        attempt: 7,
        atMs: 1_800_000_000_500,
      },
    });
  });

  test('an attempt runs → no time', () => {
    expect(withRetry(view, [busy]).next).not.toHaveProperty('atMs');
  });

  test.each<[string, readonly PendingCall[]]>([
    ['nothing pending', []],
    ['a first attempt', [{ attempt: 1, lastFailure: null }]],
    [
      'a failure that is none of the model',
      [{ attempt: 2, lastFailure: { message: 'connect ECONNREFUSED' } }],
    ],
  ])('%s → the view as it is', (_, pending) => {
    expect(withRetry(view, pending)).toBe(view);
  });
});

describe('withAttemptEnd', () => {
  const work = [
    { what: 'modelCall' as const, summary: 'turn 1 · model', sinceMs: NOW_MS },
    { what: 'toolCall' as const, summary: 'turn 1 · shell', sinceMs: NOW_MS, untilMs: NOW_MS + 5 },
  ];
  const running = threadView(stateWith(goalWith()), { phase: 'running', next, work }, NOW_MS);
  const call = { activityType: { name: 'callModel' }, lastStartedTime: { seconds: NOW_MS / 1000, nanos: 0 } };
  const untils = (pending: Parameters<typeof withAttemptEnd>[1]) =>
    withAttemptEnd(running, pending).next.running?.map(({ untilMs }) => untilMs);

  test('an attempt runs whose worker has said nothing yet → no end is known, and none is made up', () => {
    expect(untils([call])).toEqual([undefined, NOW_MS + 5]);
  });

  test('its worker says something else → the end of the attempt; what has an end keeps its own', () => {
    const heartbeatDetails = { payloads: [{ data: Buffer.from('{"preparing":"git"}') }] };
    expect(untils([{ ...call, heartbeatDetails }])).toEqual([NOW_MS + 30 * 60_000, NOW_MS + 5]);
  });

  test('its worker said until when it waits for the model → then; what an earlier attempt was told is none of it', () => {
    const said = (askedUntilMs: number) => ({
      ...call,
      heartbeatDetails: { payloads: [{ data: Buffer.from(JSON.stringify({ askedUntilMs })) }] },
    });
    expect(untils([said(NOW_MS + 600_000)])).toEqual([NOW_MS + 600_000, NOW_MS + 5]);
    expect(untils([said(NOW_MS - 1)])).toEqual([NOW_MS + 30 * 60_000, NOW_MS + 5]);
  });

  test('no attempt runs, or another Activity does → no end is known', () => {
    expect(untils([{ ...call, nextAttemptScheduleTime: { seconds: 1 } }])).toEqual([undefined, NOW_MS + 5]);
    expect(untils([{ ...call, activityType: { name: 'runToolCall' } }])).toEqual([undefined, NOW_MS + 5]);
  });
});
