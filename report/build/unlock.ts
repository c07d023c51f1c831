/** What the goal waits for, who can give it, and how. Pure. */
import { defined } from '../../objects/defined.ts';
import type { StatusCauseKind } from '../../workflows/goal/status-cause.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { OpenQuestion } from '../outcome-report.ts';
import type { BudgetLine, CheckReport, Unlock, UsageReport } from '../report.ts';
import { shortTime } from '../short-time.ts';
import type { ReportSource } from '../source/report-source.ts';
import { failingChecks } from './failed-check.ts';
import { recordedCause } from './recorded-cause.ts';

type Advice = Omit<Unlock, 'failingChecks'>;

/** What helps against each cause. Commands are named as REST has them. */
export function unlockOf(source: ReportSource, checks: readonly CheckReport[], usage: UsageReport): Unlock {
  const isDone = source.snapshot.status === 'complete';
  const advice = adviceOn(recordedCause(source), source, usage);
  const reopen = source.isArchived ? ['Reopen the thread, which is archived: POST …/reopen.'] : [];
  return {
    ...advice,
    steps: advice.steps.length === 0 ? [] : [...reopen, ...advice.steps],
    failingChecks: isDone ? [] : failingChecks(checks),
  };
}

const RESUME = 'Resume the goal: POST …/goal/resume.';
const EDIT = 'edit the contract (PATCH …/goal)';

function adviceOn(cause: StatusCauseKind, source: ReportSource, usage: UsageReport): Advice {
  const { statusReason } = source.snapshot;
  switch (cause) {
    case 'set':
    case 'resumedByUser':
    case 'reopened':
    case 'usageLimitLifted':
      return active(source);
    case 'proven':
    case 'acceptedByUser':
      return { what: 'Nothing: the goal is complete.', steps: [] };
    case 'clearedByUser':
      return {
        what: 'Nothing: a cleared goal does not go on. Its work is still in the workspace.',
        steps: ['Set a new goal (PUT …/goal) to take the work up again.'],
      };
    case 'replaced': {
      const { replacedBy } = source.events;
      const by = replacedBy === undefined ? '' : ` (${replacedBy})`;
      return { what: `Nothing: another goal has taken its place${by}.`, steps: [] };
    }
    case 'pausedByUser':
    case 'interruptedByUser':
      return {
        what: `A person: it was paused (${statusReason}), and goes on when it is resumed.`,
        steps: [RESUME],
      };
    case 'editingContestedCheck':
      return {
        what: `An edit: it was paused (${statusReason}), and goes on when it is resumed.`,
        steps: ['Edit the contract (PATCH …/goal).', RESUME],
      };
    case 'usageLimited':
      return usageLimited(source);
    case 'budgetReached':
      return budgetReached(source, usage);
    case 'blockedByModel':
      return blockedByModel(source);
    case 'claimsRefused':
      return {
        what: `Another way to the finish line, or another finish line: ${statusReason}.`,
        steps: [
          `Read the refused audits; tell the model what to do otherwise (POST …/messages), or ${EDIT}.`,
          RESUME,
        ],
      };
    case 'checkCannotRun':
      return {
        what: `A repair, since ${statusReason}.`,
        steps: [
          `Install what the command needs, or ${EDIT}.`,
          `${RESUME} The checks are tried again before any turn.`,
        ],
      };
    case 'modelWithoutPrice':
      return {
        what: `A price of the model, or a budget without costUsd: ${statusReason}.`,
        steps: [`Set the price (MODEL_PRICES), name another model, or ${EDIT}.`, RESUME],
      };
    case 'workspaceUnavailable':
      return {
        what: `The workspace: ${statusReason}.`,
        steps: ['Repair what it is made from (the directory, or the setting that allows it).', RESUME],
      };
    case 'modelRefused':
    case 'turnsFailing':
      return {
        what: `The cause of the failure: ${statusReason}.`,
        steps: ['Repair it (often: the key, address or name of the model).', RESUME],
      };
  }
}

function usageLimited({ snapshot: { resumeAtMs, statusReason } }: ReportSource): Advice {
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
}

function budgetReached({ snapshot, events, closingWords }: ReportSource, usage: UsageReport): Advice {
  const reached = usage.budget.filter(({ isReached }) => isReached);
  const isSummedUp = events.turns.shown.at(-1)?.kind === 'wrapUp';
  return {
    what: `More budget: ${reached.map(spentLine).join('; ') || snapshot.statusReason}.`,
    steps: [
      `Raise ${names(reached) || 'the budget'} (PATCH …/goal).`,
      'Resume the goal (POST …/goal/resume); raising alone sets nothing going.',
    ],
    ...(isSummedUp && closingWords !== undefined ? { nextStep: closingWords } : {}),
  };
}

const spentLine = ({ dimension, used, limit }: BudgetLine): string =>
  dimension === 'deadline'
    ? `the deadline ${shortTime(String(limit))} has passed`
    : `${dimension} ${Number(used).toLocaleString('en-US')} of ${Number(limit).toLocaleString('en-US')}`;

const names = (lines: readonly BudgetLine[]): string =>
  lines.map(({ dimension }) => `budget.${dimension}`).join(' and ');

function blockedByModel({ snapshot, blocker }: ReportSource): Advice {
  const what = 'An obstacle that the model cannot remove, by its own account';
  return {
    what: `${what}: ${blocker?.name ?? snapshot.statusReason}.`,
    steps: [`Provide it, or ${EDIT} so that it is not needed.`, RESUME],
    ...defined({ blocker }),
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

/** It says what the record tells: what the thread is about to do is known to the thread alone. */
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
