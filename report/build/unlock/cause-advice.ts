/** What helps against each cause. Commands are named as REST has them. Pure. */
import { defined } from '../../../objects/defined.ts';
import type { StatusCause, StatusCauseKind } from '../../../workflows/goal/status-cause.ts';
import { cutToLine } from '../../../workflows/text/cut-text.ts';
import { isoTime } from '../../../workflows/text/iso-time.ts';
import type { CheckReport } from '../../reported-checks.ts';
import type { UsageReport } from '../../reported-usage.ts';
import { shortTime } from '../../short-time.ts';
import type { ReportSource } from '../../source/report-source.ts';
import { accountOf } from './account-of.ts';
import { activeAdvice } from './active.ts';
import type { Advice } from './advice.ts';
import { budgetAdvice } from './budget-advice.ts';

const RESUME = 'Resume the goal: POST …/goal/resume.';
const EDIT = 'edit the contract (PATCH …/goal)';

/** The verdict has it whole: what a long reason says at its end is not read three times. */
const MAX_REPEATED_CHARACTERS = 160;

export function causeAdvice(
  cause: StatusCauseKind,
  source: ReportSource,
  { checks, usage }: { readonly checks: readonly CheckReport[]; readonly usage: UsageReport },
): Advice {
  const statusReason = cutToLine(source.snapshot.statusReason, MAX_REPEATED_CHARACTERS);
  switch (cause) {
    case 'set':
    case 'resumedByUser':
    case 'reopened':
    case 'usageLimitLifted':
      return activeAdvice(source, checks);
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
      return budgetAdvice(source, checks, usage, RESUME);
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
          `Install what the command needs where the sandbox can reach it (below /usr, or in a folder that SANDBOX_PATH names), or ${EDIT}.`,
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
        steps: [repairOf(source.snapshot.statusCause), RESUME],
      };
  }
}

/** A reason that names its own remedy is told no other one. */
const repairOf = (cause: StatusCause | undefined): string =>
  cause?.kind === 'turnsFailing' && cause.failureOf === 'cutReplies'
    ? `Do what it says; smaller steps, or another model, are an edit of the contract or of the settings: ${EDIT}.`
    : 'Repair it (often: the key, address or name of the model).';

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

function blockedByModel({ snapshot, blocker }: ReportSource): Advice {
  const what = 'An obstacle that the model cannot remove, by its own account';
  const account = blocker === undefined ? snapshot.statusReason : accountOf(blocker);
  return {
    what: `${what}: ${account}.`,
    steps: [`Provide what is needed, or ${EDIT} so that it is not needed.`, RESUME],
    ...defined({ blocker }),
  };
}
