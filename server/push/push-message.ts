/** The message of a pushed commit: what it is, what the report says, and where the evidence is. Pure. */
import type { Report } from '../../report/report.ts';

const SUBJECT_CHARACTERS = 100;

/** `given`: the caller's own words, which come first. */
export function pushMessage(threadId: string, given: string | undefined, report: Report | undefined): string {
  const thread = `/v1/threads/${threadId}`;
  if (report === undefined)
    return [given ?? `Work of thread ${threadId}`, '', `Goalkeeper-Thread: ${thread}`].join('\n');
  const { goal, summary, links } = report;
  return [
    given ?? subjectOf(goal.objective),
    '',
    summary,
    '',
    `Goalkeeper-Goal: ${thread}/goals/${goal.goalId}`,
    `Goalkeeper-Report: ${thread}/goals/${goal.goalId}/report`,
    `Goalkeeper-Diff: ${links.diff}`,
  ].join('\n');
}

function subjectOf(objective: string): string {
  const line = objective.trim().split('\n', 1)[0] ?? '';
  return line.length > SUBJECT_CHARACTERS ? `${line.slice(0, SUBJECT_CHARACTERS - 1)}…` : line;
}
