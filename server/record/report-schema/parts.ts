/** Parts of a report's JSON form. */
import { z } from 'zod';
import { usageSchema } from '../../goals/schema/figures.ts';
import { goalStatusSchema } from '../../goals/schema/goal.ts';
import { shownLabels } from '../../goals/schema/labels.ts';
import { statusCauseSchema } from '../../goals/schema/status-cause.ts';
import { storedContractSchema } from '../../goals/schema/stored-contract.ts';
import { listOf } from '../../http/list-of.ts';

export const textLines = listOf(z.string());
export const time = z.iso.datetime();

/** The newest of a list that may be too long to show; `total` counts all. */
export const listed = <Entry extends z.ZodType>(entry: Entry) =>
  z.strictObject({ total: z.int(), shown: listOf(entry) });

export const reportedGoal = z.strictObject({
  threadId: z.string(),
  goalId: z.string(),
  ...shownLabels,
  objective: z.string(),
  status: goalStatusSchema,
  statusReason: z.string(),
  statusCause: statusCauseSchema.exactOptional(),
  stalledBecause: z
    .string()
    .describe('Why no turn starts by itself until a person acts; absent: it is not stalled.')
    .exactOptional(),
  revision: z.int(),
  setAt: time,
  changedAt: time,
  durationSeconds: z.number(),
  reportedAt: time,
  asOf: time
    .describe('Until when the record goes, where no worker says how the goal stands now.')
    .exactOptional(),
  replacedBy: z.string().exactOptional(),
});

export const headline = z.strictObject({
  proven: textLines,
  notProven: textLines,
  leftOut: textLines,
  changed: z.string(),
  cost: z.string(),
  next: z.string(),
});

const contractEdit = z.strictObject({
  revision: z.int(),
  at: time,
  actor: z.string(),
  fields: listOf(
    z.strictObject({
      field: z.string(),
      before: z.string().exactOptional(),
      after: z.string().exactOptional(),
    }),
  ),
  accepted: z.strictObject({ stateId: z.string(), paths: textLines.exactOptional() }).exactOptional(),
  restored: textLines.exactOptional(),
  isRestorePending: z.literal(true).exactOptional(),
  restoredNothing: textLines.exactOptional(),
});

export const contractHistory = z.strictObject({ asSet: storedContractSchema, edits: listOf(contractEdit) });

export const modelWords = z.strictObject({ turn: z.int(), at: time, text: z.string() });

const turnUsage = z.strictObject({
  turn: z.int(),
  kind: z.enum(['user', 'continuation', 'wrapUp']),
  startedAt: time,
  durationSeconds: z.number().nullable(),
  tokens: z.number(),
  toolCalls: z.int(),
  failure: z.string().exactOptional(),
});

const budgetLine = z.strictObject({
  dimension: z.enum(['tokens', 'costUsd', 'turns', 'toolCalls', 'timeSeconds', 'deadline']),
  used: z.union([z.number(), z.string()]),
  limit: z.union([z.number(), z.string()]),
  isReached: z.boolean(),
});

export const usageReportSchema = z.strictObject({
  total: usageSchema.extend({ tokens: z.number(), durationSeconds: z.number() }),
  asOf: time,
  budget: listOf(budgetLine),
  byTurn: listed(turnUsage),
  beside: z.strictObject({ tokens: z.number(), toolCalls: z.int() }).exactOptional(),
  earlierTurns: z
    .strictObject({ turns: z.int(), wrapUps: z.int(), tokens: z.number(), toolCalls: z.int() })
    .exactOptional(),
});

export const unlock = z.strictObject({
  what: z.string(),
  steps: textLines,
  failingChecks: textLines,
  blocker: z.strictObject({ name: z.string(), needed: z.string(), attempted: z.string() }).exactOptional(),
  waitsFor: z
    .enum(['person', 'time', 'event'])
    .describe('What an active goal waits for while nothing runs.')
    .exactOptional(),
  resumesAt: time.exactOptional(),
  nextStep: modelWords.exactOptional(),
});
