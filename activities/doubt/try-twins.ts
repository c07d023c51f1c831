/**
 * Has every check that passed shown to be able to fail on this very work: by twins of the tests that it read.
 */
import { randomInt } from 'node:crypto';
import type { TwinRecord } from '../../journal/bodies/twin-record.ts';
import { defined } from '../../objects/defined.ts';
import type { StateStore } from '../../states/state-store.ts';
import type { Policy } from '../../workflows/contract/contract.ts';
import type { Survey } from '../accepted/survey.ts';
import type { CheckCopies } from '../checks/check-copies.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import { judgeRun } from '../checks/judge-run.ts';
import { gapTo } from '../checks/metric.ts';
import { type RunSettings, runOnce } from '../checks/run-check.ts';
import type { Mutate } from '../twins/run-mutator.ts';
import { runTwins } from '../twins/trials/run-twins.ts';
import { metricTwin } from '../twins/trials/twin-decision.ts';
import type { Preparation, RunVariant } from '../twins/trials/variant.ts';
import { acceptedRuns } from './accepted-runs.ts';
import { areIdle } from './idle-tests.ts';
import { scriptsCompareText } from './judging-files.ts';
import { placedText } from './placed-text.ts';
import { readScripts } from './read-scripts.ts';
import { readTestFiles } from './read-test-files.ts';
import { saidOfTurned } from './said-of-turned.ts';

export interface TwinTools {
  readonly settings: RunSettings;
  readonly copies: CheckCopies;
  readonly survey: Survey;
  readonly states: Pick<StateStore, 'put' | 'contentOf'>;
  readonly mutate: Mutate;
  readonly twins: Exclude<Policy['twins'], 'off'>;
  /** Names of checks that an earlier claim was refused by, since they passed whatever was expected. */
  readonly doubted: ReadonlySet<string>;
  /** When nothing more is begun, by the clock; see `MAX_TWINS_MS`. */
  readonly deadlineMs: number;
}

const MAX_SEED = 2 ** 31;
const PREPARE_TIMEOUT_MS = 60_000;
/** All checks together have so long: the whole look has to end within the time that its Activity has. */
export const MAX_TWINS_MS = 2 * 3_600_000;

/** One record for each check, in their order. */
export async function tryTwins(examined: readonly ExaminedCheck[], tools: TwinTools): Promise<TwinRecord[]> {
  const records: TwinRecord[] = [];
  for (const each of examined) records.push(withMetric(each, await twinsOf(each, tools)));
  return records;
}

async function twinsOf(each: ExaminedCheck, tools: TwinTools): Promise<TwinRecord> {
  const { check, runs } = each;
  const scripts = await readScripts(tools.survey, tools.states);
  const hidesReads = (tools.settings.readOnlyEntries ?? []).length > 0;
  const read = await readTestFiles(each, tools.survey, tools.states, scripts, hidesReads);
  const tookMs = runs.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const onAccepted = acceptedRuns(each, tools);
  const seed = randomInt(MAX_SEED);
  return runTwins({
    check,
    tookMs,
    ...read,
    scripts,
    twins: tools.twins,
    said: await saidOfTurned({
      ...defined({ before: each.known.saidBefore }),
      now: runs.map(({ outputTail }) => outputTail).join('\n'),
      files: read.files,
      runMs: tookMs / check.runs,
      seed,
      onAccepted,
    }),
    isDoubted: tools.doubted.has(check.name),
    seed,
    runVariant: variantRunner(each, tools),
    areIdle: (paths, others) => areIdle(paths, others, each, tools),
    onAccepted,
    scriptsCompare: await scriptsCompareText(check.command, tools.survey, tools.states),
    mutate: tools.mutate,
    deadlineMs: tools.deadlineMs,
    signal: tools.settings.signal,
  });
}

/** Each variant runs on a fresh copy with the work, and is judged as the check itself is. */
function variantRunner({ check, known }: ExaminedCheck, tools: TwinTools): RunVariant {
  const { copies, settings } = tools;
  return async ({ changes, command = check.command, prepare, timeoutMs }) => {
    const copy = copies.changed(await Promise.all(changes.map((change) => placedText(change, tools))));
    const varied = { ...check, command, timeoutSeconds: Math.min(check.timeoutSeconds, timeoutMs / 1000) };
    try {
      const { result } = await copy.use(async (workspace) => {
        const unready = prepare === undefined ? undefined : await prepareCopy(prepare, workspace, tools);
        return unready ?? { ran: await runOnce(varied, workspace, settings, { isTwin: true }) };
      });
      settings.signal.throwIfAborted();
      if ('reason' in result) return { ended: 'stopped', ...result };
      const { ran } = result;
      const { durationMs } = ran;
      return ran.endedBy === 'failedToStart'
        ? { ended: 'stopped', reason: ran.reason ?? 'it could not be started', durationMs }
        : {
            ended: 'judged',
            passed: judgeRun(varied, ran, known).passed,
            durationMs,
            ...(ran.endedBy === 'timeout' ? { isLate: true } : {}),
          };
    } finally {
      await copy.remove();
    }
  };
}

/** Puts the contract's own change in place; says why when it cannot be. */
async function prepareCopy(
  prepare: Preparation,
  workspace: string,
  { settings: { sandbox, signal } }: TwinTools,
): Promise<{ readonly reason: string; readonly durationMs: number } | undefined> {
  const result = await sandbox.run({ ...prepare, workspace, timeoutMs: PREPARE_TIMEOUT_MS, signal });
  const isReady = result.endedBy === 'exit' && result.exitCode === 0;
  return isReady ? undefined : { reason: lastLine(result.output), durationMs: result.durationMs };
}

/**
 * Where no expectation could be changed, a metric's twin is its baseline: the bound missed without the work.
 * What twins of expectations have shown, or were kept from showing, it does not replace.
 */
export function withMetric(
  { check, known }: Pick<ExaminedCheck, 'check' | 'known'>,
  record: TwinRecord,
): TwinRecord {
  const { metric } = check.expect;
  const hadNothing = record.expectations === 0 && record.runs.length === 0;
  if (record.summary.standing !== 'notShown' || metric === undefined || !hadNothing) return record;
  const before = known.baselineMetric;
  const twin = metricTwin(before === undefined ? undefined : { metric: before, gap: gapTo(before, metric) });
  if (twin === 'unknown') return record;
  const summary =
    twin === 'missed'
      ? ({
          standing: 'canFail',
          tried: 1,
          survived: 0,
          reason: 'it missed its bound without the work',
        } as const)
      : ({
          standing: 'notShown',
          tried: 1,
          survived: 1,
          reason: 'its bound was met without the work',
        } as const);
  return { ...record, summary: { ...record.summary, ...summary } };
}

const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').slice(0, 200);
