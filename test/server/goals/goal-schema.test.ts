import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { GoalRecord } from '../../../journal/journal.ts';
import { type GoalText, liveGoal, pastGoal, recordedGoal } from '../../../server/goals/goal-view.ts';
import { goalSchema, pastGoalSchema } from '../../../server/goals/schema/goal.ts';
import type { Usage } from '../../../workflows/budget/usage.ts';
import {
  type Budget,
  type Check,
  type Contract,
  DEFAULT_POLICY,
} from '../../../workflows/contract/contract.ts';
import type { CheckResult } from '../../../workflows/evidence/check-result.ts';
import type { ChecksProgress } from '../../../workflows/evidence/checks-progress.ts';
import type { Contest, GoalSnapshot } from '../../../workflows/goal/goal.ts';
import type { GoalLive, NextView, ThreadView, Work } from '../../../workflows/view/thread-view.ts';
import { claimQuestionWith, NOW_MS } from '../../support/workflow/thread-states.ts';

/** `Required`: a field that is new in a type has to be here, and then in the schema. */
const usage: Required<Usage> = {
  ...{ inputTokens: 9, cachedInputTokens: 1, outputTokens: 2, modelCalls: 3, toolCalls: 4, turns: 5 },
  ...{ wrapUpTurns: 1, costUsd: 0.25, activeMs: 1234.5 },
  compaction: { count: 1, modelCalls: 1, tokens: 100, costUsd: 0.01 },
};
const deadline = '2026-12-24T18:00:00+01:00';
const budget: Required<Budget> = {
  ...{ tokens: 1e6, costUsd: 2.5, turns: 10, toolCalls: 99, timeSeconds: 3600 },
  deadline,
};
const check: Required<Check> = {
  ...{ name: 'p95', command: 'npm run bench', timeoutSeconds: 60, runs: 3 },
  expect: { exitCode: 0, metric: { marker: 'p95_ms', op: '<', value: 120.5, source: 'channel' } },
  ...{ observes: 'external', twin: { patch: '--- a' }, visibility: 'hidden', hint: 'be quick' },
  files: [{ path: 'a.js', sha256: 'f'.repeat(64), sizeBytes: 3, mode: '755' }],
};
const byPath: Check = {
  ...check,
  expect: { exitCode: 1, metric: { jsonPath: 'a[0].b', op: '==', value: 1 } },
  twin: { command: 'true' },
};
const contract: Required<Contract> = {
  objective: 'Be quick',
  verification: { checks: [check], protectedPaths: ['test/**'], auditor: { model: 'm' } },
  constraints: { checks: [byPath], text: ['stay small'] },
  boundaries: { text: ['no'], writePaths: ['src/**'], tools: ['shell'], network: 'none' },
  ...{ iterationPolicy: 'one at a time', blockedStop: 'ask', budget, policy: DEFAULT_POLICY },
  notBefore: deadline,
};
const outcome: Required<CheckResult> = {
  ...{ name: 'p95', role: 'verification', passed: false, exitCode: null },
  ...{ metric: 130.5, gap: 10, reason: 'too slow', isHidden: true },
};
const contest: Required<Contest> = {
  ...{ check: 'p95', revision: 2, turn: 3, callSeq: 17, ruling: 'stands', atMs: NOW_MS, messageId: 'msg_1' },
};
const snapshot: Required<GoalSnapshot> = {
  ...{ goalId: 'goal_1', revision: 2, status: 'usageLimited', statusReason: 'for now', usage },
  statusCause: { kind: 'claimsRefused', inRow: 3 },
  ...{ setAtMs: NOW_MS, updatedAtMs: NOW_MS, refusedAudits: 1, checks: [outcome], auditSeq: 7 },
  ...{ resumeAtMs: NOW_MS, blockedSeq: 8, contests: [contest] },
  ...{ refusedSeq: 5, holdsProof: true },
};
const goal: Required<GoalLive> = {
  ...snapshot,
  ...{
    judgedSince: 1,
    unprovenSeq: 7,
    title: 'Be quick',
    budget,
    policy: DEFAULT_POLICY,
    notBeforeMs: NOW_MS,
    hasAuditor: true,
  },
  ...{ hasBaseline: true, checksSeq: 5, ledgerSeq: 6, best: { passed: 0, gaps: { p95: 10 } } },
  claimEnd: { how: 'lapsed', because: 'edited', checksSeq: 5 },
  ...{
    acceptedClaim: claimQuestionWith(),
    provenClaim: { reason: 'proven', checksSeq: 5 },
    stoppedBecause: 'a pause',
    hasWrappedUp: true,
  },
  ...{ tokensUsed: 10, budgetLeft: {}, actions: ['pause', 'accept', 'stands'] },
};
const progress: Required<ChecksProgress> = {
  ...{ check: 'p95', run: 1, runs: 3, isTwin: true, why: 'again', sinceMs: NOW_MS, untilMs: NOW_MS },
};
const work: Required<Work> = {
  what: 'checks',
  summary: 'checks',
  seq: 4,
  sinceMs: NOW_MS,
  untilMs: NOW_MS,
  waitsFor: 'place',
  preparing: 'git',
  progress,
};
const next: Required<NextView> = {
  action: 'wait',
  reason: 'it is late',
  atMs: NOW_MS,
  attempt: 2,
  running: [work],
};
const view: ThreadView = {
  ...{ threadId: 'thr_1', tenantId: 'default', mode: 'default', phase: 'waiting', next, goal },
  ...{
    actions: [],
    turn: 3,
    queuedInputs: 0,
    told: {},
    wait: { untilMs: NOW_MS, event: 'deploy', callId: '7-0' },
    usage,
    seq: 20,
  },
};
const text: Required<GoalText> = {
  contract,
  labels: { title: 'The checkout', metadata: { order: '17' } },
  blocker: { name: 'key', needed: 'a key', attempted: 'nothing' },
  lastAudit: {
    ...{ model: 'm', accepted: false, summary: 'no', seq: 7 },
    requirements: [{ id: 'r1', text: 'x', kind: 'objective', verdict: 'weak', evidence: 'e', reason: 'r' }],
  },
  contests: [
    {
      ...{ check: 'p95', revision: 2, turn: 3, ruling: 'stands', at: '2026-11-23T03:00:00.000Z' },
      ...{ messageId: 'msg_1', contradiction: 'it is', evidence: [], reason: 'it stands' },
    },
  ],
  lastRefusal: { reason: 'p95 is 135', turn: 2, at: '2026-11-23T03:00:00.000Z', seq: 5 },
  pendingRestore: ['test/**'],
  checksRan: { purpose: 'baseline', turn: 0, at: '2026-11-23T03:00:00.000Z' },
  waitReason: 'the night build',
  request: {
    ...{ kind: 'question', inputId: 'input_1', question: 'May it?', options: ['yes'], defaultAnswer: 'no' },
    ...{ askedAt: '2026-11-23T03:00:00.000Z', until: '2026-11-23T03:00:00.000Z', ifUnanswered: 'it may not' },
  },
};
const record: GoalRecord = { snapshot, contract };

describe('a goal with every field that it may have', () => {
  test.each<[string, object, z.ZodType]>([
    ['live', liveGoal(view, goal, text), goalSchema],
    ['recorded', recordedGoal('thr_1', record, text), goalSchema],
    ['past', pastGoal(record), pastGoalSchema],
  ])('%s → as its schema says, and nothing of it is lost', (_, reply, schema) => {
    const wire: unknown = JSON.parse(JSON.stringify(reply));
    expect(schema.parse(wire)).toEqual(wire);
  });

  test('one with a field that the schema does not know → refused by it', () => {
    const reply = { ...pastGoal(record), mood: 'good' };
    expect(pastGoalSchema.safeParse(reply).success).toBe(false);
  });
});
