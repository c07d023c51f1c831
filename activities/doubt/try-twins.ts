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
import { type RunSettings, runOnce } from '../checks/run-check.ts';
import type { CommandResult } from '../sandbox/sandbox.ts';
import { languageOf } from '../twins/languages.ts';
import type { Mutate } from '../twins/run-mutator.ts';
import type { RunOnAccepted } from '../twins/trials/accepted-run.ts';
import { runTwins } from '../twins/trials/run-twins.ts';
import type { Preparation, RunVariant } from '../twins/trials/variant.ts';
import { acceptedRuns } from './accepted-runs.ts';
import { areIdle } from './idle-tests.ts';
import { acceptedText, scriptsCompareText } from './judging-files.ts';
import { placedText } from './placed-text.ts';
import { figureProcess } from './programs/figure-process.ts';
import { inlineProgram } from './programs/inline-program.ts';
import { onCommand } from './programs/on-command.ts';
import { readLearnable } from './programs/read-learnable.ts';
import { readPrograms } from './programs/read-programs.ts';
import { withMetric } from './programs/with-metric.ts';
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
  for (const each of examined) records.push(await twinsOf(each, tools));
  return records;
}

async function twinsOf(each: ExaminedCheck, tools: TwinTools): Promise<TwinRecord> {
  const { check, runs } = each;
  const scripts = await readScripts(tools.survey, tools.states);
  const hidesReads = (tools.settings.readOnlyEntries ?? []).length > 0;
  const read = await readTestFiles(each, tools.survey, tools.states, scripts, hidesReads);
  const tookMs = runs.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const inline = inlineProgram(check.command);
  const isKnown = inline !== undefined && languageOf(inline.path) !== undefined;
  const files = isKnown ? [...read.files, inline] : read.files;
  const withoutWork = acceptedRuns(each, tools);
  const onAccepted: RunOnAccepted = (variant) => withoutWork(onCommand(variant, check.command, inline));
  const withWork = variantRunner(each, tools);
  const seed = randomInt(MAX_SEED);
  const programs = await readPrograms(each, tools.survey, tools.states, scripts, inline);
  const record = await runTwins({
    check,
    tookMs,
    ...read,
    files,
    programs,
    learnable: await readLearnable(each, tools.survey, tools.states, programs),
    scripts,
    twins: tools.twins,
    said: await saidOfTurned({
      ...defined({ before: each.known.saidBefore }),
      now: runs.map(({ outputTail }) => outputTail).join('\n'),
      files,
      runMs: tookMs / check.runs,
      seed,
      onAccepted,
    }),
    isDoubted: tools.doubted.has(check.name),
    seed,
    runVariant: (variant) => withWork(onCommand(variant, check.command, inline)),
    textOf: acceptedText({ accepted: tools.survey.plan.composed }, tools.states),
    areIdle: async (paths, others) =>
      ![...paths, ...others].some((path) => path === inline?.path) &&
      (await areIdle(paths, others, each, tools)),
    onAccepted,
    scriptsCompare: await scriptsCompareText(check.command, tools.survey, tools.states),
    mutate: tools.mutate,
    deadlineMs: tools.deadlineMs,
    signal: tools.settings.signal,
  });
  const textOf = acceptedText(tools.survey, tools.states);
  return withMetric(each, record, await figureProcess(check, tools.survey, textOf, inline));
}

/** Each variant runs on a fresh copy with the work, and is judged as the check itself is. */
function variantRunner({ check, known }: ExaminedCheck, tools: TwinTools): RunVariant {
  const { copies, settings } = tools;
  return async ({ changes, command = check.command, prepare, timeoutMs }) => {
    const copy = copies.changed(await Promise.all(changes.map((change) => placedText(change, tools))));
    const varied = { ...check, command, timeoutSeconds: Math.min(check.timeoutSeconds, timeoutMs / 1000) };
    try {
      const { result } = await copy.use(async (workspace) => {
        const ready = prepare === undefined ? undefined : await prepareCopy(prepare, workspace, tools);
        if (ready !== undefined && 'reason' in ready) return ready;
        return { ran: await runOnce(varied, workspace, settings, { isTwin: true }), ...ready };
      });
      settings.signal.throwIfAborted();
      if ('reason' in result) return { ended: 'stopped', ...result };
      const { ran, prepared } = result;
      const { durationMs } = ran;
      return ran.endedBy === 'failedToStart'
        ? { ended: 'stopped', reason: ran.reason ?? 'it could not be started', durationMs }
        : {
            ended: 'judged',
            passed: judgeRun(varied, ran, known).passed,
            output: ran.output,
            durationMs,
            ...(wasKilled(ran) ? { isLate: true } : {}),
            ...defined({ prepared }),
          };
    } finally {
      await copy.remove();
    }
  };
}

/** It took longer, or more memory, than it might, or something outside of the sandbox has ended it. */
const wasKilled = ({ endedBy, overMemory }: CommandResult): boolean =>
  endedBy === 'timeout' || endedBy === 'signal' || overMemory !== undefined;

type Prepared = { readonly prepared: string } | { readonly reason: string; readonly durationMs: number };

/** Puts the contract's own change in place; says why when it cannot be. */
async function prepareCopy(
  prepare: Preparation,
  workspace: string,
  { settings: { sandbox, signal } }: TwinTools,
): Promise<Prepared> {
  const result = await sandbox.run({ ...prepare, workspace, timeoutMs: PREPARE_TIMEOUT_MS, signal });
  const isReady = result.endedBy === 'exit' && result.exitCode === 0;
  return isReady
    ? { prepared: result.output }
    : { reason: lastLine(result.output), durationMs: result.durationMs };
}

const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').slice(0, 200);
