/** What the goal waits for, who can give it, and how. Pure. */
import type { GoalStatus } from '../../workflows/goal/goal.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { OpenQuestion } from '../outcome-report.ts';
import type { BudgetLine, CheckReport, Unlock, UsageReport } from '../report.ts';
import { shortTime } from '../short-time.ts';
import type { ReportSource } from '../source/report-source.ts';
import { failingChecks } from './failed-check.ts';

interface Facts {
  readonly source: ReportSource;
  readonly usage: UsageReport;
}

type Advice = Omit<Unlock, 'failingChecks'>;

/** What helps in each status. Commands are named as REST has them. */
export function unlockOf(source: ReportSource, checks: readonly CheckReport[], usage: UsageReport): Unlock {
  const isDone = source.snapshot.status === 'complete';
  const advice = ADVICE[source.snapshot.status]({ source, usage });
  const reopen = source.isArchived ? ['Reopen the thread, which is archived: POST …/reopen.'] : [];
  return {
    ...advice,
    steps: advice.steps.length === 0 ? [] : [...reopen, ...advice.steps],
    failingChecks: isDone ? [] : failingChecks(checks),
  };
}

const RESUME = 'Resume the goal: POST …/goal/resume.';
const EDIT = 'edit the contract (PATCH …/goal)';

const ADVICE: Readonly<Record<GoalStatus, (facts: Facts) => Advice>> = {
  complete: () => ({ what: 'Nothing: the goal is complete.', steps: [] }),
  cleared: ({ source }) => {
    const { replacedBy } = source.events;
    const isReplaced = replacedBy !== undefined && source.snapshot.statusReason.startsWith('replaced');
    return {
      what: isReplaced
        ? `Nothing: another goal has taken its place (${replacedBy}).`
        : 'Nothing: a cleared goal does not go on. Its work is still in the workspace.',
      steps: isReplaced ? [] : ['Set a new goal (PUT …/goal) to take the work up again.'],
    };
  },
  paused: ({ source }) => ({
    what: `A person: it was paused (${source.snapshot.statusReason}), and goes on when it is resumed.`,
    steps: [RESUME],
  }),
  usageLimited: ({ source }) => {
    const { resumeAtMs, statusReason } = source.snapshot;
    if (resumeAtMs === undefined)
      return {
        what: `The provider of the model: it refuses service (${statusReason}) and has not said until when.`,
        steps: [`Raise the limit with the provider, or wait. ${RESUME}`],
      };
    const resumesAt = isoTime(resumeAtMs);
    return {
      what: `Nothing but time: the goal resumes itself at ${shortTime(resumesAt)}, when the provider lifts its limit.`,
      steps: [],
      resumesAt,
    };
  },
  budgetLimited: ({ source, usage }) => {
    const reached = usage.budget.filter(({ isReached }) => isReached);
    const isSummedUp = source.events.turns.shown.at(-1)?.kind === 'wrapUp';
    const { closingWords } = source;
    return {
      what: `More budget: ${reached.map(spentLine).join('; ') || source.snapshot.statusReason}.`,
      steps: [
        `Raise ${names(reached) || 'the budget'} (PATCH …/goal).`,
        'Resume the goal (POST …/goal/resume); raising alone sets nothing going.',
      ],
      ...(isSummedUp && closingWords !== undefined ? { nextStep: closingWords } : {}),
    };
  },
  blocked: ({ source }) => blocked(source),
  active: ({ source }) => active(source),
};

const spentLine = ({ dimension, used, limit }: BudgetLine): string =>
  dimension === 'deadline'
    ? `the deadline ${shortTime(String(limit))} has passed`
    : `${dimension} ${Number(used).toLocaleString('en-US')} of ${Number(limit).toLocaleString('en-US')}`;

const names = (lines: readonly BudgetLine[]): string =>
  lines.map(({ dimension }) => `budget.${dimension}`).join(' and ');

function blocked({ snapshot, events, blocker }: ReportSource): Advice {
  if (blocker !== undefined)
    return {
      what: `An obstacle that the model cannot remove, by its own account: ${blocker.name}.`,
      steps: [`Provide it, or ${EDIT} so that it is not needed.`, RESUME],
      blocker,
    };
  if (events.latest?.change === 'checkCannotRun')
    return {
      what: `The repair of a check: ${snapshot.statusReason.replace(/^a check cannot run: /, 'it cannot run, ')}.`,
      steps: [
        `Install what the command needs, or ${EDIT}.`,
        `${RESUME} The checks are tried again before any turn.`,
      ],
    };
  if (snapshot.refusedAudits > 0 && snapshot.statusReason.includes('were refused'))
    return {
      what: `Another way to the finish line, or another finish line: ${snapshot.statusReason}.`,
      steps: [
        `Read the refused audits; tell the model what to do otherwise (POST …/messages), or ${EDIT}.`,
        RESUME,
      ],
    };
  return {
    what: `The cause of the failure: ${snapshot.statusReason}.`,
    steps: ['Repair it (often: the key, address or name of the model).', RESUME],
  };
}

/** The question itself is shown beside it. */
function awaitsAnswer({ inputId, about, until, ifUnanswered }: OpenQuestion): Advice {
  const otherwise = ifUnanswered === undefined ? '' : `, or ${ifUnanswered}`;
  const time = until === undefined ? '' : ` until ${shortTime(until)}${otherwise}`;
  const answer = `POST …/inputs/${inputId}`;
  if (about === 'contestedCheck')
    return {
      what: `A person's word on a check${time}: the model contests it, with what it contradicts or why it cannot be met.`,
      steps: [`Answer that it stands (${answer}), or edit the contract (PATCH …/goal).`],
    };
  return about === 'changedTests'
    ? {
        what: `A person's word on the last claim${time}: its checks passed, and tests or configuration that decide on it were changed.`,
        steps: [`Read the change (GET the goal) and accept or refuse it (${answer}).`],
      }
    : { what: `A person's answer${time}: a question is open.`, steps: [`Answer it (${answer}).`] };
}

/** As far as the record tells: what the thread is about to do is known to the thread alone. */
function active({ events, isArchived, question }: ReportSource): Advice {
  const running = events.turns.shown.find(({ ended }) => ended === undefined);
  if (isArchived)
    return { what: 'The thread is archived.', steps: ['The goal goes on from where it stands.'] };
  if (running !== undefined) return { what: `Nothing: turn ${running.turn} was running.`, steps: [] };
  if (question !== undefined) return awaitsAnswer(question);
  if (events.stalledBecause !== undefined)
    return {
      what: `A person: no turn starts by itself, because ${events.stalledBecause}.`,
      steps: ['Send a message (POST …/messages) or resume the goal (POST …/goal/resume).'],
    };
  if (events.waits !== undefined) {
    const resumesAt = isoTime(events.waits.untilMs);
    const earlier = events.waits.event === undefined ? '' : ` or when "${events.waits.event}" is reported`;
    return {
      what: `Nothing but time: the model waits until ${shortTime(resumesAt)}${earlier}.`,
      steps: [],
      resumesAt,
    };
  }
  return { what: 'Nothing: the next turn starts by itself.', steps: [] };
}
