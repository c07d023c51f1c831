/** Runs every check of a contract on the surveyed workspace, and says of each what it showed and what it read. */
import type { CheckOutcome } from '../../workflows/activities.ts';
import { type Check, type CheckRole, type Contract, checksOf } from '../../workflows/contract.ts';
import type { ReadSet } from '../../workflows/workspace-changes.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import type { CheckCopy } from '../workspace/check-copy.ts';
import { outcomeOf } from './check-outcome.ts';
import { readSetOf } from './read-set.ts';
import { type FinishedCheck, type FinishedRun, runCheck } from './run-check.ts';
import type { Survey } from './survey.ts';

export interface ExaminedCheck {
  readonly check: Check;
  readonly role: CheckRole;
  readonly outcome: CheckOutcome;
  readonly runs: readonly (Omit<FinishedRun, 'touched'> & { readonly reads: ReadSet })[];
  readonly cannotRun?: string;
}

type Tools = Pick<ActivityDependencies, 'sandbox' | 'workspaces'>;

/** One after another, each in a sandbox of its own; the protected paths are there as they were sealed. */
export async function* examine(
  { sandbox, workspaces }: Tools,
  contract: Contract,
  survey: Survey,
  signal: AbortSignal,
): AsyncGenerator<ExaminedCheck> {
  const keepsAccessTimes = await workspaces.keepsAccessTimes();
  const copy = workspaces.checkCopy(survey.workspace, survey.sealedEntries);
  try {
    for (const { check, role } of checksOf(contract)) {
      const { runs, cannotRun } = await runOrRefuse({ check, sandbox, copy, signal });
      yield {
        check,
        role,
        outcome: outcomeOf(check, role, runs),
        runs: runs.map(({ touched, ...run }) => ({
          ...run,
          reads: keepsAccessTimes ? readsOf(touched, survey) : UNKNOWN,
        })),
        ...(cannotRun === undefined ? {} : { cannotRun }),
      };
    }
  } finally {
    await copy.remove();
  }
}

const UNKNOWN: ReadSet = { known: false, reason: 'the file system does not keep access times' };

const readsOf = (touched: FinishedRun['touched'], { changes, kindOf }: Survey): ReadSet =>
  touched === undefined
    ? { known: false, reason: 'the check left a copy that cannot be listed' }
    : readSetOf(touched.read, changes, kindOf);

const NO_OUTPUT_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A workspace that cannot be copied (full disk, closed directory) proves nothing, and no repetition would mend it. */
async function runOrRefuse(request: {
  readonly check: Check;
  readonly sandbox: Tools['sandbox'];
  readonly copy: CheckCopy;
  readonly signal: AbortSignal;
}): Promise<FinishedCheck> {
  const ranAt = new Date();
  try {
    return await runCheck(request);
  } catch (error) {
    request.signal.throwIfAborted();
    const said = error instanceof Error ? error.message : String(error);
    const reason = `the workspace cannot be copied: ${said.slice(0, 300)}`;
    const nothing = {
      exitCode: null,
      metric: null,
      durationMs: 0,
      outputSha256: NO_OUTPUT_SHA256,
      outputTail: '',
    };
    return { runs: [{ passed: false, ...nothing, reason, ranAt }] };
  }
}
