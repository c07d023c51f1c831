/** Tells the errors of Temporal's client apart: no answer, a refusal, a workflow that is over. */
import {
  isGrpcServiceError,
  QueryNotRegisteredError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Outcome, RefusalReason } from '../../workflows/thread/state/outcome.ts';
import { unavailable } from '../http/problem.ts';

/** An update's end: the workflow's outcome, its refusal, or no word from any worker in time. */
export type Sent =
  | { readonly state: 'applied'; readonly outcome: Outcome }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'noAnswer' };

/**
 * No worker polls, the cluster is away, or the run is being renewed this very moment. The client wraps most
 * gRPC errors in a `ServiceError`.
 */
export const isNoAnswer = (error: unknown): boolean =>
  isGrpcServiceError(error) ||
  (error instanceof ServiceError && isGrpcServiceError(error.cause)) ||
  error instanceof QueryNotRegisteredError ||
  error instanceof WorkflowNotFoundError;

/**
 * Recognises a start that must not begin a workflow anew: its id is taken, by one that runs or by one that is
 * over.
 */
export const isTaken = (error: unknown): boolean => error instanceof WorkflowExecutionAlreadyStartedError;

export async function sent(update: () => Promise<Outcome>): Promise<Sent> {
  try {
    return { state: 'applied', outcome: await update() };
  } catch (error) {
    // Only a workflow that is over cannot be joined; whether it was archived, the journal knows.
    if (isTaken(error)) return { state: 'refused', reason: 'archived' satisfies RefusalReason };
    if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure)
      return { state: 'refused', reason: error.cause.type ?? error.cause.message };
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isNoAnswer(error))
      return { state: 'noAnswer' };
    throw error;
  }
}

/** Guards what would be lost without a trace: the caller has to hear of it, and to try again. */
export async function delivered<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isNoAnswer(error)) throw unavailable('Temporal cannot be reached; repeat the request');
    throw error;
  }
}
