/**
 * The tool calls of a reply as the workflow needs them: names, kinds and claims; arguments stay in the
 * journal. Pure.
 */

import { callIdOf } from '../../context/transcript/transcript.ts';
import { MAX_CALLS_PER_REPLY } from '../../context/transcript/unanswered-call.ts';
import { type BudgetRule, NO_CEILING } from '../../contracts/ceiling/budget-rule.ts';
import { cutToCeiling } from '../../contracts/ceiling/under-ceiling.ts';
import type { SentContract } from '../../contracts/schema/contract.ts';
import type { ModelReply } from '../../journal/bodies/model-reply.ts';
import { defined } from '../../objects/defined.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { newGoalOf } from '../../workflows/goal/new-goal.ts';
import type { Ask, ToolCallRef } from '../../workflows/turn/tool-call-ref.ts';
import { parseArguments } from './registry.ts';
import type { PreparedCall } from './tool.ts';

/** Where the reply stands. */
export interface ReplyPlace {
  readonly threadId: string;
  readonly seq: number;
}

/** What the goal's contract says about calls; all of it is absent without a goal. */
export interface CallScope {
  /** The only working tools that the boundaries leave; absent: all of them. */
  readonly allowed?: readonly string[] | undefined;
  /** The checks that may be contested. */
  readonly checks?: readonly string[];
  /** The thread is in plan mode. */
  readonly isPlanning?: true | undefined;
  /** How long a question of the model waits for an answer. */
  readonly questionTimeoutSeconds?: number | undefined;
  /** What holds for the budgets of goals that the model sets. */
  readonly budgets?: BudgetRule;
}

export function toolCallRefs(
  reply: ModelReply,
  place: ReplyPlace,
  { allowed, checks, budgets, questionTimeoutSeconds, isPlanning }: CallScope = {},
): ToolCallRef[] {
  return callsOf(reply, place).map(({ callId, name, prepared }) => {
    // Answering an unknown tool or bad arguments touches nothing.
    if (!prepared.ok) return { callId, label: prepared.label, readOnly: true, isWork: false };
    const { label, readOnly, isWork, isAlwaysAllowed, showsGoal, runsInPlan, claim, asks, contract } =
      prepared;
    const isBounded = (isWork && !isAlwaysAllowed) || asks?.for === 'input';
    if (isBounded && allowed !== undefined && !allowed.includes(name))
      return { callId, label, readOnly: true, isWork: false, isForbidden: true };
    const isUnknownCheck =
      claim?.status === 'contested' && checks !== undefined && !checks.includes(claim.check);
    const showsContract = showsGoal ?? (claim?.status === 'contested' ? true : undefined);
    const ask =
      contract === undefined
        ? withTimeout(asks, questionTimeoutSeconds)
        : { for: 'goal' as const, goal: newGoalOf(goalIdOf(place, callId), ceiled(contract, budgets)) };
    return {
      callId,
      label,
      readOnly,
      isWork,
      ...defined({ showsGoal: showsContract, runsInPlan: isPlanning && runsInPlan }),
      // A check that is not there is answered by the tool, which knows the names of those that are.
      ...(claim === undefined || isUnknownCheck ? {} : { claim }),
      ...defined({ asks: ask }),
    };
  });
}

const withTimeout = (ask: Ask | undefined, withinSeconds: number | undefined): Ask | undefined =>
  ask?.for === 'input' && withinSeconds !== undefined ? { ...ask, withinSeconds } : ask;

/**
 * The contracts of the goals that the reply wants set: they have to be in the journal before the workflow
 * hears of them.
 */
export function contractsIn(
  reply: ModelReply,
  place: ReplyPlace,
  budgets?: BudgetRule,
): { readonly goalId: string; readonly contract: Contract }[] {
  return callsOf(reply, place).flatMap(({ callId, prepared }) =>
    prepared.ok && prepared.contract !== undefined
      ? [{ goalId: goalIdOf(place, callId), contract: ceiled(prepared.contract, budgets) }]
      : [],
  );
}

const ceiled = (contract: SentContract, budgets: BudgetRule = NO_CEILING): Contract => ({
  ...contract,
  budget: cutToCeiling(contract.budget, budgets),
});

/** The same at each look at the same reply. */
const goalIdOf = ({ threadId }: ReplyPlace, callId: string): string =>
  `goal_${threadId.replace(/^thr_/, '')}-${callId}`;

interface Call {
  readonly callId: string;
  readonly name: string;
  readonly prepared: PreparedCall;
}

function callsOf(reply: ModelReply, { seq }: ReplyPlace): Call[] {
  const calls = reply.output.filter((item) => item.type === 'function_call').slice(0, MAX_CALLS_PER_REPLY);
  return calls.map(({ name, arguments: text }, index) => ({
    callId: callIdOf(seq, index),
    name,
    prepared: parseArguments(name, text),
  }));
}
