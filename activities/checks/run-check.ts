/** Runs one check as often as its contract says, each time on a fresh copy of the workspace. */
import { defined } from '../../objects/defined.ts';
import type { Tree } from '../../tree/listing/entry-stamp.ts';
import type { Check } from '../../workflows/contract/contract.ts';
import type { ChecksProgress } from '../../workflows/evidence/checks-progress.ts';
import type { ReadSet, RunTraces } from '../../workflows/evidence/workspace-changes.ts';
import type { CheckCopy, ListedCopy, UnlistableCopy } from '../copies/check-copy.ts';
import type { CommandResult, Sandbox } from '../sandbox/sandbox.ts';
import type { WarmCache } from '../sandbox/warm-go-cache.ts';
import { judgeRun, type KnownOfCheck, type RunVerdict, wantedOf } from './judge-run.ts';

/** How a check is run, wherever its copy comes from. */
export interface RunSettings {
  readonly sandbox: Sandbox;
  /** Mounted read-only: where change times cannot be trusted, nothing else keeps a seal. */
  readonly readOnlyEntries?: readonly string[];
  /** Folders of the copy that cannot be moved away. */
  readonly heldFolders?: readonly string[];
  /** What toolchains have compiled of their own, so that it need not be compiled in each run. */
  readonly warmCache?: WarmCache;
  readonly signal: AbortSignal;
  /** Hears which run begins; what it was told last goes along with the Activity's heartbeats. */
  readonly note?: (progress: ChecksProgress) => void;
}

export interface CheckRequest extends RunSettings {
  readonly check: Check;
  readonly copy: CheckCopy;
  readonly known: KnownOfCheck;
  /** What the lists of a run say of it. */
  interpret(
    lists: { readonly before: Tree; readonly after: Tree } | undefined,
    why: string | undefined,
  ): Pick<FinishedRun, 'reads' | 'traces'>;
}

/** One run, as the journal keeps it. */
export interface FinishedRun {
  readonly passed: boolean;
  readonly exitCode: number | null;
  readonly metric: number | null;
  readonly unit?: string;
  readonly durationMs: number;
  readonly outputSha256: string;
  readonly outputTail: string;
  /** It is there for a run that failed, and whose figure comes by the channel. */
  readonly channelTail?: string;
  readonly reason: string | null;
  readonly ranAt: Date;
  readonly reads: ReadSet;
  readonly traces: RunTraces;
}

export interface FinishedCheck {
  readonly runs: readonly FinishedRun[];
  readonly cannotRun?: string;
}

const TAIL_CHARACTERS = 4_000;

/**
 * Stops at the first run that fails: one is enough to refuse. Rejects when the workspace cannot be copied.
 */
export async function runCheck(request: CheckRequest): Promise<FinishedCheck> {
  const { check, copy, known } = request;
  const runs: FinishedRun[] = [];
  for (let run = 1; run <= check.runs; run++) {
    const ranAt = new Date();
    const used = await runInCopy(check, copy, request, { run, runs: check.runs });
    const { result } = used;
    const judgement = judgeRun(check, result, known);
    const seen =
      'lists' in used
        ? request.interpret(used.lists, undefined)
        : request.interpret(undefined, used.unlistable);
    runs.push({ ...finishedRun(result, judgement), ranAt, ...withProcesses(seen, result) });
    const { cannotRun, whyNot = result.reason ?? judgement.reason } = judgement;
    if (cannotRun) return { runs, cannotRun: whyNot ?? 'unknown' };
    if (!judgement.passed) break;
  }
  return { runs };
}

/** Runs it once in this copy. Rejects when the run was stopped: it has shown nothing then. */
export async function runInCopy(
  check: RunnableCheck,
  copy: CheckCopy,
  settings: RunSettings,
  place: RunPlace,
): Promise<ListedCopy<CommandResult> | UnlistableCopy<CommandResult>> {
  const used = await copy.use((workspace) => runOnce(check, workspace, settings, place));
  settings.signal.throwIfAborted();
  return used;
}

/** The same in a copy that is made for this run alone, and removed after it. */
export async function runInOwnCopy(
  check: RunnableCheck,
  copy: CheckCopy,
  settings: RunSettings,
  place: RunPlace,
): Promise<CommandResult> {
  try {
    const { result } = await runInCopy(check, copy, settings, place);
    return result;
  } finally {
    await copy.remove();
  }
}

type RunnableCheck = Pick<Check, 'name' | 'command' | 'expect' | 'timeoutSeconds'>;

/** What a run is for, as whoever watches the audit is told; there is none that is for nothing. */
export type RunPlace =
  | Required<Pick<ChecksProgress, 'run' | 'runs'>>
  | Required<Pick<ChecksProgress, 'isTwin'>>
  | Required<Pick<ChecksProgress, 'why'>>;

/**
 * What a check writes (reports, caches) is its own business and goes away with its copy, and so does its
 * HOME.
 */
export function runOnce(
  { name, command, expect, timeoutSeconds }: RunnableCheck,
  workspace: string,
  { sandbox, readOnlyEntries, heldFolders, warmCache, signal, note }: RunSettings,
  place: RunPlace,
): Promise<CommandResult> {
  const sinceMs = Date.now();
  note?.({ check: name, ...place, sinceMs, untilMs: sinceMs + timeoutSeconds * 1000 });
  return sandbox.run({
    workspace,
    argv: ['/bin/bash', '-c', command],
    timeoutMs: timeoutSeconds * 1000,
    signal,
    ...warmCache,
    ...wantedOf({ expect }),
    ...(readOnlyEntries === undefined || readOnlyEntries.length === 0 ? {} : { readOnlyEntries }),
    ...(heldFolders === undefined || heldFolders.length === 0 ? {} : { heldFolders }),
  });
}

const withProcesses = (
  seen: Pick<FinishedRun, 'reads' | 'traces'>,
  { leftProcesses = [] }: CommandResult,
): Pick<FinishedRun, 'reads' | 'traces'> => ({ ...seen, traces: { ...seen.traces, leftProcesses } });

const finishedRun = (
  result: CommandResult,
  { passed, metric, unit, reason }: RunVerdict,
): Omit<FinishedRun, 'ranAt' | 'reads' | 'traces'> => ({
  passed,
  exitCode: result.exitCode,
  metric: metric ?? null,
  ...defined({ unit }),
  durationMs: result.durationMs,
  outputSha256: result.outputSha256,
  outputTail: result.output.slice(-TAIL_CHARACTERS),
  ...(passed || result.channel === undefined ? {} : { channelTail: result.channel.slice(-TAIL_CHARACTERS) }),
  reason: reason ?? null,
});
