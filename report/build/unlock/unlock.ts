/** What the goal waits for, who can give it, and how. Pure. */
import { isFinished } from '../../../workflows/goal/goal-machine.ts';
import { withoutStop } from '../../../workflows/goal/status-sentence.ts';
import type { Unlock } from '../../report.ts';
import type { CheckReport } from '../../reported-checks.ts';
import type { UsageReport } from '../../reported-usage.ts';
import type { ReportSource } from '../../source/report-source.ts';
import { failedLines } from '../failed-check.ts';
import type { Advice } from './advice.ts';
import { awaitsAnswer } from './awaits-answer.ts';
import { causeAdvice } from './cause-advice.ts';
import { contractRepairs } from './contract-repair.ts';
import { recordedCause } from './recorded-cause.ts';

/** `told`: what the record has of the goal. */
export function unlockOf(told: ReportSource, checks: readonly CheckReport[], usage: UsageReport): Unlock {
  const source = withoutStops(told);
  const isDone = source.snapshot.status === 'complete';
  const advice = causeAdvice(recordedCause(source), source, { checks, usage });
  const reopen = source.isArchived ? ['Reopen the thread, which is archived: POST …/reopen.'] : [];
  const waits = source.doing?.isAtWork === true && source.snapshot.status !== 'active';
  const asked = openBesides(source);
  const steps = [...(asked?.steps ?? []), ...contractRepairs(source), ...advice.steps];
  return {
    ...advice,
    what: [
      advice.what,
      ...(asked === undefined ? [] : [`A question is open as well. ${asked.what}`]),
      ...(waits ? ['What runs now ends first.'] : []),
    ].join(' '),
    steps: steps.length === 0 ? [] : [...reopen, ...steps],
    failingChecks: isDone
      ? []
      : failedLines(checks, {
          isOutdated: source.look?.isOutdated === true,
          hasTurns: usage.total.turns > 0,
        }),
  };
}

/** Each reason ends up within a sentence of the report's own. */
const withoutStops = (source: ReportSource): ReportSource => ({
  ...source,
  snapshot: { ...source.snapshot, statusReason: withoutStop(source.snapshot.statusReason) },
  ...(source.doing === undefined
    ? {}
    : { doing: { ...source.doing, reason: withoutStop(source.doing.reason) } }),
});

/** A question waits for its answer also while something else stops the goal, or runs. */
function openBesides(source: ReportSource): Advice | undefined {
  const { question, doing, snapshot } = source;
  const isAside =
    snapshot.status === 'active'
      ? doing?.isAtWork === true || source.isArchived
      : !isFinished(snapshot.status);
  return question !== undefined && isAside ? awaitsAnswer(question) : undefined;
}
