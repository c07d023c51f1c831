/**
 * The JSON form of a report. It says the same as the `Report` type: the compiler holds one against the other.
 */
import { z } from 'zod';
import type { Report } from '../../../report/report.ts';
import { CLAIM_STATUSES } from '../../../workflows/evidence/ledger.ts';
import { listOf } from '../../http/list-of.ts';
import {
  auditorReport,
  changedFilesSchema,
  checkReport,
  refusedAudit,
  reportedClaim,
  reportedWork,
  resultLinksSchema,
} from './evidence.ts';
import {
  contractHistory,
  headline,
  listed,
  modelWords,
  reportedGoal,
  textLines,
  time,
  unlock,
  usageReportSchema,
} from './parts.ts';

const experiment = z.strictObject({
  turn: z.int(),
  at: time,
  changed: z.string(),
  observed: z.string(),
  next: z.string(),
});

const modelSwitch = z.strictObject({
  turn: z.int(),
  at: time,
  model: z.string().nullable(),
  reason: z.enum(['notFound', 'unavailable']).exactOptional(),
});

const openQuestion = z.strictObject({
  inputId: z.string(),
  about: z.string(),
  question: z.string().nullable(),
  options: textLines,
  askedAt: time,
  until: time.exactOptional(),
  ifUnanswered: z.string().exactOptional(),
});

const contestedCheck = z.strictObject({
  check: z.string(),
  turn: z.int(),
  ruling: z.enum(['open', 'stands', 'unanswered', 'editing', 'edited', 'withdrawn']),
  contradiction: z.string().exactOptional(),
  reason: z.string().exactOptional(),
});

export const reportSchema = z
  .strictObject({
    goal: reportedGoal,
    summary: z.string().describe('Claims nothing beyond the evidence.'),
    headline,
    caveats: textLines,
    contract: contractHistory,
    checks: listOf(checkReport),
    changedFiles: changedFilesSchema.nullable(),
    work: reportedWork.nullable(),
    links: resultLinksSchema,
    question: openQuestion.nullable(),
    leftOut: textLines,
    claims: z.record(z.enum(CLAIM_STATUSES), listOf(reportedClaim)),
    experiments: listed(experiment),
    refusedAudits: listed(refusedAudit),
    auditor: auditorReport.nullable(),
    usage: usageReportSchema,
    modelSwitches: listed(modelSwitch).exactOptional(),
    contestedChecks: listOf(contestedCheck).exactOptional(),
    unlock,
    pendingRestore: textLines.exactOptional(),
    closingWords: modelWords.nullable(),
  } satisfies Record<keyof Report, z.ZodType>)
  .meta({ id: 'Report' });
