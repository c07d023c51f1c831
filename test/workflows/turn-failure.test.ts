import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ActivityFailure, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { CancellationScope } from '@temporalio/workflow';
import { defined } from '../../objects/defined.ts';
import type { StatusCause } from '../../workflows/goal/status-cause.ts';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';
import { turnFailure } from '../../workflows/turn-failure.ts';

/** Scopes exist only inside a workflow; here one stands for the scope of the whole run. */
const root = { consideredCancelled: false };
jest.spyOn(CancellationScope, 'current').mockReturnValue(root as CancellationScope);
beforeEach(() => {
  root.consideredCancelled = false;
});

/** The workflow meets the failure of an Activity like this. */
const activityFailure = (cause?: Error): ActivityFailure =>
  new ActivityFailure('Activity task failed', 'callModel', '1', 'NON_RETRYABLE_FAILURE', 'worker', cause);

describe('turnFailure', () => {
  test.each<[string, string, StatusCause | undefined]>([
    ['a rejected model call', FAILURE_TYPE.modelRejected, { kind: 'modelRefused' }],
    ['a model without a price', FAILURE_TYPE.modelWithoutPrice, { kind: 'modelWithoutPrice' }],
    ['a workspace that cannot be made', FAILURE_TYPE.workspaceUnavailable, { kind: 'workspaceUnavailable' }],
    ['replies that cannot be read', FAILURE_TYPE.modelUnreadable, undefined],
    ['anything else', 'Error', undefined],
    ['a type that every object knows', 'toString', undefined],
  ])('%s → its reason; final, and due to what: by its type', (_, type, finalCause) => {
    const cause = ApplicationFailure.create({ type, message: 'said so' });
    expect(turnFailure(activityFailure(cause))).toEqual({
      reason: 'said so',
      isFinal: finalCause !== undefined,
      isCancellation: false,
      ...defined({ finalCause }),
    });
  });

  test('a workspace that is lost → final, with worker and directory; a detail of another release → without them', () => {
    const lost = (...details: unknown[]) =>
      turnFailure(
        activityFailure(
          ApplicationFailure.create({ type: FAILURE_TYPE.workspaceLost, message: 'gone', details }),
        ),
      ).finalCause;
    const where = { worker: 'w1', directory: '/w/thr_1' };
    expect(lost(where)).toEqual({ kind: 'workspaceLost', ...where });
    expect(lost()).toEqual({ kind: 'workspaceLost', worker: '', directory: '' });
  });

  test('a record of another age → final, with the places that are lost or unknown, and messages without words', () => {
    const failed = (detail: object) =>
      turnFailure(
        activityFailure(
          ApplicationFailure.create({ type: FAILURE_TYPE.recordGap, message: 'older', details: [detail] }),
        ),
      );
    const places = { firstSeq: 31, lastSeq: 63 };
    expect(failed({ side: 'journalBehind', places, spent: {} })).toMatchObject({
      isFinal: true,
      finalCause: { kind: 'journalBehind', ...places },
      gap: { side: 'journalBehind', places },
    });
    expect(failed({ side: 'journalBehind', inputs: ['in_1'] })).toMatchObject({
      finalCause: { kind: 'journalBehind' },
      gap: { inputs: ['in_1'] },
    });
    expect(failed({ side: 'journalAhead', lastSeq: 9 })).toMatchObject({
      finalCause: { kind: 'journalAhead', lastSeq: 9 },
      gap: { side: 'journalAhead', lastSeq: 9 },
    });
    expect(failed({})).toMatchObject({ isFinal: true, finalCause: { kind: 'journalBehind' } });
  });

  test.each<[string, unknown[], object]>([
    ['told as a time', [{ resetAtMs: 5_000 }], { resetAtMs: 5_000 }],
    ['told as a span', [{ resetInMs: 700 }], { resetAtMs: 1_700 }],
    ['not told', [{}], {}],
    ['no detail at all', [], {}],
  ])(
    "the provider's usage limit, its end %s → when it is over, by the workflow's clock",
    (_, details, usageLimit) => {
      const clock = jest.spyOn(Date, 'now').mockReturnValue(1_000);
      const cause = ApplicationFailure.create({
        type: FAILURE_TYPE.modelUsageLimited,
        message: 'quota is spent',
        details,
      });
      expect(turnFailure(activityFailure(cause))).toEqual({
        reason: 'quota is spent',
        isFinal: false,
        isCancellation: false,
        usageLimit,
      });
      clock.mockRestore();
    },
  );

  test('an Activity that failed without a cause → its own message', () => {
    expect(turnFailure(activityFailure())).toMatchObject({ reason: 'Activity task failed', isFinal: false });
  });

  test('a cancelled Activity → stopped by the user', () => {
    const stopped = { reason: 'stopped by the user', isFinal: false, isCancellation: true };
    expect(turnFailure(activityFailure(new CancelledFailure('cancelled')))).toEqual(stopped);
    expect(turnFailure(new CancelledFailure('cancelled'))).toEqual(stopped);
  });

  test('the workflow itself is cancelled → thrown on: swallowed, it would loop for ever', () => {
    root.consideredCancelled = true;
    const cancelled = new CancelledFailure('workflow cancelled');
    expect(() => turnFailure(cancelled)).toThrow(cancelled);
  });

  test('an error of the workflow itself → thrown on, never taken for a failed turn', () => {
    const mistake = new TypeError('undefined is not a function');
    expect(() => turnFailure(mistake)).toThrow(mistake);
  });
});
