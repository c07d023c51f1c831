import { expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { CheckRun } from '../../../journal/rows/goals/check-run.ts';
import { requestOutcomeSchema } from '../../../server/lifecycle/outcome-schema.ts';
import { checkRunReply } from '../../../server/record/check-run-reply.ts';
import { checkRunSchema } from '../../../server/record/check-run-schema.ts';
import { claimReplies, iterationReply } from '../../../server/record/ledger-reply.ts';
import { claimSchema, iterationSchema } from '../../../server/record/ledger-schema.ts';
import type { ClaimRecord, Evidence, IterationRecord } from '../../../workflows/evidence/ledger.ts';
import type { RunTraces } from '../../../workflows/evidence/workspace-changes.ts';
import type { Outcome } from '../../../workflows/thread/state/outcome.ts';
import { checkRun } from '../../journal/samples.ts';
import { claimRecord, iterationRecord } from '../../support/journal/ledger-records.ts';

/** `Required`: a field that is new in a type has to be here, and then in the schema. */
const traces: Required<RunTraces> = {
  ...{
    sealed: ['a'],
    planted: ['b'],
    undeclared: ['c'],
    moved: ['d'],
    leftProcesses: ['sleep'],
    unknown: 'x',
  },
};
const files = { count: 1, files: ['a'], changed: ['a'], undeclared: ['a'], unprotected: ['a'] };
const run: Required<CheckRun> = {
  ...checkRun(),
  ...{ channelTail: '', stateId: 'state_1', reads: { known: true, ...files }, unit: 'ms', traces },
  isWithoutWork: true,
};
const evidence: Required<Evidence> = {
  ...{ ref: { kind: 'item', seq: 3 }, source: 'command', summary: 'ran', digest: 'f', sealedPath: 'a' },
  ...{ seq: 3, passed: true },
};
const claim: Required<ClaimRecord> = claimRecord({ evidence: [evidence], stale: ['changed'] });
const again = claimRecord({ claimId: '4-0', evidence: [{ ...evidence, ref: { kind: 'file', path: 'a' } }] });
const iteration: Required<IterationRecord> = iterationRecord();
const outcome: Required<Outcome> = {
  ...{ applied: false, reason: 'archived', goalId: 'goal_1', revision: 2, status: 'blocked' },
  ...{ isKept: true, checksSeq: 5, checksFailure: 'no sandbox' },
};

test.each<[string, unknown, z.ZodType]>([
  ['a run of a check', checkRunReply(run), checkRunSchema],
  [
    'one that read nobody knows what',
    checkRunReply({ ...run, reads: { known: false, reason: 'x' } }),
    checkRunSchema,
  ],
  ['a claim that another one replaced', claimReplies([claim, again])[0], claimSchema],
  ['the one that replaced it', claimReplies([claim, again])[1], claimSchema],
  ['an iteration', iterationReply(iteration), iterationSchema],
  ['an outcome', { requestId: 'r', ...outcome }, requestOutcomeSchema],
])(
  '%s, with every field that it may have → as its schema says, and nothing of it is lost',
  (_, reply, schema) => {
    const wire: unknown = JSON.parse(JSON.stringify(reply));
    expect(schema.parse(wire)).toEqual(wire);
  },
);
