/** Calls of a model that are not made, because nobody could pay for them or they come too late. At the Activity's edge. */
import { ApplicationFailure, activityInfo } from '@temporalio/activity';
import { FAILURE_TYPE } from '../../workflows/failure-type.ts';

/** The workflow asked before the first attempt; it cannot ask between two. */
export function refuseLateAttempt({ deadlineMs }: { readonly deadlineMs?: number }): void {
  if (deadlineMs === undefined || activityInfo().attempt === 1 || Date.now() < deadlineMs) return;
  throw ApplicationFailure.create({
    type: FAILURE_TYPE.deadlinePassed,
    message: "the goal's deadline has passed while the call was repeated",
    nonRetryable: true,
  });
}

/** A budget in money that nobody could count would be none. */
export function refuseUnpriced({
  model,
  hasPrice,
}: {
  readonly model: string;
  readonly hasPrice: boolean;
}): void {
  if (hasPrice) return;
  throw ApplicationFailure.create({
    type: FAILURE_TYPE.modelWithoutPrice,
    message: `the goal has a budget in costUsd, but ${model} has no price: add it to MODEL_PRICES`,
    nonRetryable: true,
  });
}
