/**
 * Runs a check on the accepted state alone, where nothing of the model's runs, with other texts in the place
 * of some files.
 */

import type { StateStore } from '../../states/state-store.ts';
import type { Survey } from '../accepted/survey.ts';
import type { CheckCopies } from '../checks/check-copies.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import { judgeRun } from '../checks/judge-run.ts';
import { type RunSettings, runInOwnCopy } from '../checks/run-check.ts';
import type { CommandResult } from '../sandbox/sandbox.ts';
import type { RunOnAccepted } from '../twins/trials/accepted-run.ts';
import { placedText } from './placed-text.ts';

export interface AcceptedRunTools {
  readonly settings: RunSettings;
  readonly copies: Pick<CheckCopies, 'changedWithoutWork'>;
  readonly survey: Pick<Survey, 'plan'>;
  readonly states: Pick<StateStore, 'put'>;
}

export function acceptedRuns({ check, known }: ExaminedCheck, tools: AcceptedRunTools): RunOnAccepted {
  const { settings, copies } = tools;
  return async ({ changes, command = check.command }) => {
    const copy = copies.changedWithoutWork(
      await Promise.all(changes.map((change) => placedText(change, tools))),
    );
    const varied = { ...check, command };
    const result = await runInOwnCopy(varied, copy, settings, { why: 'withoutWork' });
    return { passed: judgeRun(varied, result, known).passed, gist: gistOf(result) };
  };
}

/**
 * How it ended, and below that what it printed, without what differs from run to run: times, counts, process
 * ids, names by lot below `/tmp`.
 */
export const gistOf = ({
  endedBy,
  exitCode,
  output,
}: Pick<CommandResult, 'endedBy' | 'exitCode' | 'output'>): string => {
  const printed = output.replaceAll(/\/tmp\/[^\s:'")]+/g, '/tmp').replaceAll(/\d+/g, '0');
  return `${endedBy} ${exitCode}\n${printed}`;
};
