import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import type { ChecksInput } from '../../workflows/activities.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { Survey } from '../accepted/survey.ts';
import type { GroundsOfChecks } from '../checks/grounds.ts';
import type { ActivityDependencies } from '../dependencies.ts';

/** What the parts of a look at a workspace share. */
export interface LookScope {
  readonly dependencies: ActivityDependencies;
  readonly input: ChecksInput;
  readonly contract: Contract;
  readonly survey: Survey;
  readonly grounds: GroundsOfChecks;
  /** The goal had these runs before this look. */
  readonly earlierRuns: readonly CheckRun[];
  /** What a person had put back before it, in words. */
  readonly restored: readonly string[];
}
