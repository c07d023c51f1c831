/** A goal as replies show it. */
import { z } from 'zod';
import { LOOK_PURPOSES } from '../../../journal/tables/look-purposes.ts';
import { listOf } from '../../http/list-of.ts';
import { endedSchema } from '../../lookup/read-end.ts';
import { findingsSchema } from '../../patterns/finding-schema.ts';
import { blockerSchema } from './blocker.ts';
import { budgetLeftSchema, usageSchema } from './figures.ts';
import { shownLabels } from './labels.ts';
import { nextSchema, phaseSchema, waitSchema } from './next.ts';
import { contestSchema, questionSchema } from './question.ts';
import { statusCauseSchema } from './status-cause.ts';
import { storedContractSchema } from './stored-contract.ts';

export const goalStatusSchema = z
  .enum(['active', 'paused', 'blocked', 'usageLimited', 'budgetLimited', 'complete', 'cleared'])
  .meta({ id: 'GoalStatus' });

export const GOAL_ACTIONS = [
  'pause',
  'resume',
  'clear',
  'edit',
  'check',
  'interrupt',
  'wake',
  'answer',
  'accept',
  'refuse',
  'stands',
] as const;

const checkOutcome = z.strictObject({
  name: z.string(),
  role: z.enum(['verification', 'constraint']),
  passed: z.boolean(),
  exitCode: z.int().nullable().describe('Not told of a hidden check.').exactOptional(),
  metric: z.number().exactOptional(),
  gap: z.number().describe('How far the metric is from its bound.').exactOptional(),
  reason: z.string().exactOptional(),
  isHidden: z.literal(true).exactOptional(),
});

const lastAudit = z.strictObject({
  model: z.string(),
  accepted: z.boolean(),
  summary: z.string(),
  requirements: listOf(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      kind: z.string(),
      verdict: z.string(),
      evidence: z.string(),
      reason: z.string(),
    }),
  ),
  seq: z.int(),
});

/** Every goal has these, also past ones. */
const record = {
  goalId: z.string(),
  ...shownLabels,
  revision: z.int().describe('Rises with every edit.'),
  status: goalStatusSchema,
  statusReason: z.string(),
  statusCause: statusCauseSchema.exactOptional(),
  usage: usageSchema,
  refusedAudits: z.int(),
  checks: listOf(checkOutcome).describe('The latest result of each check.'),
  setAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  resumeAt: z.iso.datetime().exactOptional(),
};

export const warningSchema = z.strictObject({
  code: z.string(),
  field: z
    .string()
    .describe('Where in the body that was sent, as problems spell it, e.g. `verification.protectedPaths.2`.'),
  message: z.string(),
});

/** What single requests get along with the goal. */
const additions = {
  warnings: listOf(warningSchema).describe('Of the contract that was just set or edited.').exactOptional(),
  findings: findingsSchema
    .describe('What is weak in the contract that was just set; it is set all the same.')
    .exactOptional(),
  acceptedState: z
    .strictObject({ stateId: z.string(), paths: listOf(z.string()).exactOptional() })
    .describe('After `accept-state`.')
    .exactOptional(),
  restoredPaths: listOf(z.string())
    .describe('After `restore`: what is asked for; `pendingRestore` tells while it is not done.')
    .exactOptional(),
};

const current = {
  threadId: z.string(),
  ...record,
  tokensUsed: z.number(),
  budgetLeft: budgetLeftSchema,
  actions: listOf(z.enum(GOAL_ACTIONS)).describe(
    'What would be applied, and change something, if it were sent. Where `edit` is, `restore` and `accept-state` are allowed as well.',
  ),
  contract: storedContractSchema.optional(),
  blocker: blockerSchema
    .describe(
      'What stops a goal that is blocked or stalled: in the words of the model, or of the service where the workspace is not there.',
    )
    .exactOptional(),
  lastAudit: lastAudit.exactOptional(),
  contests: listOf(contestSchema).exactOptional(),
  lastRefusal: z
    .strictObject({
      reason: z.string(),
      turn: z.int(),
      at: z.iso.datetime(),
      leftOut: listOf(z.string())
        .describe("Changed paths that the checks' copy lacked, since they were not declared as the work.")
        .exactOptional(),
      remedies: listOf(z.string())
        .describe('What whoever set the goal can do, where the contract may be what is in the way.')
        .exactOptional(),
      seq: z.int(),
    })
    .describe('Why the latest claim that was refused did not hold.')
    .exactOptional(),
  pendingRestore: listOf(z.string())
    .describe('What `restore` was asked to put back, and no run of the checks has put back yet.')
    .exactOptional(),
  request: questionSchema.exactOptional(),
  ...additions,
};

const liveGoalSchema = z
  .strictObject({
    ...current,
    hasBaseline: z.boolean(),
    hasWrappedUp: z.boolean(),
    checksSeq: z.int().exactOptional(),
    checksRan: z
      .strictObject({ purpose: z.enum(LOOK_PURPOSES), turn: z.int(), at: z.iso.datetime() })
      .describe('The run that `checks` are of; a baseline ran without the work.')
      .exactOptional(),
    ledgerSeq: z.int().exactOptional(),
    claimEnd: z
      .strictObject({
        how: z.enum(['notAccepted', 'unanswered', 'lapsed']),
        because: z.enum(['edited', 'checkFailed']).exactOptional(),
        checksSeq: z.int().exactOptional(),
      })
      .exactOptional(),
    phase: phaseSchema,
    next: nextSchema,
    wait: waitSchema.exactOptional(),
    stale: z.literal(false),
  })
  .describe('As it is now.')
  .meta({ id: 'LiveGoal' });

const recordedGoalSchema = z
  .strictObject({
    ...current,
    asOf: z.iso.datetime(),
    stale: z.literal(true),
    ended: endedSchema.exactOptional(),
  })
  .describe('What was known at `asOf`: no worker answered in time, or, with `ended`, none will.')
  .meta({ id: 'RecordedGoal' });

export const goalSchema = z
  .discriminatedUnion('stale', [liveGoalSchema, recordedGoalSchema])
  .meta({ id: 'Goal' });

export type GoalReply = z.output<typeof goalSchema>;
export type LiveGoal = z.output<typeof liveGoalSchema>;
export type RecordedGoal = z.output<typeof recordedGoalSchema>;

export const pastGoalSchema = z
  .strictObject({ ...record, contract: storedContractSchema })
  .describe("From a thread's history.")
  .meta({ id: 'PastGoal' });

export type PastGoal = z.output<typeof pastGoalSchema>;
