/** Runs the checks once before the goal's first turn, so that the end can be compared with the start. */
import { CancellationScope } from '@temporalio/workflow';
import { applyBaseline } from './claim.ts';
import { nextSeq, type Thread } from './thread.ts';
import { checks } from './tool-call.ts';
import { turnFailure } from './turn-failure.ts';

export async function runBaseline(thread: Thread): Promise<void> {
  const { goal: current, threadId, turn } = thread.state;
  if (current === null) return;
  const goal = { goalId: current.goalId, revision: current.revision };
  const scope = new CancellationScope();
  thread.running = { scope, goal };
  try {
    const seq = nextSeq(thread);
    const result = await scope.run(() => checks(thread, { threadId, turn, seq, goal, purpose: 'baseline' }));
    thread.state = applyBaseline(thread.state, goal, result, Date.now());
  } catch (error) {
    const failure = turnFailure(error);
    if (failure.isCancellation) return;
    const nothing = { outcomes: [], changedProtectedPaths: [], proven: false, cannotRun: failure.reason };
    thread.state = applyBaseline(thread.state, goal, nothing, Date.now());
  } finally {
    thread.running = undefined;
  }
}
