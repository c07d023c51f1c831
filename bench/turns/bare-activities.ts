/** The Activities of the barest loop: the steps, found by thread in this worker's memory. */
import { whileBeating } from '../../activities/activity/heartbeat.ts';
import type { LoopSteps, PendingCall } from './loop-steps.ts';

export interface BareActivities {
  /** Returns references only; the text stays in the worker's memory. */
  bareModelCall(threadId: string): Promise<readonly PendingCall[]>;
  bareToolCall(threadId: string, call: PendingCall): Promise<void>;
}

export function createBareActivities(threads: ReadonlyMap<string, LoopSteps>): BareActivities {
  const stepsOf = (threadId: string): LoopSteps => {
    const steps = threads.get(threadId);
    if (steps === undefined) throw new Error(`this worker has no thread ${threadId}`);
    return steps;
  };
  return {
    bareModelCall: (threadId) => whileBeating((signal) => stepsOf(threadId).callModel(signal)),
    bareToolCall: (threadId, call) => whileBeating((signal) => stepsOf(threadId).runCall(call, signal)),
  };
}
