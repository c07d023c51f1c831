/** Events of a thread, as items of the record show them. Open: later releases add fields and types. */
import { z } from 'zod';
import { usageSchema } from '../../goals/schema/figures.ts';
import { goalStatusSchema } from '../../goals/schema/goal.ts';
import { failureOfSchema, statusCauseSchema } from '../../goals/schema/status-cause.ts';
import { listOf } from '../../http/list-of.ts';
import { checksRanBody } from './checks.ts';

const common = { seq: z.int(), atMs: z.number(), turn: z.int() };
const goalRef = z.looseObject({ goalId: z.string(), revision: z.int() });
const turnKind = z.enum(['user', 'continuation', 'wrapUp']);

const snapshot = z
  .looseObject({
    goalId: z.string(),
    revision: z.int(),
    status: goalStatusSchema,
    statusReason: z.string(),
    statusCause: statusCauseSchema.exactOptional(),
    usage: usageSchema,
    setAtMs: z.number(),
    updatedAtMs: z.number(),
    refusedAudits: z.int(),
    resumeAtMs: z.number().exactOptional(),
  })
  .meta({ id: 'GoalSnapshot' });

/** An event has a component of its own, which generated clients name it by. */
const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z
    .looseObject({ type: z.literal(type), ...common, ...shape })
    .meta({ id: `${type.charAt(0).toUpperCase()}${type.slice(1)}Body` });

const inputId = z.string();
const reason = z.string();

export const eventBody = z.discriminatedUnion('type', [
  event('turnStarted', { kind: turnKind, goal: goalRef.exactOptional(), cause: z.int() }),
  event('turnEnded', {
    kind: turnKind,
    toolCalls: z.int(),
    tokens: z.number(),
    failure: z.string().exactOptional(),
    failureOf: failureOfSchema.exactOptional(),
    goalUsage: usageSchema.exactOptional(),
  }),
  event('goalChanged', {
    change: z.string(),
    actor: z.enum(['user', 'model', 'system']),
    from: goalStatusSchema.describe('Where the change has led to another status.').exactOptional(),
    goal: snapshot,
  }),
  event('commandRefused', { command: z.string(), reason }),
  event('goalStalled', { reason, goal: goalRef.exactOptional(), blockedSeq: z.int().exactOptional() }),
  event('waitStarted', { untilMs: z.number(), event: z.string().exactOptional() }),
  event('waitEnded', { by: z.string() }),
  event('eventArrived', { event: z.string() }),
  event('inputRequested', {
    inputId,
    about: z.enum(['changedTests', 'contestedCheck']).exactOptional(),
    goal: goalRef.exactOptional(),
    check: z.string().exactOptional(),
    checksSeq: z.int().exactOptional(),
    deadlineMs: z.number().exactOptional(),
  }),
  event('inputAnswered', {
    inputId,
    messageId: z.string().exactOptional(),
    answer: z.enum(['accept', 'refuse', 'stands', 'edit']).exactOptional(),
  }),
  event('inputExpired', { inputId }),
  event('inputWithdrawn', { inputId, reason }),
  event('reasonGiven', { command: z.enum(['pause', 'interrupt']), reason }),
  event('messageWithdrawn', { inputId }),
  event('workPlaced', {
    requestId: z.string(),
    what: z.enum(['workspace', 'file', 'removal']),
    path: z.string().exactOptional(),
    sha256: z.string().exactOptional(),
    stateId: z.string().exactOptional(),
    files: z.int().exactOptional(),
    sizeBytes: z.number().exactOptional(),
  }),
  event('workNotPlaced', { requestId: z.string(), reason }),
  event('modelSwitched', {
    model: z.string().exactOptional(),
    reason: z.enum(['notFound', 'unavailable']).exactOptional(),
  }),
  event('recordBehind', {
    firstSeq: z.int().exactOptional(),
    lastSeq: z.int().exactOptional(),
    inputs: listOf(z.string()).exactOptional(),
  }),
  event('recordAhead', { lastSeq: z.int() }),
  event('modeChanged', { mode: z.enum(['default', 'plan']) }),
  event('threadArchived', {}),
  event('threadReopened', { isRebuilt: z.literal(true).exactOptional() }),
  checksRanBody,
]);
