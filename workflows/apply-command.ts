/**
 * What a request does to a thread. Pure: the workflow's handlers only call this and store the result. A request id
 * that was seen before changes nothing and gets its first answer again.
 */
import { exhausted } from './budget.ts';
import type { Command, LifecycleCommand, NewGoal } from './command.ts';
import type { Goal } from './goal.ts';
import { isFinished, transition } from './goal-machine.ts';
import { findOutcome, logOutcome, type Outcome, type RefusalReason } from './outcome.ts';
import { changeGoal, FRESH_CONTINUATION, record, type ThreadState } from './thread-state.ts';
import { NO_USAGE } from './usage.ts';

export interface Applied {
  readonly state: ThreadState;
  readonly outcome: Outcome;
}

/** More queued messages than this are refused: the queue is part of the workflow's state. */
export const MAX_QUEUED_INPUTS = 100;

/** Applies the command, records its effect as events, and remembers the outcome by request id. */
export function applyCommand(state: ThreadState, command: Command, nowMs: number): Applied {
  const known = findOutcome(state.outcomes, command.requestId);
  if (known !== undefined) return { state, outcome: known };
  const refusal = refusalOf(state, command);
  if (refusal !== undefined) return refuse(state, command.requestId, command.type, refusal, nowMs);
  const changed = effectOf(state, command, nowMs);
  // Whatever a person does lifts what held automatic turns back.
  const woken = { ...changed, continuation: FRESH_CONTINUATION, changes: changed.changes + 1 };
  // After `clear` the outcome still names the goal that was cleared.
  return finish(woken, command.requestId, {
    applied: true,
    ...goalFields(woken.goal ?? state.goal),
    ...(command.type === 'clear' ? { status: 'cleared' as const } : {}),
  });
}

/** Records a request that could not be read; it never changes the goal. */
export function refuse(
  state: ThreadState,
  requestId: string,
  command: string,
  reason: RefusalReason,
  nowMs: number,
): Applied {
  const recorded = record(state, { type: 'commandRefused', command: command.slice(0, 100), reason }, nowMs);
  return finish(recorded, requestId, { applied: false, reason, ...goalFields(state.goal) });
}

/** Why the command must be refused, without applying it: the synchronous validator of updates uses it too. */
export function refusalOf(state: ThreadState, command: Command): RefusalReason | undefined {
  switch (command.type) {
    case 'postMessage':
      return state.inputs.length >= MAX_QUEUED_INPUTS ? 'queueFull' : undefined;
    case 'setGoal':
      return state.goal !== null && !isFinished(state.goal.status) && !command.replace
        ? 'goalUnfinished'
        : undefined;
    default: {
      // A turn may run without a goal, and whatever the goal's status is, a person may stop it.
      const isInterrupt = command.type === 'interrupt';
      if (state.goal === null) return isInterrupt ? undefined : 'noGoal';
      if (command.ifRevision !== undefined && command.ifRevision !== state.goal.revision)
        return 'staleRevision';
      if (isInterrupt) return undefined;
      const next = lifecycle(state.goal, command);
      if (next.ok) return undefined;
      return next.reason === 'budgetExhausted' ? 'budgetExhausted' : 'illegalTransition';
    }
  }
}

function effectOf(state: ThreadState, command: Command, nowMs: number): ThreadState {
  switch (command.type) {
    case 'postMessage':
      return { ...state, inputs: [...state.inputs, command.inputId] };
    case 'setGoal': {
      const cleared =
        state.goal !== null && !isFinished(state.goal.status)
          ? changeGoal(
              state,
              { ...state.goal, status: 'cleared', statusReason: 'replaced by a new goal' },
              'replaced',
              'user',
              nowMs,
            )
          : state;
      return changeGoal(cleared, goalFrom(command.goal, nowMs), 'set', 'user', nowMs);
    }
    default: {
      const goal = state.goal;
      if (goal === null) return state;
      const next = lifecycle(goal, command);
      if (!next.ok || next.status === goal.status) return state;
      const statusReason = command.reason ?? `${REASONS[command.type]} by the user`;
      return changeGoal(state, { ...goal, status: next.status, statusReason }, command.type, 'user', nowMs);
    }
  }
}

const REASONS = { pause: 'paused', resume: 'resumed', clear: 'cleared', interrupt: 'interrupted' } as const;

const lifecycle = (goal: Goal, command: LifecycleCommand) =>
  transition(goal.status, command.type === 'interrupt' ? 'pause' : command.type, 'user', {
    budgetExhausted: exhausted(goal.budget, goal.usage) !== undefined,
    proven: false,
  });

const goalFrom = (goal: NewGoal, nowMs: number): Goal => ({
  ...goal,
  revision: 1,
  status: 'active',
  statusReason: 'set by the user',
  usage: NO_USAGE,
  setAtMs: nowMs,
  updatedAtMs: nowMs,
  hasBaseline: false,
  checks: [],
  refusedAudits: 0,
  hasWrappedUp: false,
});

const goalFields = (goal: Goal | null): Pick<Outcome, 'goalId' | 'revision' | 'status'> =>
  goal === null ? {} : { goalId: goal.goalId, revision: goal.revision, status: goal.status };

const finish = (state: ThreadState, requestId: string, outcome: Outcome): Applied => ({
  state: { ...state, outcomes: logOutcome(state.outcomes, requestId, outcome) },
  outcome,
});
