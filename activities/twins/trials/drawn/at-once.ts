/** A check that fails by several changed expectations only, not by one. */
import type { TwinRun } from '../../../../journal/bodies/twin-record.ts';
import { defined } from '../../../../objects/defined.ts';
import type { TwinSummary } from '../../../../workflows/evidence/twin-summary.ts';
import type { TwinCopy } from '../find-twins.ts';
import type { Trials } from '../sequence/trials.ts';
import { timedRun } from '../timed-run.ts';
import { type AtOnceProbes, whatIsForgiven } from '../tolerance/forgives.ts';
import type { TwinInput } from './twin-input.ts';

/** The first change of each place. */
export const firstOfPlaces = (twins: readonly TwinCopy[]): TwinCopy[] =>
  twins.filter((twin, index) => {
    const isAt = (other: TwinCopy): boolean => other.path === twin.path && other.line === twin.line;
    return twins.findIndex(isAt) === index;
  });

/** A check that forgives single failures by itself can fail all the same; that it does is said. */
export async function unlessForgiven(
  summary: TwinSummary,
  runs: readonly TwinRun[],
  probes: AtOnceProbes,
): Promise<TwinSummary> {
  const isOfContract = runs.some(({ kind, passed }) => kind === 'contract' && passed);
  if (summary.standing !== 'cannotFail' || isOfContract) return summary;
  const reason = await whatIsForgiven(runs, probes);
  return reason === undefined ? summary : { ...summary, standing: 'canFail', reason };
}

/** Several changes at once, on the command on which what means the same has passed. */
export function atOncePasses(input: TwinInput, trials: Trials, limitMs: number): AtOnceProbes['passes'] {
  const run = timedRun(input);
  return async ({ changes }) => {
    const { command } = trials.runs().findLast(({ kind }) => kind === 'equal') ?? {};
    const result = await run({ changes, ...defined({ command }) }, limitMs);
    return result?.ended === 'judged' && result.isLate !== true ? result.passed : undefined;
  };
}
