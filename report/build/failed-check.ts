/** A check that did not pass, on one line. Pure. */
import { defined } from '../../objects/defined.ts';
import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { CheckReport } from '../reported-checks.ts';
import { lastResult, notSince, type Since } from './last-result.ts';

/** Checks are taken as they last ran. */
export const failingChecks = (checks: readonly CheckReport[]): CheckReport[] =>
  checks.filter((check) => lastResult(check)?.passed === false);

/** What it gave, without when that was. */
export function failedLine(check: CheckReport): string {
  const { exitCode = null, metric, reason } = lastResult(check) ?? {};
  const figures = defined({ metric: metric ?? undefined, reason: reason ?? undefined });
  return checkLine({ name: check.name, role: check.role, passed: false, exitCode, ...figures });
}

/** One line each, which says where the result may not be the present one. */
export const failedLines = (checks: readonly CheckReport[], since: Since): string[] =>
  failingChecks(checks).map((check) => `${failedLine(check)}${notSince(check, since)}`);
