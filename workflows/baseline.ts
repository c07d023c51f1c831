/** Runs the checks once before the goal's first turn, so that the end can be compared with the start. */
import { runChecks } from './calls/checks-call.ts';
import { checksGivenUp } from './calls/checks-failure.ts';
import { whileJudged } from './calls/judged-scope.ts';
import { runInScope } from './calls/run-in-scope.ts';
import { nextSeq, type Thread } from './calls/running-thread.ts';
import { noteGap } from './thread/record-gap.ts';
import { applyBaseline, failBaseline } from './turn/completion-claim.ts';
import { turnFailure } from './turn-failure.ts';

export async function runBaseline(thread: Thread): Promise<void> {
  const { goal: current, threadId, turn } = thread.state;
  if (current === null) return;
  const goal = { goalId: current.goalId, revision: current.revision };
  try {
    const seq = nextSeq(thread);
    const result = await runInScope(thread, goal, () =>
      whileJudged(thread, goal, () => runChecks(thread, { threadId, turn, seq, goal, purpose: 'baseline' })),
    );
    if (result === 'void') return;
    thread.state = applyBaseline(thread.state, goal, result, Date.now());
  } catch (error) {
    const failure = turnFailure(error);
    if (failure.isCancellation) return;
    if (failure.gap !== undefined) thread.state = noteGap(thread.state, failure.gap, Date.now());
    const reason = checksGivenUp(error) ?? failure.reason;
    thread.state = failBaseline(thread.state, goal, { ...failure, reason }, Date.now());
  }
}
