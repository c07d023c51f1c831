/**
 * A record of another age than its thread, as the workflow hears of it: at once, since no repetition mends
 * it.
 */
import { ApplicationFailure } from '@temporalio/activity';
import { RecordMismatch } from '../../journal/sql/record-mismatch.ts';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';

/**
 * Any other error as it is. `details`: what else the workflow finds in the failure, as the costs until then.
 */
export const tellGap = (error: unknown, details: object = {}): unknown =>
  error instanceof RecordMismatch
    ? ApplicationFailure.create({
        type: FAILURE_TYPE.recordGap,
        message: error.message,
        nonRetryable: true,
        details: [{ ...details, ...error.gap }],
      })
    : error;
