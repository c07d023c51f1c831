/** What the goal waits for, who can give it, and how. Pure. */
import { defined } from '../../objects/defined.ts';
import { isFinished } from '../../workflows/goal/goal-machine.ts';
import type { StatusCauseKind } from '../../workflows/goal/status-cause.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { OpenQuestion } from '../outcome-report.ts';
import type { Unlock } from '../report.ts';
import type { CheckReport } from '../reported-checks.ts';
import type { BudgetLine, UsageReport } from '../reported-usage.ts';
import { shortTime } from '../short-time.ts';
import type { Doing } from '../source/living.ts';
import type { ReportSource } from '../source/report-source.ts';
import { failedLines } from './failed-check.ts';
import { recordedCause } from './recorded-cause.ts';

type Advice = Omit<Unlock, 'failingChecks'>;

/** What helps against each cause. Commands are named as REST has them. */
export function unlockOf(source: ReportSource, checks: readonly CheckReport[], usage: UsageReport): Unlock {
  const isDone = source.snapshot.status === 'complete';
  const advice = adviceOn(recordedCause(source), source, usage);
  const reopen = source.isArchived ? ['Reopen the thread, which is archived: POST …/reopen.'] : [];
  const waits = source.doing?.isAtWork === true && source.snapshot.status !== 'active';
  const asked = openBesides(source);
  const steps = [...(asked?.steps ?? []), ...advice.steps];
  return {
    ...advice,
    what: [
      advice.what,
      ...(asked === undefined ? [] : [`A question is open as well. ${asked.what}`]),
      ...(waits ? ['What runs now ends first.'] : []),
    ].join(' '),
    steps: steps.length === 0 ? [] : [...reopen, ...steps],
    failingChecks: isDone ? [] : failedLines(checks, source.look?.isOutdated === true),
  };
}

/** A question waits for its answer also while something else stops the goal, or runs. */
function openBesides(source: ReportSource): Advice | undefined {
  const { question, doing, snapshot } = source;
  const isAside =
    snapshot.status === 'active'
      ? doing?.isAtWork === true || source.isArchived
      : !isFinished(snapshot.status);
  return question !== undefined && isAside ? awaitsAnswer(question) : undefined;
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
        what: `A person: ${pausedText(statusReason)}, and goes on when it is resumed.`,
        steps: [RESUME],
      };
    case 'editingContestedCheck':
      return {
        what: `An edit: ${pausedText(statusReason)}, and goes on when it is resumed.`,
        steps: [
          'Edit the contract and resume the goal: PATCH …/goal with what changes and "status": "active" does both.',
        ],
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
    case 'workspaceLost':
      return {
        what: `The workspace: ${statusReason}.`,
        steps: [
          'Mount the directory of the workspaces there, or put the lost one back from a backup.',
          RESUME,
        ],
      };
    case 'journalBehind':
    case 'journalAhead':
      return {
        what: `A look at what was done: ${statusReason}.`,
        steps: [
          `Compare the workspace with the record, and tell the model what holds (POST …/messages).`,
          RESUME,
        ],
      };
    case 'modelRefused':
    case 'turnsFailing':
      return {
        what: `The cause of the failure: ${statusReason}.`,
        steps: ['Repair it (often: the key, address or name of the model).', RESUME],
      };
  }
}

/** The reason is not told twice where it says the same. */
const pausedText = (reason: string): string =>
  reason.startsWith('paused ') ? `the goal was ${reason}` : `the goal was paused (${reason})`;

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
  const summedUp = isSummedUp && closingWords !== undefined ? { nextStep: closingWords } : {};
  if (reached.length === 0 && usage.budget.length > 0)
    return {
      what: 'A person: the budget was raised, and the goal goes on when it is resumed.',
      steps: [RESUME],
      ...summedUp,
    };
  return {
    what: `More budget: ${reached.map(spentLine).join('; ') || snapshot.statusReason}.`,
    steps: [
      `Raise ${names(reached) || 'the budget'} and resume the goal: PATCH …/goal with the new budget and "status": "active" does both.`,
    ],
    ...summedUp,
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

/** It says what the record tells where the thread's own word is not there. */
function active(source: ReportSource): Advice {
  const { events, isArchived, question, blocker, doing } = source;
  if (isArchived)
    return { what: 'The thread is archived.', steps: ['The goal goes on from where it stands.'] };
  if (doing?.isAtWork) return { what: `Nothing: ${doing.reason}.`, steps: [] };
  const running = events.turns.shown.find(({ ended }) => ended === undefined);
  if (doing === undefined && running !== undefined)
    return { what: `Nothing: turn ${running.turn} was running.`, steps: [] };
  if (question !== undefined) return awaitsAnswer(question);
  if (events.stalledBecause !== undefined)
    return {
      what: `A person: no turn starts by itself, because ${events.stalledBecause}.`,
      steps: ['Send a message (POST …/messages) or resume the goal (POST …/goal/resume).'],
      ...defined({ blocker }),
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
  return doing === undefined
    ? { what: 'Nothing: the next turn starts by itself.', steps: [] }
    : atRest(doing);
}

/** Only a time, or somebody, ends the rest. */
function atRest({ reason, atMs }: Doing): Advice {
  if (atMs === undefined) return { what: `A person: ${reason}.`, steps: [] };
  const resumesAt = isoTime(atMs);
  return { what: `Nothing but time: ${reason}, until ${shortTime(resumesAt)}.`, steps: [], resumesAt };
}
