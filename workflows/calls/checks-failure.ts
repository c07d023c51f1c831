/**
 * When the checks could not be run however often it was tried: the reason, in words that a person can act on.
 */
import { ActivityFailure, TimeoutFailure } from '@temporalio/workflow';
import { cutToLine } from '../text/cut-text.ts';
import { MAX_CHECKS_ATTEMPTS } from './activity-options.ts';

const MAX_CAUSE_CHARACTERS = 300;

/** `undefined`: the error is of another kind, and for others to deal with. */
export function checksGivenUp(error: unknown): string | undefined {
  if (!(error instanceof ActivityFailure) || error.retryState !== 'MAXIMUM_ATTEMPTS_REACHED')
    return undefined;
  const cause = cutToLine(causeIn(error), MAX_CAUSE_CHARACTERS);
  return `${cause} (the service tried ${MAX_CHECKS_ATTEMPTS} times)`;
}

function causeIn({ cause, message }: ActivityFailure): string {
  if (!(cause instanceof TimeoutFailure)) return cause?.message || message;
  return cause.timeoutType === 'HEARTBEAT'
    ? 'its worker was lost while they ran'
    : `they did not end in the time that an attempt may take (${cause.timeoutType})`;
}

export const givenUpReason = (cause: string): string => `the service could not run the checks: ${cause}`;

/** The answer to a claim that could not be checked. */
export const uncheckedText = (reason: string): string =>
  `Completion refused: ${reason}. That is a fault of the service, and says nothing about the work. The goal stays active: claim ` +
  'again, or, when it happens again, name it as what blocks you.';
