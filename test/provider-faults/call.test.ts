/** Each row of the table at the Activity's edge, over a real socket: what one model call makes of it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createModelClient } from '../../activities/model/client.ts';
import type { Reply } from '../../scripted-model/reply.ts';
import type { ModelCallInput } from '../../workflows/activities.ts';
import type { Spent } from '../../workflows/budget/spent.ts';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';
import { type ActivityParts, openActivityParts } from '../support/activities/activity-parts.ts';
import { callModel, itemsOf, modelCall } from '../support/activities/model-call-bench.ts';
import { type Course, type FaultRow, type RowOf, replyOf, rowsOf } from './fault-row.ts';
import { ROWS } from './rows.ts';

let parts: ActivityParts;
let reply: Reply;
beforeAll(async () => {
  parts = await openActivityParts({ respond: () => reply });
});
afterAll(() => parts.close());

const PATIENCE_MS = 200;
/** The client of `parts` would wait half a minute for a provider that says nothing. */
const impatient = () => ({
  model: createModelClient({
    apiKey: 'x',
    baseUrl: parts.modelServer.baseUrl,
    model: 'rehearsal',
    timeoutMs: PATIENCE_MS,
    maxReplyBytes: 1_000_000,
  }),
});

interface Failure {
  readonly type: string;
  readonly message: string;
  readonly nonRetryable: boolean;
  readonly nextRetryDelay: number;
  readonly details: readonly { readonly spent?: Spent }[] | undefined;
}

/** How the call fails, in words that people can read; nothing of it is in the record. */
async function failureOf(row: FaultRow, attempt = 1, fields: Partial<ModelCallInput> = {}): Promise<Failure> {
  reply = replyOf(row);
  const input = await modelCall(parts, fields);
  const isSilent = row.course.kind === 'waits' && row.course.isSilent;
  const dependencies = isSilent ? parts.with(impatient()) : parts;
  const failure = await callModel(dependencies, input, attempt).then(
    () => {
      throw new Error('the fault went unnoticed');
    },
    (error: Failure) => error,
  );
  expect(failure.message).toMatch(/^(?!.*<\w).{10,900}$/);
  expect(await itemsOf(parts, input)).toEqual([]);
  return failure;
}

const titled = <C extends Course>(rows: readonly RowOf<C>[]) => rows.map((row) => [row.name, row] as const);
const isReply = ({ course }: FaultRow) =>
  course.kind === 'goesOn' || (course.kind === 'asksAgain' && course.callsPerTurn !== undefined);

describe('callModel: faults that pass', () => {
  test.each(titled(rowsOf(ROWS, 'waits')))(
    '%s → tried again, no earlier than asked, later and later, for ever',
    async (_, row) => {
      const { leastMs } = row.course;
      const first = await failureOf(row);
      expect(first).toMatchObject({ type: FAILURE_TYPE.modelUnavailable, nonRetryable: false });
      expect(first.nextRetryDelay).toBeGreaterThanOrEqual(leastMs);
      expect(first.nextRetryDelay).toBeLessThanOrEqual(leastMs * 1.4);
      const late = await failureOf(row, 500);
      expect(late.nonRetryable).toBe(false);
      expect(late.nextRetryDelay).toBeGreaterThanOrEqual(Math.max(leastMs, 60_000));
    },
  );
});

describe('callModel: answers that are none', () => {
  const rows = rowsOf(ROWS, 'asksAgain').filter((row) => !isReply(row));

  test.each(titled(rows))(
    '%s → asked again after a second, three times; what it cost is told',
    async (_, row) => {
      const { isBilled, statusReason } = row.course;
      expect(await failureOf(row, 3)).toMatchObject({
        type: FAILURE_TYPE.modelUnreadable,
        message: statusReason,
        nonRetryable: false,
        nextRetryDelay: 1_000,
      });
      const last = await failureOf(row, 4);
      expect(last.nonRetryable).toBe(true);
      const spent = last.details?.[0]?.spent;
      expect(spent?.modelCalls).toBe(isBilled ? 1 : undefined);
      expect(spent === undefined || spent.usage.inputTokens > 0).toBe(true);
    },
  );
});

describe('callModel: requests that are refused', () => {
  test.each(titled(rowsOf(ROWS, 'blocks')))('%s → final at once', async (_, row) => {
    expect(await failureOf(row)).toMatchObject({ type: FAILURE_TYPE.modelRejected, nonRetryable: true });
  });
});

describe('callModel: requests that are too long', () => {
  test.each(titled(rowsOf(ROWS, 'compacts')))(
    '%s → to be compacted, nothing in the record; once compacted, final',
    async (_, row) => {
      reply = replyOf(row);
      const input = await modelCall(parts);
      expect(await callModel(parts, input)).toMatchObject({ outgrown: { reason: 'refused' }, toolCalls: [] });
      expect(await itemsOf(parts, input)).toEqual([]);
      expect(await failureOf(row, 1, { isCompacted: true })).toMatchObject({
        type: FAILURE_TYPE.modelRejected,
        message: row.course.statusReason,
        nonRetryable: true,
      });
    },
  );
});

describe('callModel: usage limits', () => {
  test.each(titled(rowsOf(ROWS, 'rests')))('%s → final, and says when it is over', async (_, row) => {
    const { resetInMs, statusReason } = row.course;
    expect(await failureOf(row)).toMatchObject({
      type: FAILURE_TYPE.modelUsageLimited,
      message: statusReason,
      nonRetryable: true,
      details: [resetInMs === undefined ? {} : { resetInMs }],
    });
  });
});

describe('callModel: odd replies', () => {
  test.each(ROWS.filter(isReply).map((row) => [row.name, row] as const))(
    '%s → a reply, in the record',
    async (_, row) => {
      reply = replyOf(row);
      const input = await modelCall(parts);
      const result = await callModel(parts, input);
      expect(result).not.toHaveProperty('wasted');
      const items = await itemsOf(parts, input);
      expect(items).toMatchObject([{ kind: 'modelReply', seq: input.seq }]);
      expect(items[0]?.body.isWellFormed()).toBe(true);
    },
  );
});
