/**
 * What the baseline showed of a check, as far as it was run on the accepted state alone: a model's work may
 * have forged the rest. Pure.
 */
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import { defined } from '../../objects/defined.ts';
import type { Check } from '../../workflows/contract/contract.ts';
import type { RunTraces } from '../../workflows/evidence/workspace-changes.ts';
import type { GoalRef } from '../../workflows/goal/goal-ref.ts';
import type { KnownOfCheck } from './judge-run.ts';

export interface BaselineOfCheck extends KnownOfCheck {
  /** Absent: it has no baseline, none without a model's work, or one without a figure. */
  readonly baselineMetric?: number;
  /** `undefined`: the check has no baseline yet. */
  readonly passedBefore?: boolean;
  /** Files that it read without the work; absent when that is not known. */
  readonly readBefore?: readonly string[];
  /** The end of what it said when it failed without the work; absent when it passed. */
  readonly saidBefore?: string;
  /** What its runs did to entries that were not theirs to change; absent when that is not known. */
  readonly usual?: readonly RunTraces[];
}

/** The runs of the latest baseline that this revision has. */
export function baselineOf(runs: readonly CheckRun[], { revision }: GoalRef): CheckRun[] {
  const baselines = runs.filter((run) => run.purpose === 'baseline' && run.revision <= revision);
  const latest = Math.max(...baselines.map(({ seq }) => seq));
  return baselines.filter(({ seq }) => seq === latest);
}

/**
 * Whether a check passed before there was any work. `acceptedFrom`: the first revision with which a person
 * accepted the workspace whole, the work that was done until then included: a baseline since then says
 * nothing against that work where an earlier one failed.
 */
export function passedBeforeWork(
  { name, command }: Check,
  runs: readonly CheckRun[],
  { passedBefore }: Pick<BaselineOfCheck, 'passedBefore'>,
  acceptedFrom: number | undefined,
): boolean {
  const hasFailed = runs.some(
    (run) =>
      run.purpose === 'baseline' &&
      run.name === name &&
      run.command === command &&
      acceptedFrom !== undefined &&
      run.revision < acceptedFrom &&
      !run.passed,
  );
  return passedBefore === true && !hasFailed;
}

export function knownOf({ name, command }: Check, baseline: readonly CheckRun[]): BaselineOfCheck {
  const runs = baseline.filter((run) => run.name === name && run.command === command);
  if (runs.length === 0) return {};
  const passedBefore = runs.every(({ passed }) => passed);
  if (!runs.every(({ isWithoutWork }) => isWithoutWork)) return { passedBefore };
  const measured = runs.find(({ metric }) => metric !== null);
  const unit = measured?.unit;
  const readBefore = runs.flatMap(({ reads }) => (reads?.known ? reads.files : []));
  const failed = runs.filter(({ passed }) => !passed).map(({ outputTail }) => outputTail);
  const usual = runs.flatMap(({ traces }) => (traces === undefined ? [] : [traces]));
  return {
    passedBefore,
    readBefore,
    usual,
    ...(failed.length === 0 ? {} : { saidBefore: failed.join('\n') }),
    ...(measured?.metric == null ? {} : { baselineMetric: measured.metric }),
    ...defined({ baselineUnit: unit }),
    ...(usual.some(({ leftProcesses }) => leftProcesses.length > 0) ? { mayLeaveProcesses: true } : {}),
  };
}
