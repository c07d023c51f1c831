import type { Policy } from '../../../workflows/contract/contract.ts';
import type { Survey } from '../../accepted/survey.ts';
import type { CheckCopies } from '../../checks/check-copies.ts';
import type { RunSettings } from '../../checks/run-check.ts';

/** A fact that refuses a claim. */
export interface TraceRefusal {
  readonly check: string;
  readonly what: 'sealed' | 'planted' | 'moved' | 'undeclared' | 'unknown';
  /** Paths stand as people read them; `unknown` has the reason in their place. */
  readonly paths: readonly string[];
  /**
   * Writing beside sealed tests may be honest: void where the check is shown to depend on what the tests
   * expect.
   */
  readonly unlessItCanFail?: true;
}

/** What it takes to settle traces of runs. */
export interface TraceTools {
  readonly settings: RunSettings;
  readonly copies: CheckCopies;
  readonly survey: Survey;
  readonly protectedPaths: readonly string[];
  readonly undeclaredReads: Policy['undeclaredReads'];
}
