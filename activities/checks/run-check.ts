/** Runs one check as often as its contract says, each time on a fresh copy of the workspace. */
import type { Check } from '../../workflows/contract.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import type { CommandResult } from '../sandbox/sandbox.ts';
import { type Judgement, judge } from './judge.ts';

export interface CheckRequest {
  readonly check: Check;
  readonly workspace: string;
  readonly signal: AbortSignal;
}

/** One run, as the journal keeps it. */
export interface FinishedRun {
  readonly passed: boolean;
  readonly exitCode: number | null;
  readonly metric: number | null;
  readonly durationMs: number;
  readonly outputSha256: string;
  readonly outputTail: string;
  readonly reason: string | null;
  readonly ranAt: Date;
}

export interface FinishedCheck {
  readonly runs: readonly FinishedRun[];
  readonly cannotRun?: string;
}

const TAIL_CHARACTERS = 4_000;

/** Stops at the first run that fails: one is enough to refuse. */
export async function runCheck(
  { sandbox, workspaces }: Pick<ActivityDependencies, 'sandbox' | 'workspaces'>,
  { check, workspace, signal }: CheckRequest,
): Promise<FinishedCheck> {
  const runs: FinishedRun[] = [];
  for (let run = 1; run <= check.runs; run++) {
    const ranAt = new Date();
    // What a check writes (reports, caches) is its own business and goes away with its copy.
    const copy = await workspaces.copy(workspace);
    try {
      const result = await sandbox.run({
        workspace: copy.directory,
        argv: ['/bin/bash', '-c', check.command],
        timeoutMs: check.timeoutSeconds * 1000,
        signal,
      });
      const judgement = judge(check, result);
      runs.push({ ...finishedRun(result, judgement), ranAt });
      if (judgement.cannotRun) return { runs, cannotRun: result.reason ?? judgement.reason ?? 'unknown' };
      if (!judgement.passed) break;
    } finally {
      await copy.remove();
    }
  }
  return { runs };
}

const finishedRun = (
  result: CommandResult,
  { passed, metric, reason }: Judgement,
): Omit<FinishedRun, 'ranAt'> => ({
  passed,
  exitCode: result.exitCode,
  metric: metric ?? null,
  durationMs: result.durationMs,
  outputSha256: result.outputSha256,
  outputTail: result.output.slice(-TAIL_CHARACTERS),
  reason: reason ?? null,
});
