/** One check result on one line, as people and the model read it. Pure. */
import type { CheckOutcome } from './activities.ts';

/** E.g. `✗ p95 (verification): exit 0, 135.2, wanted p95_ms < 120`. */
export function checkLine(outcome: CheckOutcome): string {
  const figures = [
    outcome.exitCode === null ? 'did not run to its end' : `exit ${outcome.exitCode}`,
    ...(outcome.metric === undefined ? [] : [`measured ${outcome.metric}`]),
    ...(outcome.reason === undefined ? [] : [outcome.reason]),
  ];
  return `${outcome.passed ? '✓' : '✗'} ${outcome.name} (${outcome.role}): ${figures.join(', ')}`;
}
