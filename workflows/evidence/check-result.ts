import type { CheckRole } from '../contract/contract.ts';

/** How one check ended. */
export interface CheckResult {
  readonly name: string;
  readonly role: CheckRole;
  readonly passed: boolean;
  /** `null`: the command could not run at all, or was killed. */
  readonly exitCode: number | null;
  readonly metric?: number;
  /** How far the metric is from its bound: 0 when it satisfies it. */
  readonly gap?: number;
  /** Why it did not pass, in a few words. */
  readonly reason?: string;
  /**
   * The check is hidden: no figure, exit code or reason is told, since the program under test could speak
   * through them.
   */
  readonly isHidden?: true;
}
