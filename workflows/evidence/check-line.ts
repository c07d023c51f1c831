/** One check result on one line, as people and the model read it. Pure. */
import type { CheckResult } from './check-result.ts';

/**
 * E.g. `p95 (verification) FAILED: exit 0, measured 135.2, wanted p95_ms < 120`. Plain ASCII on purpose: it
 * goes into every request, and one character outside of Latin-1 makes the whole request's text twice as
 * costly to build and send.
 */
export function checkLine(outcome: CheckResult): string {
  if (outcome.isHidden)
    return `${outcome.name} (${outcome.role}, hidden) ${outcome.passed ? 'passed' : 'FAILED'}`;
  const figures = [
    outcome.exitCode === null ? 'did not run to its end' : `exit ${outcome.exitCode}`,
    ...(outcome.metric === undefined ? [] : [`measured ${outcome.metric}`]),
    ...(outcome.reason === undefined ? [] : [outcome.reason]),
  ];
  return `${outcome.name} (${outcome.role}) ${outcome.passed ? 'passed' : 'FAILED'}: ${figures.join(', ')}`;
}
