/**
 * Tests that a check reads and does not run: it copies a folder, or a runner looks into what its settings
 * leave out.
 */

import type { Placed } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import type { Survey } from '../accepted/survey.ts';
import type { CheckCopies } from '../checks/check-copies.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import { judgeRun } from '../checks/judge-run.ts';
import { type RunSettings, runInOwnCopy } from '../checks/run-check.ts';
import type { CheckCopy } from '../copies/check-copy.ts';
import type { CommandResult } from '../sandbox/sandbox.ts';
import { BROKEN } from '../twins/trials/harmless-texts.ts';
import { gistOf } from './accepted-runs.ts';
import { placedText } from './placed-text.ts';

export interface IdleTools {
  readonly settings: RunSettings;
  readonly copies: CheckCopies;
  readonly survey: Pick<Survey, 'plan'>;
  readonly states: Pick<StateStore, 'put'>;
}

/**
 * Whether breaking these files changes nothing. With the work, the check still passes; and on the accepted
 * state, where nothing of the model's runs, it ends and prints the same, while breaking the other tests does
 * change what it prints. So work that suppresses what a file says is no way out: without the work the file
 * speaks. What cannot be told for sure counts as run.
 */
export async function areIdle(
  paths: readonly string[],
  others: readonly string[],
  { check, known }: ExaminedCheck,
  tools: IdleTools,
): Promise<boolean> {
  const { copies, settings } = tools;
  const broken = await Promise.all(paths.map((path) => placedText({ path, text: BROKEN }, tools)));
  const run = (copy: CheckCopy): Promise<CommandResult> =>
    runInOwnCopy(check, copy, settings, { why: 'withoutWork' });
  if (!judgeRun(check, await run(copies.changed(broken)), known).passed) return false;
  const bare = (placed: readonly Placed[]): Promise<string> =>
    run(copies.changedWithoutWork(placed)).then(gistOf);
  const usual = await bare([]);
  if ((await bare([])) !== usual || (await bare(broken)) !== usual) return false;
  const rest = await Promise.all(others.map((path) => placedText({ path, text: BROKEN }, tools)));
  settings.signal.throwIfAborted();
  return (await bare(rest)) !== usual;
}
