/**
 * Where all that was drawn of some files passes, the fault may be that the check reads these files and runs
 * others: it copies a folder, or searches through it. Such files are set aside, and twins of the others
 * decide.
 */
import type { TwinRecord, TwinRun } from '../../../../journal/bodies/twin-record.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import { mayRun } from '../started-tests.ts';
import { idleFiles } from './idle-files.ts';

export interface IdleQuestion {
  readonly files: readonly TestFile[];
  /** Those that the command starts by name: they fail when they should. */
  readonly started: readonly string[];
  /**
   * Whether the check runs none of these files although it reads them; `others` are the rest of its tests.
   */
  readonly areIdle?: (paths: readonly string[], others: readonly string[]) => Promise<boolean>;
  readonly onAccepted?: RunOnAccepted;
  readonly passesWithWork: PassesWithWork;
  /** Twins of these files alone. */
  readonly redraw: (files: readonly TestFile[]) => Promise<TwinRecord>;
}

/** The record as it is unless it can be told that what passed does not run, and the others can fail. */
export async function setIdleAside(record: TwinRecord, question: IdleQuestion): Promise<TwinRecord> {
  const { files, redraw } = question;
  const suspects = filesOfSurvivors(record.runs);
  const idle = suspects.length === 0 ? undefined : await idleBeside(suspects, question);
  if (idle === undefined) return record;
  const others = await redraw(files.filter(({ path }) => !idle.leftOut.includes(path)));
  const { summary } = others;
  return summary.standing === 'canFail' ? { ...others, summary: { ...summary, idle: idle.named } } : record;
}

interface Idle {
  readonly named: readonly string[];
  readonly leftOut: readonly string[];
}

async function idleBeside(suspects: readonly string[], question: IdleQuestion): Promise<Idle | undefined> {
  const { files, started, areIdle, onAccepted, passesWithWork } = question;
  if (started.length > 0) {
    const runners = files.filter(({ path }) => started.includes(path));
    const mayBeRun = suspects.some(
      (suspect) => started.includes(suspect) || runners.some((file) => mayRun(file, suspect)),
    );
    if (mayBeRun || !(await areIdle?.(suspects, started))) return undefined;
    return {
      named: suspects,
      leftOut: files.map(({ path }) => path).filter((path) => !started.includes(path)),
    };
  }
  const idle = onAccepted === undefined ? undefined : await idleFiles(files, { onAccepted, passesWithWork });
  const isWhole = idle !== undefined && suspects.every((path) => idle.includes(path));
  return isWhole ? { named: idle, leftOut: idle } : undefined;
}

/** Those in which every expectation that was changed passed. */
function filesOfSurvivors(runs: readonly TwinRun[]): string[] {
  const tried = runs.filter(({ kind }) => kind === 'impossible');
  const failed = new Set(tried.flatMap(({ path, passed }) => (passed ? [] : [path])));
  return [...new Set(tried.flatMap(({ path }) => (path === null || failed.has(path) ? [] : [path])))];
}
