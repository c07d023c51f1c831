/** What is kept of the twins of one check. Shapes only. */
import type { TwinSummary } from '../../workflows/evidence/twin-summary.ts';

export interface TwinRun {
  /**
   * `impossible`: with the change the check has to fail. `equal`: with it the check has to pass as before.
   * `control`: nothing was changed, only the command or the hour. `contract`: the change is the contract's
   * own.
   */
  readonly kind: 'impossible' | 'equal' | 'control' | 'contract';
  /** Where the change is; `null` where there is none, or where only the contract knows. */
  readonly path: string | null;
  /** 1-based. */
  readonly line: number | null;
  readonly testCase: string | null;
  /** One line: what stood there and what stands there now. */
  readonly what: string;
  /** The command that ran, where it is not the check's own. */
  readonly command?: string;
  readonly passed: boolean;
  readonly durationMs: number;
}

export interface TwinRecord {
  readonly summary: TwinSummary;
  /** Draws the same twins of the same files again. */
  readonly seed: number;
  /** How many expectations could have been changed; 0 where none was found or nothing was looked for. */
  readonly expectations: number;
  /** All runs together. */
  readonly durationMs: number;
  readonly runs: readonly TwinRun[];
}
