/** What the goal waits for, who can give it, and how. Pure. */
import { defined } from '../../../objects/defined.ts';
import { isFinished } from '../../../workflows/goal/goal-machine.ts';
import type { StatusCause, StatusCauseKind } from '../../../workflows/goal/status-cause.ts';
import { withoutStop } from '../../../workflows/goal/status-sentence.ts';
import { cutToLine } from '../../../workflows/text/cut-text.ts';
import { isoTime } from '../../../workflows/text/iso-time.ts';
import type { OpenQuestion } from '../../outcome-report.ts';
import type { Unlock } from '../../report.ts';
import type { CheckReport } from '../../reported-checks.ts';
import type { UsageReport } from '../../reported-usage.ts';
import { shortTime } from '../../short-time.ts';
import type { Doing } from '../../source/living.ts';
import type { ReportSource } from '../../source/report-source.ts';
import { failedLines } from '../failed-check.ts';
import { budgetAdvice } from './budget-advice.ts';
import { contractRepairs } from './contract-repair.ts';
import { missingClaim } from './missing-claim.ts';
import { recordedCause } from './recorded-cause.ts';

type Advice = Omit<Unlock, 'failingChecks'>;

/** What helps against each cause. Commands are named as REST has them. */
export function unlockOf(told: ReportSource, checks: readonly CheckReport[], usage: UsageReport): Unlock {
  const source = withoutStops(told);
  const isDone = source.snapshot.status === 'complete';
  const advice = adviceOn(recordedCause(source), source, { checks, usage });
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

const RESUME = 'Resume the goal: POST …/goal/resume.';
const EDIT = 'edit the contract (PATCH …/goal)';

/** The verdict has it whole: what a long reason says at its end is not read three times. */
const MAX_REPEATED_CHARACTERS = 160;

function adviceOn(
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
      return active(source, checks);
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

const MAX_ACCOUNT_CHARACTERS = 200;

/** E.g. `no database; needed: a password; attempted: the default one`. The model's words. */
const accountOf = ({ name, needed, attempted }: NonNullable<Unlock['blocker']>): string =>
  [
    ['', name],
    ['needed: ', needed],
    ['attempted: ', attempted],
  ]
    .filter(([, said = '']) => said.trim() !== '')
    .map(([what = '', said = '']) => what + withoutStop(cutToLine(said, MAX_ACCOUNT_CHARACTERS)))
    .join('; ');

/** The question itself is shown beside it. */
function awaitsAnswer(asked: OpenQuestion): Advice {
  return { ...answerOf(asked), waitsFor: 'person' };
}

function answerOf({ inputId, about, until, ifUnanswered }: OpenQuestion): Advice {
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
function active(source: ReportSource, checks: readonly CheckReport[]): Advice {
  const { events, isArchived, question, blocker, doing } = source;
  if (isArchived)
    return {
      what: 'The thread is archived.',
      steps: ['The goal goes on from where it stands.'],
      waitsFor: 'person',
    };
  if (doing?.isAtWork) return atWork(doing);
  const running = events.turns.shown.find(({ ended }) => ended === undefined);
  if (doing === undefined && running !== undefined)
    return { what: `Nothing for now: turn ${running.turn} was running.`, steps: [] };
  if (question !== undefined) return awaitsAnswer(question);
  if (events.stalledBecause !== undefined) {
    const missing = missingClaim(source, checks);
    return {
      what:
        `A person: no turn starts by itself, because ${events.stalledBecause}.` +
        (blocker === undefined ? '' : ` The model names an obstacle: ${accountOf(blocker)}.`),
      steps: [
        ...(missing === undefined ? [] : [`What is missing is a claim of the model: ${missing}.`]),
        'Send a message (POST …/messages) or resume the goal (POST …/goal/resume).',
      ],
      waitsFor: 'person',
      ...defined({ blocker }),
    };
  }
  if (events.waits !== undefined) {
    const resumesAt = isoTime(events.waits.untilMs);
    const earlier = events.waits.event === undefined ? '' : ` or when "${events.waits.event}" is reported`;
    return {
      what: `Nothing but time: the model waits until ${shortTime(resumesAt)}${earlier}.`,
      steps: [],
      waitsFor: events.waits.event === undefined ? 'time' : 'event',
      resumesAt,
    };
  }
  return doing === undefined
    ? { what: 'Nothing: the next turn starts by itself.', steps: [] }
    : atRest(doing);
}

/** A call that the model's server has failed is made again for as long as it takes. */
const atWork = ({ reason, attempt }: Doing): Advice =>
  attempt !== undefined
    ? {
        what: `An answer of the model's server, which is asked again with growing gaps: ${reason}.`,
        steps: ['If that does not pass by itself, set address and name of the model right.'],
      }
    : { what: `Nothing for now: ${reason}.`, steps: [] };

/** Only a time, or somebody, ends the rest. */
function atRest({ reason, atMs }: Doing): Advice {
  if (atMs === undefined) return { what: `A person: ${reason}.`, steps: [], waitsFor: 'person' };
  const resumesAt = isoTime(atMs);
  const what = `Nothing but time: ${reason}, until ${shortTime(resumesAt)}.`;
  return { what, steps: [], waitsFor: 'time', resumesAt };
}
