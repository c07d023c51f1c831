/** Runs the checks of a goal whose turns bring nothing nearer, to see whether that is so. */
import { runChecks } from './calls/checks-call.ts';
import { checksGivenUp } from './calls/checks-failure.ts';
import { whileJudged } from './calls/judged-scope.ts';
import { runInScope } from './calls/run-in-scope.ts';
import { nextSeq, type Thread } from './calls/running-thread.ts';
import { applyLook, lookFailed } from './turn/apply-look.ts';
import { turnFailure } from './turn-failure.ts';

export async function runLook(thread: Thread): Promise<void> {
  const { goal: current, threadId, turn } = thread.state;
  if (current === null) return;
  const goal = { goalId: current.goalId, revision: current.revision };
  try {
    const seq = nextSeq(thread);
    const result = await runInScope(thread, goal, () =>
      whileJudged(thread, goal, () => runChecks(thread, { threadId, turn, seq, goal, purpose: 'measure' })),
    );
    if (result === 'void') return;
    thread.state = applyLook(thread.state, goal, result, Date.now());
  } catch (error) {
    if (checksGivenUp(error) === undefined) turnFailure(error);
    thread.state = lookFailed(thread.state, goal, Date.now());
  }
}
