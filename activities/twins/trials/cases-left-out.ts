/** Says of a check whose command leaves cases out that this is what stands in the way, where it is. Pure. */
import type { TwinSummary } from '../../../workflows/evidence/twin-summary.ts';

export const NONE_RUNS_ALONE = 'the command leaves cases out, and none was found that it runs alone';
export const NONE_RUNS_FOR_CERTAIN =
  'the command leaves cases out, and none was found that it runs for certain';

/** What passed although it expects something else may be what never ran. */
export function withCasesLeftOut(summary: TwinSummary, leavesOut: readonly string[]): TwinSummary {
  const { standing, survived, reason } = summary;
  const standsInTheWay =
    standing === 'notShown'
      ? reason === NONE_RUNS_ALONE || reason === NONE_RUNS_FOR_CERTAIN
      : standing === 'cannotFail' && survived > 0;
  return leavesOut.length > 0 && standsInTheWay ? { ...summary, leavesOut } : summary;
}
