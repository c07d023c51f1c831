/** Runs one check as often as its contract says, each time on a fresh copy of the workspace. */
import type { Check } from '../../workflows/contract.ts';
import type { CommandResult, Sandbox } from '../sandbox/sandbox.ts';
import type { Touched } from '../workspace/access-times.ts';
import type { CheckCopy } from '../workspace/check-copy.ts';
import { type Judgement, judge } from './judge.ts';

export interface CheckRequest {
  readonly check: Check;
  readonly sandbox: Sandbox;
  readonly copy: CheckCopy;
  readonly signal: AbortSignal;
}

/** One run, as the journal keeps it, and what it touched (absent when that is not known). */
export interface FinishedRun {
  readonly passed: boolean;
  readonly exitCode: number | null;
  readonly metric: number | null;
  readonly durationMs: number;
  readonly outputSha256: string;
  readonly outputTail: string;
  readonly reason: string | null;
  readonly ranAt: Date;
  readonly touched?: Touched;
}

export interface FinishedCheck {
  readonly runs: readonly FinishedRun[];
  readonly cannotRun?: string;
}

const TAIL_CHARACTERS = 4_000;

/** Stops at the first run that fails: one is enough to refuse. Rejects when the workspace cannot be copied. */
export async function runCheck(request: CheckRequest): Promise<FinishedCheck> {
  const { check, signal } = request;
  const runs: FinishedRun[] = [];
  for (let run = 1; run <= check.runs; run++) {
    const ranAt = new Date();
    const { result, touched } = await runOnce(request);
    // A run that was stopped has shown nothing.
    signal.throwIfAborted();
    const judgement = judge(check, result);
    runs.push({ ...finishedRun(result, judgement), ranAt, ...(touched === undefined ? {} : { touched }) });
    if (judgement.cannotRun) return { runs, cannotRun: result.reason ?? judgement.reason ?? 'unknown' };
    if (!judgement.passed) break;
  }
  return { runs };
}

/** What a check writes (reports, caches) is its own business and goes away with its copy. */
export const runOnce = ({ check, sandbox, copy, signal }: CheckRequest) =>
  copy.use((workspace) =>
    sandbox.run({
      workspace,
      argv: ['/bin/bash', '-c', check.command],
      timeoutMs: check.timeoutSeconds * 1000,
      signal,
    }),
  );

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
