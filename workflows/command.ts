/**
 * Requests that reach a thread: signals (from REST, Temporal UI or the CLI) and updates, as one closed union.
 * Signals may carry anything, so their payload is checked by hand here and never throws.
 */
import type { Budget, Policy } from './contract.ts';

/** A goal as `setGoal` brings it; the contract's text is in the journal under (goalId, revision 1) already. */
export interface NewGoal {
  readonly goalId: string;
  readonly title: string;
  readonly budget: Budget;
  readonly policy: Policy;
}

export interface LifecycleCommand {
  /** `interrupt` stops the running turn at once and pauses the goal; `pause` lets the turn end. */
  readonly type: 'pause' | 'resume' | 'clear' | 'interrupt';
  readonly requestId: string;
  readonly reason?: string;
  /** Refuse unless the goal has this revision. */
  readonly ifRevision?: number;
}

export type Command =
  | LifecycleCommand
  | {
      readonly type: 'setGoal';
      readonly requestId: string;
      readonly goal: NewGoal;
      readonly replace: boolean;
    }
  | { readonly type: 'postMessage'; readonly requestId: string; readonly inputId: string };

export type ParsedSignal =
  | { readonly ok: true; readonly command: LifecycleCommand }
  | { readonly ok: false; readonly requestId: string; readonly reason: 'badPayload' | 'unknownSignal' };

const LIFECYCLE: readonly string[] = ['pause', 'resume', 'clear', 'interrupt'];
const MAX_REASON_CHARACTERS = 500;
const MAX_REQUEST_ID_CHARACTERS = 255;

/**
 * Reads a signal. An empty payload is a plain command without a request id (`fallbackId` names it); a payload of
 * another shape is refused, since guessing at a control command could do what nobody asked for.
 */
export function parseSignal(name: string, payload: unknown, fallbackId: string): ParsedSignal {
  const fields = isRecord(payload) ? payload : {};
  const requestId =
    typeof fields.requestId === 'string' && fields.requestId !== ''
      ? fields.requestId.slice(0, MAX_REQUEST_ID_CHARACTERS)
      : fallbackId;
  if (!LIFECYCLE.includes(name)) return { ok: false, requestId, reason: 'unknownSignal' };
  if (payload !== undefined && payload !== null && !isRecord(payload))
    return { ok: false, requestId, reason: 'badPayload' };
  const { reason, ifRevision } = fields;
  if (reason !== undefined && typeof reason !== 'string')
    return { ok: false, requestId, reason: 'badPayload' };
  if (ifRevision !== undefined && !Number.isInteger(ifRevision))
    return { ok: false, requestId, reason: 'badPayload' };
  return {
    ok: true,
    command: {
      type: name as LifecycleCommand['type'],
      requestId,
      ...(reason === undefined ? {} : { reason: reason.slice(0, MAX_REASON_CHARACTERS) }),
      ...(ifRevision === undefined ? {} : { ifRevision: ifRevision as number }),
    },
  };
}

/**
 * Whether an update's argument is a command of that type. Updates come from the REST server, but anybody who reaches
 * Temporal can send one, and a goal with holes in it would stop the workflow.
 */
export function isCommand(value: unknown): value is Command {
  if (!isRecord(value) || typeof value.requestId !== 'string' || value.requestId === '') return false;
  if (value.type === 'postMessage') return typeof value.inputId === 'string';
  if (value.type !== 'setGoal') return false;
  const { goal, replace } = value;
  return (
    typeof replace === 'boolean' &&
    isRecord(goal) &&
    typeof goal.goalId === 'string' &&
    typeof goal.title === 'string' &&
    isRecord(goal.budget) &&
    isRecord(goal.policy)
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
