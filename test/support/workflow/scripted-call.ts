/** What a played model may want next, and the tool call that it is. */
import type { ToolCallRef } from '../../../workflows/turn/tool-call-ref.ts';
import { newGoalWith } from './thread-states.ts';

export type ScriptedCall =
  | 'work'
  | 'read'
  | 'plan'
  | 'record'
  | 'complete'
  | 'blocked by x'
  | 'blocked by y'
  | 'wait'
  | 'wait for a'
  | 'ask'
  | 'ask within an hour'
  | 'contest'
  | 'create';

/** `goalId`: of the goal that `create` makes. */
export function callFor(wish: ScriptedCall, callId: string, goalId = 'goal_of_model'): ToolCallRef {
  const call = { callId, label: wish, readOnly: wish === 'read', isWork: false };
  switch (wish) {
    case 'work':
    case 'read':
      return { ...call, isWork: true };
    case 'plan':
      return call;
    case 'record':
      return { ...call, showsGoal: true };
    case 'complete':
      return { ...call, claim: { status: 'complete' } };
    case 'wait':
      return { ...call, asks: { for: 'wait', seconds: 60 } };
    case 'wait for a':
      return { ...call, asks: { for: 'wait', seconds: 3_600, event: 'a' } };
    case 'contest':
      return { ...call, claim: { status: 'contested', check: 'tests' } };
    case 'ask within an hour':
      return { ...call, asks: { for: 'input', withinSeconds: 3_600 } };
    case 'ask':
      return { ...call, asks: { for: 'input' } };
    case 'create':
      return { ...call, asks: { for: 'goal', goal: newGoalWith({ goalId }) } };
    default:
      return { ...call, claim: { status: 'blocked', blocker: wish } };
  }
}
