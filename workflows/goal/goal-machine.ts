/**
 * The life of a goal: which event leads from which status to which, and who may raise it. Pure; the one
 * authority on status changes (docs/lifecycle.md). Usage and budgets are counted elsewhere; here they only
 * gate `resume`.
 */
import type { GoalStatus } from './goal.ts';

export type Actor = 'user' | 'model' | 'system';

export type GoalEventType =
  | 'pause'
  | 'resume'
  | 'clear'
  | 'edit'
  | 'complete'
  | 'block'
  | 'limitUsage'
  | 'limitBudget';

/**
 * The status each event leads to. An absent entry is a refused event; an entry equal to its row changes
 * nothing.
 */
const TRANSITIONS: Record<GoalStatus, Partial<Record<GoalEventType, GoalStatus>>> = {
  active: {
    pause: 'paused',
    resume: 'active',
    clear: 'cleared',
    edit: 'active',
    complete: 'complete',
    block: 'blocked',
    limitUsage: 'usageLimited',
    limitBudget: 'budgetLimited',
  },
  // A stopped goal that crosses its budget in its last call stays stopped; `resume` is refused until the
  // budget is raised.
  paused: { pause: 'paused', resume: 'active', clear: 'cleared', edit: 'paused' },
  blocked: { resume: 'active', clear: 'cleared', edit: 'blocked' },
  // Pausing one keeps it from going on by itself when the provider's limit is lifted.
  usageLimited: { pause: 'paused', resume: 'active', clear: 'cleared', edit: 'usageLimited' },
  // Pausing or blocking a goal that ran out of budget must not hide that it did.
  budgetLimited: {
    pause: 'budgetLimited',
    block: 'budgetLimited',
    // A claim that was made before costs nothing more: only an edit takes the budget away while its checks
    // run.
    complete: 'complete',
    resume: 'active',
    clear: 'cleared',
    edit: 'budgetLimited',
  },
  complete: { clear: 'cleared' },
  cleared: {},
};

/**
 * The model only claims an end, and `complete` counts only behind an audit; the lifecycle belongs to the
 * others.
 */
const ACTORS: Record<GoalEventType, readonly Actor[]> = {
  pause: ['user', 'system'],
  resume: ['user', 'system'],
  clear: ['user'],
  edit: ['user'],
  complete: ['model'],
  block: ['model', 'system'],
  limitUsage: ['system'],
  limitBudget: ['system'],
};

export type TransitionRefusal = 'forbiddenActor' | 'illegalTransition' | 'budgetExhausted' | 'notProven';

export type Transition =
  | { readonly ok: true; readonly status: GoalStatus }
  | { readonly ok: false; readonly reason: TransitionRefusal };

/** Facts outside of the status that an event depends on. */
export interface TransitionFacts {
  readonly budgetExhausted: boolean;
  /** The audit of the current revision passed. */
  readonly proven: boolean;
}

/** They matter to `resume` and `complete` alone. */
const NO_FACTS: TransitionFacts = { budgetExhausted: false, proven: false };

/** Applies one event. Refusals are ordered: who, then whether, then under which facts. */
export function transition(
  status: GoalStatus,
  event: GoalEventType,
  actor: Actor,
  facts: TransitionFacts = NO_FACTS,
): Transition {
  if (!ACTORS[event].includes(actor)) return { ok: false, reason: 'forbiddenActor' };
  // Only a provider's usage limit is lifted by the system itself; a person's pause never is.
  if (event === 'resume' && actor === 'system' && status !== 'usageLimited')
    return { ok: false, reason: 'forbiddenActor' };
  const next = TRANSITIONS[status][event];
  if (next === undefined) return { ok: false, reason: 'illegalTransition' };
  if (event === 'resume' && facts.budgetExhausted) return { ok: false, reason: 'budgetExhausted' };
  if (event === 'complete' && !facts.proven) return { ok: false, reason: 'notProven' };
  return { ok: true, status: next };
}

/** A goal that ended: it never runs again, and a new one may take its place without being asked to. */
export const isFinished = (status: GoalStatus): boolean => status === 'complete' || status === 'cleared';

/**
 * Whether a new goal may take the place of the present one (`undefined`: there is none). Only a user may say
 * `replace`.
 */
export const mayBegin = (present: GoalStatus | undefined, actor: Actor, replace: boolean): boolean =>
  actor !== 'system' && (present === undefined || isFinished(present) || (replace && actor === 'user'));
