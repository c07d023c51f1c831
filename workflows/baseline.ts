/** Runs the checks once before the goal's first turn, so that the end can be compared with the start. */
import { CancellationScope } from '@temporalio/workflow';
import { runChecks } from './calls/checks-call.ts';
import { checksGivenUp } from './calls/checks-failure.ts';
import { nextSeq, type Thread } from './calls/running-thread.ts';
import { applyBaseline } from './turn/completion-claim.ts';
import { turnFailure } from './turn-failure.ts';

export async function runBaseline(thread: Thread): Promise<void> {
  const { goal: current, threadId, turn } = thread.state;
  if (current === null) return;
  const goal = { goalId: current.goalId, revision: current.revision };
  const scope = new CancellationScope();
  thread.running = { scope, goal };
  try {
    const seq = nextSeq(thread);
    const result = await scope.run(() =>
      runChecks(thread, { threadId, turn, seq, goal, purpose: 'baseline' }),
    );
    thread.state = applyBaseline(thread.state, goal, result, Date.now());
  } catch (error) {
    const failure = turnFailure(error);
    if (failure.isCancellation) return;
    const cannotRun = checksGivenUp(error) ?? failure.reason;
    const nothing = { outcomes: [], changedProtectedPaths: [], proven: false, cannotRun };
    thread.state = applyBaseline(thread.state, goal, nothing, Date.now());
  } finally {
    thread.running = undefined;
  }
}
