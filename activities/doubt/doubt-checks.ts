/**
 * Doubts checks that pass and share their copies: by what their runs did, without the work, once more, and by
 * twins.
 */

import type { TwinRecord } from '../../journal/bodies/twin-record.ts';
import { defined } from '../../objects/defined.ts';
import type { StateStore } from '../../states/state-store.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { FailedAsAccepted } from '../../workflows/evidence/failed-as-accepted.ts';
import type { TwinSummary } from '../../workflows/evidence/twin-summary.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import type { Grounds } from '../checks/grounds.ts';
import type { Mutate } from '../twins/run-mutator.ts';
import { findUnproven } from './find-unproven.ts';
import { findUnsteady } from './find-unsteady.ts';
import { type JudgedAsAccepted, judgedAsAccepted } from './judged-as-accepted.ts';
import { settleTraces } from './traces/settle-traces.ts';
import type { TraceRefusal } from './traces/trace-tools.ts';
import { tryTwins } from './try-twins.ts';

export interface Doubts {
  readonly traces: readonly TraceRefusal[];
  /** Tests that a person is to be asked about, by what the runs have shown. */
  readonly changedTests: readonly string[];
  /** Some of them were only added to, and fail as they were accepted. */
  readonly failedAsAccepted?: FailedAsAccepted;
  readonly unproven: readonly string[];
  readonly unsteady: readonly string[];
  readonly twins: readonly TwinRecord[];
}

export interface DoubtTools {
  readonly contract: Contract;
  readonly states: Pick<StateStore, 'put' | 'contentOf'>;
  readonly mutate: Mutate;
  /** When no further twin is begun, by the clock. */
  readonly twinsUntilMs: number;
  /** Names of checks that an earlier claim was refused by, since they passed whatever was expected. */
  readonly doubted: ReadonlySet<string>;
}

/** What is refused already is doubted no further. */
export async function doubtChecks(
  examined: readonly ExaminedCheck[],
  grounds: Grounds,
  { contract: { policy, verification }, states, mutate, twinsUntilMs, doubted }: DoubtTools,
): Promise<Doubts> {
  const { survey, copies, settings } = grounds;
  const hiddenPaths = examined.flatMap(({ check: { files = [] } }) => files.map(({ path }) => path));
  const { refusals: traces, changedTests } = await settleTraces(examined, {
    settings,
    copies,
    survey,
    protectedPaths: [...verification.protectedPaths, ...hiddenPaths],
    undeclaredReads: policy.undeclaredReads,
  });
  const isSettled = traces.some(({ unlessItCanFail }) => !unlessItCanFail);
  const unproven = isSettled ? [] : await findUnproven(examined, copies, settings);
  const unsteady = isSettled || unproven.length > 0 ? [] : await findUnsteady(examined, copies, settings);
  const isRefused = isSettled || unproven.length + unsteady.length > 0;
  const judged: JudgedAsAccepted = isRefused
    ? { grounds, changedTests: [] }
    : await judgedAsAccepted(examined, grounds, states);
  const twins =
    isRefused || policy.twins === 'off'
      ? []
      : await tryTwins(examined, {
          ...judged.grounds,
          states,
          mutate,
          twins: policy.twins,
          deadlineMs: twinsUntilMs,
          doubted,
        });
  const summaries = twins.map(({ summary }) => summary);
  return {
    traces: standingTraces(traces, summaries),
    changedTests: [...changedTests, ...judged.changedTests],
    ...defined({ failedAsAccepted: judged.failure }),
    unproven,
    unsteady,
    twins,
  };
}

/** Who makes a check pass by what it plants makes its impossible twins pass as well. */
const standingTraces = (traces: readonly TraceRefusal[], twins: readonly TwinSummary[]): TraceRefusal[] => {
  const canFail = new Set(twins.flatMap(({ check, standing }) => (standing === 'canFail' ? [check] : [])));
  return traces.filter(({ check, unlessItCanFail }) => !unlessItCanFail || !canFail.has(check));
};
