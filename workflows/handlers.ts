/**
 * What a thread answers to. Synchronous, never throwing (a throwing signal handler would park the whole
 * workflow), and all rules are in `apply-command.ts`.
 */
import type { UpdateDefinition } from '@temporalio/common';
import { ApplicationFailure, patched, setDefaultSignalHandler, setHandler } from '@temporalio/workflow';
import { PATCH } from './calls/patches.ts';
import type { Thread } from './calls/running-thread.ts';
import { applyCommand, refuse } from './command/apply-command.ts';
import type { Command } from './command/command.ts';
import { hasUnknownFields, isCommand, parseSignal } from './command/parse-command.ts';
import { refusalOf } from './command/refusal.ts';
import { stopsWork, voidsVerdict } from './command/stops-work.ts';
import { withReason } from './command/told-reason.ts';
import type { Goal } from './goal/goal.ts';
import {
  answerInputUpdate,
  editGoalUpdate,
  outcomeQuery,
  postMessageUpdate,
  setGoalUpdate,
  setModeUpdate,
  threadQuery,
  withdrawMessageUpdate,
} from './messages.ts';
import { findOutcome, type Outcome, type RefusalReason } from './thread/state/outcome.ts';
import { threadView } from './view/thread-view.ts';

/** Registers every handler; `onChange` is called after each state change. */
export function acceptMessages(thread: Thread, onChange: () => void): void {
  const apply = (command: Command): Outcome => {
    const before = thread.state;
    const applied = applyCommand(before, command, Date.now());
    const isNew = applied.state !== before && applied.outcome.applied;
    const told = isNew ? withReason(before, applied.state, command, Date.now()) : undefined;
    thread.state = told !== undefined && patched(PATCH.toldReasons) ? told : applied.state;
    // A repeated request leaves the state as it is, and must not stop a later turn either.
    if (isNew) stopWork(command, before.goal);
    onChange();
    return applied.outcome;
  };
  const stopWork = (command: Command, goalBefore: Goal | null): void => {
    const { running, state } = thread;
    if (stopsWork(command, { before: goalBefore, after: state.goal, worksFor: running?.goal }))
      running?.scope.cancel();
    if (isVoid(thread) && patched(PATCH.voidChecks)) thread.judged?.scope.cancel();
  };
  const validate = (command: unknown): void => {
    if (!isCommand(command))
      throw ApplicationFailure.nonRetryable(
        'the payload is not a command',
        'badPayload' satisfies RefusalReason,
      );
    if (findOutcome(thread.state.outcomes, command.requestId) !== undefined) return;
    const reason = refusalOf(thread.state, command, Date.now());
    if (reason !== undefined)
      throw ApplicationFailure.nonRetryable(`${command.type} refused: ${reason}`, reason);
  };
  /** A command that arrives as an update: refused without a trace in history. */
  const accept = <T extends Command['type']>(
    type: T,
    definition: UpdateDefinition<Outcome, [Omit<Extract<Command, { type: T }>, 'type'>]>,
  ): void =>
    setHandler(definition, (update) => apply({ ...update, type } as Extract<Command, { type: T }>), {
      validator: (update) => validate({ ...update, type }),
    });

  // One handler for all signals: the SDK hands buffered signals over grouped by handler, and with one handler
  // that is the order of their arrival, also when several came before the first task of a run.
  setDefaultSignalHandler((name: string, payload: unknown) => {
    // A signal without a request id gets one that no other signal has: `seq` rises with each refused signal,
    // `changes` with each applied one, so that `signal-7-3` is never given out twice.
    const { seq, changes } = thread.state;
    const parsed = parseSignal(name, payload, `signal-${seq}-${changes}`);
    const isMisread = parsed.ok && hasUnknownFields(name, payload) && patched(PATCH.knownFields);
    if (parsed.ok && !isMisread) {
      apply(parsed.command);
      return;
    }
    const { requestId } = parsed.ok ? parsed.command : parsed;
    const reason = parsed.ok ? 'badPayload' : parsed.reason;
    thread.state = refuse(thread.state, requestId, name, reason, Date.now()).state;
    onChange();
  });
  accept('setGoal', setGoalUpdate);
  accept('editGoal', editGoalUpdate);
  accept('postMessage', postMessageUpdate);
  accept('withdrawMessage', withdrawMessageUpdate);
  accept('answerInput', answerInputUpdate);
  accept('setMode', setModeUpdate);
  setHandler(threadQuery, (askedAtMs) =>
    threadView(
      thread.state,
      { ...thread.doing, work: thread.work, isVoid: isVoid(thread) },
      presentMs(askedAtMs),
    ),
  );
  setHandler(outcomeQuery, (requestId) => findOutcome(thread.state.outcomes, requestId) ?? null);
}

const isVoid = ({ judged, state }: Thread): boolean =>
  judged !== undefined && voidsVerdict(state.goal, judged.goal);

/** A workflow's own clock stands at its last task; whoever asks later is told what is so by then. */
const presentMs = (askedAtMs: number | undefined): number =>
  typeof askedAtMs === 'number' ? Math.max(Date.now(), askedAtMs) : Date.now();
