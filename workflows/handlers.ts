/**
 * What a thread answers to. Synchronous, never throwing (a throwing signal handler would park the whole workflow), and
 * all rules are in `apply-command.ts`.
 */
import { ApplicationFailure, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import { applyCommand, refusalOf, refuse } from './apply-command.ts';
import { type Command, isCommand, parseSignal } from './command.ts';
import type { Goal } from './goal.ts';
import { outcomeQuery, postMessageUpdate, setGoalUpdate, threadQuery } from './messages.ts';
import { findOutcome, type Outcome, type RefusalReason } from './outcome.ts';
import type { Thread } from './thread.ts';
import { threadView } from './thread-view.ts';

/** Registers every handler; `onChange` is called after each state change. */
export function acceptMessages(thread: Thread, onChange: () => void): void {
  const apply = (command: Command): Outcome => {
    const before = thread.state;
    const applied = applyCommand(before, command, Date.now());
    thread.state = applied.state;
    // A repeated request leaves the state as it is, and must not stop a later turn either.
    if (applied.state !== before && applied.outcome.applied) stopWork(command, before.goal);
    onChange();
    return applied.outcome;
  };
  /** A goal that is gone takes its running work with it; a paused one lets the turn end, unless it is interrupted. */
  const stopWork = ({ type }: Command, goalBefore: Goal | null): void => {
    const isGone = goalBefore !== null && thread.state.goal?.goalId !== goalBefore.goalId;
    if (type === 'interrupt' || (isGone && thread.running?.goal?.goalId === goalBefore.goalId))
      thread.running?.scope.cancel();
  };
  const validate = (command: Command): void => {
    if (!isCommand(command))
      throw ApplicationFailure.nonRetryable(
        'the payload is not a command',
        'badPayload' satisfies RefusalReason,
      );
    if (findOutcome(thread.state.outcomes, command.requestId) !== undefined) return;
    const reason = refusalOf(thread.state, command);
    if (reason !== undefined)
      throw ApplicationFailure.nonRetryable(`${command.type} refused: ${reason}`, reason);
  };

  // One handler for all signals: the SDK hands buffered signals over grouped by handler, and with one handler that is
  // the order of their arrival, also when several came before the first task of a run.
  setDefaultSignalHandler((name: string, payload: unknown) => {
    const parsed = parseSignal(name, payload, `signal-${thread.state.seq + 1}`);
    if (parsed.ok) {
      apply(parsed.command);
      return;
    }
    thread.state = refuse(thread.state, parsed.requestId, name, parsed.reason, Date.now()).state;
    onChange();
  });
  setHandler(setGoalUpdate, (update) => apply({ ...update, type: 'setGoal' }), {
    validator: (update) => validate({ ...update, type: 'setGoal' }),
  });
  setHandler(postMessageUpdate, (update) => apply({ ...update, type: 'postMessage' }), {
    validator: (update) => validate({ ...update, type: 'postMessage' }),
  });
  setHandler(threadQuery, () => threadView(thread.state, thread.doing));
  setHandler(outcomeQuery, (requestId) => findOutcome(thread.state.outcomes, requestId) ?? null);
}
