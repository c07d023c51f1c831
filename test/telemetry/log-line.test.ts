import { expect, test } from '@jest/globals';
import type { LogEntry } from '@temporalio/worker';
import { logLine } from '../../telemetry/log-line.ts';

const entry = (fields: Partial<LogEntry>): LogEntry => ({
  level: 'WARN',
  message: 'Activity failed',
  timestampNanos: 1_800_000_000_123_456_789n,
  ...fields,
});
const error = Object.assign(new Error('401 wrong key sk-secret'), {
  type: 'ModelError.Rejected',
  nonRetryable: true,
});
const meta = {
  sdkComponent: 'worker',
  taskToken: 'Q2lRd01R',
  activityType: 'callModel',
  attempt: 2,
  workflowId: 'thr_1',
  goalId: 'goal_1',
  trace_id: '4bf92f35',
  error,
  big: 7n,
};

test('logLine: an Activity that failed → when, which, of which thread, goal and trace, without a word of the error', () => {
  expect(JSON.parse(logLine(entry({ meta })))).toEqual({
    level: 'warn',
    time: '2027-01-15T08:00:00.123Z',
    msg: 'Activity failed',
    activityType: 'callModel',
    attempt: 2,
    threadId: 'thr_1',
    goalId: 'goal_1',
    traceId: '4bf92f35',
    error: { type: 'ModelError.Rejected' },
    big: '7',
  });
  expect(logLine(entry({ meta })).split('\n')).toHaveLength(2);
});

test('logLine: at a terminal → a sentence', () => {
  expect(logLine(entry({ meta }), true)).toBe(
    '08:00:00 warn Activity failed: callModel, ModelError.Rejected, attempt 2, thr_1\n',
  );
  expect(logLine(entry({ message: 'Worker stopped' }), true)).toBe('08:00:00 warn Worker stopped\n');
});

test('logLine: an object that is no error → left out', () => {
  expect(logLine(entry({ meta: { input: { prompt: 'secret' } } }))).not.toContain('secret');
});
