/** The results of a goal's checks, put together from its runs one by one, in order of the journal. Pure. */
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import { defined } from '../../objects/defined.ts';
import type { CheckHistory, KeptRun, RunGroup } from './report-source.ts';

/** One check has at most so many: as many as a picture can show. */
const MAX_RESULTS = 400;

interface Group extends RunGroup {
  runs: KeptRun[];
}

interface Series {
  results: Group[];
  omitted: number;
}

/** Its size does not depend on how many runs there are. */
export class CheckHistoryFold {
  readonly #series = new Map<string, Series>();

  add(run: CheckRun): void {
    const series = this.#series.get(run.name) ?? { results: [], omitted: 0 };
    this.#series.set(run.name, series);
    const latest = series.results.at(-1);
    if (latest?.seq === run.seq) {
      latest.runs.push(keptRun(run));
      return;
    }
    // Only the newest result is shown with what it printed.
    if (latest !== undefined)
      latest.runs = latest.runs.map(({ outputTail: _, channelTail: __, ...rest }) => rest);
    const { seq, purpose, revision, workspaceDigest } = run;
    series.results.push({ seq, purpose, revision, workspaceDigest, runs: [keptRun(run)] });
    if (series.results.length > MAX_RESULTS) leaveOneOut(series);
  }

  result(): CheckHistory {
    return this.#series;
  }
}

/** The oldest that is no baseline: the start has to be seen. */
function leaveOneOut(series: Series): void {
  const found = series.results.findIndex(({ purpose }) => purpose !== 'baseline');
  series.results.splice(Math.max(0, found), 1);
  series.omitted += 1;
}

function keptRun(run: CheckRun): KeptRun {
  const { passed, exitCode, metric, reason, durationMs, outputSha256, ranAt, reads, isWithoutWork } = run;
  const { outputTail, channelTail } = run;
  return {
    passed,
    exitCode,
    metric,
    reason,
    durationMs,
    outputSha256,
    ranAt,
    ...defined({ reads, isWithoutWork }),
    ...(passed ? {} : { outputTail }),
    ...(passed || channelTail === undefined ? {} : { channelTail }),
  };
}
