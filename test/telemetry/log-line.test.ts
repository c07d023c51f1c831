import { expect, test } from '@jest/globals';
import type { LogEntry } from '@temporalio/worker';
import { logLine } from '../../telemetry/log-line.ts';

const entry = (fields: Partial<LogEntry>): LogEntry => ({
  level: 'WARN',
  message: 'Activity failed',
  timestampNanos: 1_800_000_000_123_456_789n,
  ...fields,
});

test('logLine: an Activity that failed → when, which and of what kind, without a word of the error', () => {
  const error = Object.assign(new Error('401 wrong key sk-secret'), {
    type: 'ModelError.Rejected',
    nonRetryable: true,
  });
  const meta = { activityType: 'callModel', attempt: 2, workflowId: 'thr_1', error, big: 7n };
  expect(logLine(entry({ meta }))).toBe(
    '2027-01-15T08:00:00.123Z [WARN] Activity failed {"activityType":"callModel","attempt":2,"workflowId":"thr_1","error":{"type":"ModelError.Rejected"},"big":"7"}\n',
  );
});

test('logLine: nothing beside the message → the message alone', () => {
  expect(logLine(entry({ message: 'Worker stopped' }))).toBe(
    '2027-01-15T08:00:00.123Z [WARN] Worker stopped\n',
  );
});

test('logLine: an object that is no error → left out', () => {
  expect(logLine(entry({ meta: { input: { prompt: 'secret' } } }))).not.toContain('secret');
});
