/**
 * Reads what was sent to a thread. Anybody who reaches Temporal can send anything, so it is checked by hand
 * here (no schema library in workflow code), never throws, and what is not a command is refused: guessing at
 * a control command could do what nobody asked for.
 */
import { defined } from '../../objects/defined.ts';
import { CLAIM_ANSWERS } from '../thread/question/claim-question.ts';
import { CONTEST_ANSWERS } from '../thread/question/contest.ts';
import type { Command, LifecycleCommand } from './command.ts';

export type ParsedSignal =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly requestId: string; readonly reason: 'badPayload' | 'unknownSignal' };

const LIFECYCLE: readonly string[] = [
  ...['pause', 'resume', 'clear', 'interrupt', 'wake', 'archive', 'check', 'placeWork'],
];
/** Updates, which come as signals when no worker has answered them in time. */
const UPDATES: readonly string[] = [
  ...['setGoal', 'editGoal', 'postMessage', 'withdrawMessage', 'answerInput', 'setMode'],
];
const MAX_REASON_CHARACTERS = 500;
/** Remembered 200 times over in the workflow's state. */
const MAX_REQUEST_ID_CHARACTERS = 128;
const MAX_ID_CHARACTERS = 160;
const MAX_EVENT_CHARACTERS = 100;

const LIFECYCLE_FIELDS: readonly string[] = ['requestId', 'reason', 'ifRevision', 'ifGoalId', 'event'];

/** Whether the input of a lifecycle signal says something that would be passed over, such as `ifRevison`. */
export const hasUnknownFields = (name: string, payload: unknown): boolean =>
  LIFECYCLE.includes(name) &&
  isRecord(payload) &&
  Object.keys(payload).some((field) => !LIFECYCLE_FIELDS.includes(field));

/** An empty payload is a plain command without a request id (`fallbackId` names it). */
export function parseSignal(name: string, payload: unknown, fallbackId: string): ParsedSignal {
  const fields = isRecord(payload) ? payload : {};
  const requestId = isRequestId(fields.requestId) ? fields.requestId : fallbackId;
  const refuse = (reason: 'badPayload' | 'unknownSignal'): ParsedSignal => ({ ok: false, requestId, reason });
  if (UPDATES.includes(name)) {
    const command = { ...fields, type: name };
    return isCommand(command) ? { ok: true, command } : refuse('badPayload');
  }
  if (!LIFECYCLE.includes(name)) return refuse('unknownSignal');
  if (payload !== undefined && payload !== null && !isRecord(payload)) return refuse('badPayload');
  const { reason, ifRevision, ifGoalId, event } = fields;
  if (!isOneOf(fields.requestId, [undefined, requestId])) return refuse('badPayload');
  if (reason !== undefined && typeof reason !== 'string') return refuse('badPayload');
  if (ifRevision !== undefined && !Number.isInteger(ifRevision)) return refuse('badPayload');
  if (ifGoalId !== undefined && typeof ifGoalId !== 'string') return refuse('badPayload');
  if (event !== undefined && !(isText(event) && event.length <= MAX_EVENT_CHARACTERS))
    return refuse('badPayload');
  return {
    ok: true,
    command: {
      type: name as LifecycleCommand['type'],
      requestId,
      ...(reason === undefined ? {} : { reason: reason.slice(0, MAX_REASON_CHARACTERS) }),
      ...(ifRevision === undefined ? {} : { ifRevision: ifRevision as number }),
      ...defined({ ifGoalId }),
      ...(event === undefined ? {} : { event: event as string }),
    },
  };
}

/**
 * Whether an update's argument is a command of that type; a goal with holes in it would stop the workflow.
 */
export function isCommand(value: unknown): value is Command {
  if (!isRecord(value) || !isRequestId(value.requestId)) return false;
  switch (value.type) {
    case 'postMessage':
      return (
        isId(value.inputId) &&
        isOneOf(value.delivery, [undefined, 'queue', 'steer', 'interrupt']) &&
        isOneOf(value.resumeGoal, [undefined, true, false])
      );
    case 'withdrawMessage':
      return isId(value.inputId);
    case 'answerInput':
      return (
        isOneOf(value.answer, [undefined, ...CLAIM_ANSWERS, ...CONTEST_ANSWERS]) &&
        (isId(value.inputId) || (value.inputId === undefined && value.answer !== undefined)) &&
        (isId(value.messageId) || (value.messageId === undefined && value.answer !== undefined))
      );
    case 'setMode':
      return isOneOf(value.mode, ['default', 'plan']);
    case 'setGoal':
      return (
        typeof value.replace === 'boolean' &&
        isGoal(value.goal) &&
        isId(value.goal.goalId) &&
        (value.ifGoalId === undefined || (isId(value.ifGoalId) && Number.isInteger(value.ifRevision)))
      );
    case 'editGoal':
      return (
        isId(value.ifGoalId) &&
        Number.isInteger(value.ifRevision) &&
        isGoal(value.edit) &&
        Number.isInteger(value.edit.revision) &&
        typeof value.edit.changesChecks === 'boolean' &&
        isOneOf(value.edit.keepsJudged, [undefined, true]) &&
        isTouched(value.edit.touchedChecks) &&
        isOneOf(value.edit.status, [undefined, 'active', 'paused'])
      );
    default:
      return false;
  }
}

const isTouched = (value: unknown): boolean =>
  value === undefined || value === 'all' || (Array.isArray(value) && value.every(isText));

const isGoal = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) &&
  typeof value.title === 'string' &&
  isBudget(value.budget) &&
  isPolicy(value.policy) &&
  isOneOf(typeof value.notBeforeMs, ['undefined', 'number']) &&
  isOneOf(value.hasAuditor, [undefined, true]);

/** Timers and limits are computed from these; the schema that REST applies is stricter. */
const isBudget = (value: unknown): boolean =>
  isRecord(value) &&
  Object.entries(value).every(([dimension, limit]) =>
    dimension === 'deadline'
      ? typeof limit === 'string' && !Number.isNaN(Date.parse(limit))
      : isOneOf(typeof limit, ['undefined', 'number']),
  );

const isPolicy = (value: unknown): boolean =>
  isRecord(value) &&
  Object.entries(value).every(([rule, setting]) =>
    CHOICES.includes(rule)
      ? isOneOf(typeof setting, ['undefined', 'string'])
      : isOneOf(typeof setting, ['undefined', 'number']),
  );

/** The rules of a policy that are chosen by name; all others are numbers. */
const CHOICES: readonly string[] = [
  ...['onNoToolCall', 'onReopen', 'undeclaredReads', 'twins', 'serviceTier', 'progress'],
];

const isRequestId = (value: unknown): value is string =>
  isText(value) && value.length <= MAX_REQUEST_ID_CHARACTERS;

const isId = (value: unknown): value is string => isText(value) && value.length <= MAX_ID_CHARACTERS;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isOneOf = (value: unknown, allowed: readonly unknown[]): boolean => allowed.includes(value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
