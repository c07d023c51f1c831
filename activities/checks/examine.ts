/**
 * Runs a check of a contract on the copy that was planned for it, and says what it showed, read and touched.
 */
import { defined } from '../../objects/defined.ts';
import { DiskFull } from '../../tree/full-disk.ts';
import type { Tree } from '../../tree/listing/entry-stamp.ts';
import type { Check, CheckRole } from '../../workflows/contract/contract.ts';
import type { CheckResult } from '../../workflows/evidence/check-result.ts';
import type { ReadSet, RunTraces } from '../../workflows/evidence/workspace-changes.ts';
import { decidedAtStart, type Survey } from '../accepted/survey.ts';
import type { CheckCopy } from '../copies/check-copy.ts';
import { touchedBetween } from '../copies/touched.ts';
import { checkResultOf } from './check-result-of.ts';
import type { BaselineOfCheck } from './known-of-check.ts';
import { readSetOf } from './read-set.ts';
import {
  type CheckRequest,
  type FinishedCheck,
  type FinishedRun,
  type RunSettings,
  runCheck,
} from './run-check.ts';
import { tracesOf } from './run-traces.ts';

export interface ExaminedCheck {
  readonly check: Check;
  readonly role: CheckRole;
  readonly outcome: CheckResult;
  readonly runs: readonly FinishedRun[];
  readonly known: BaselineOfCheck;
  readonly cannotRun?: string;
}

export interface Examination extends RunSettings {
  readonly keepsAccessTimes: boolean;
  readonly survey: Survey;
  readonly copy: CheckCopy;
  readonly known: BaselineOfCheck;
}

/** Each run in a sandbox of its own; the protected paths are there as they were sealed. */
export async function examine(
  { check, role }: Pick<ExaminedCheck, 'check' | 'role'>,
  { survey, keepsAccessTimes, known, ...settings }: Examination,
): Promise<ExaminedCheck> {
  const interpret: CheckRequest['interpret'] = (lists, why) =>
    interpretRun(survey, keepsAccessTimes, lists, why);
  const { runs, cannotRun } = await runOrRefuse({ ...settings, check, interpret, known });
  return {
    check,
    role,
    outcome: checkResultOf(check, role, runs),
    runs,
    known,
    ...defined({ cannotRun }),
  };
}

/** The copy before the run, and after it. */
export interface TreesOfRun {
  readonly before: Tree;
  readonly after: Tree;
}

const NO_TIMES: ReadSet = { known: false, reason: 'the file system does not keep access times' };
const NO_TRACES: RunTraces = { sealed: [], planted: [], undeclared: [], leftProcesses: [] };

/** Exported for what runs a check in another copy. What a run has hidden is not taken for nothing. */
export function interpretRun(
  survey: Survey,
  keepsAccessTimes: boolean,
  lists: TreesOfRun | undefined,
  why = 'the check left a copy that cannot be listed',
): Pick<FinishedRun, 'reads' | 'traces'> {
  if (lists === undefined)
    return { reads: { known: false, reason: why }, traces: { ...NO_TRACES, unknown: why } };
  const { changesInCopy, kindOf, ownership, decidesChecks } = survey;
  const { read } = touchedBetween(lists.before, lists.after);
  return {
    reads: keepsAccessTimes ? readSetOf(read, changesInCopy, kindOf, decidedAtStart(survey)) : NO_TIMES,
    traces: {
      ...tracesOf({ before: lists.before.entries, after: lists.after.entries }, ownership, decidesChecks),
      leftProcesses: [],
    },
  };
}

const NO_OUTPUT_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * A workspace that cannot be copied (a closed folder, a name too long) proves nothing, and no repetition
 * would mend it. A full disk is the service's own trouble.
 */
async function runOrRefuse(request: CheckRequest): Promise<FinishedCheck> {
  const ranAt = new Date();
  try {
    return await runCheck(request);
  } catch (error) {
    request.signal.throwIfAborted();
    if (error instanceof DiskFull) throw error;
    const said = error instanceof Error ? error.message : String(error);
    const reason = `the workspace cannot be copied: ${said.slice(0, 300)}`;
    const nothing = {
      exitCode: null,
      metric: null,
      durationMs: 0,
      outputSha256: NO_OUTPUT_SHA256,
      outputTail: '',
      reads: { known: false, reason: 'the check did not run' } as const,
      traces: NO_TRACES,
    };
    return { runs: [{ passed: false, ...nothing, reason, ranAt }] };
  }
}
