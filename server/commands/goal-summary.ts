/** How a goal stands, in a few sentences for a chat. Pure. */
import { turnsText } from '../../workflows/budget/turns-text.ts';
import { statusSentence } from '../../workflows/goal/status-sentence.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';
import type { GoalReply, RecordedGoal } from '../goals/schema/goal.ts';
import { compactDuration } from './compact-duration.ts';
import { HELP } from './parse-goal-command.ts';

const MAX_OBJECTIVE_CHARACTERS = 200;

/** The summary says, where there is no goal, how one is set. */
export function goalSummary(goal: GoalReply | null): string {
  if (goal === null) return `No goal is set. ${HELP}`;
  const { contract, blocker } = goal;
  const objective = cutToLine(contract?.objective ?? '', MAX_OBJECTIVE_CHARACTERS);
  const sentences = [
    ...('ended' in goal && goal.ended !== undefined ? notRunning(goal.ended) : []),
    standing(goal),
    ...(blocker === undefined ? [] : obstacle(blocker)),
    `Objective: ${objective}`,
    `Used: ${used(goal)}`,
    next(goal),
    ...answers(goal),
    `You can type ${typed(goal).join(', ')}`,
  ];
  return sentences.map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`)).join(' ');
}

/** Nothing that is said of the goal goes on by itself. */
const notRunning = ({ how, at, by, reason }: NonNullable<RecordedGoal['ended']>): string[] => [
  `The thread does not run: its workflow ${ENDS[how]}${by === undefined ? '' : ` by ${by}`}${at === undefined ? '' : ` at ${at}`}` +
    (reason === undefined ? '' : ` (${cutToLine(reason, MAX_OBJECTIVE_CHARACTERS)})`),
];

const ENDS = {
  archived: 'was put away',
  terminated: 'was terminated',
  failed: 'has failed',
  timedOut: 'ran out of its time',
  missing: 'is not known to Temporal any more',
} as const satisfies Record<NonNullable<RecordedGoal['ended']>['how'], string>;

/** The status of a goal whose thread does not run is one of the past. */
function standing(goal: GoalReply): string {
  const sentence = statusSentence(goal.status, goal.statusReason);
  const isOver = 'ended' in goal && goal.ended !== undefined;
  return isOver ? `Last on record, at ${goal.asOf}: ${sentence}` : sentence.replace(/^the/, 'The');
}

/** What stands in the way, by the model's own account. */
const obstacle = ({ name, needed, attempted }: NonNullable<GoalReply['blocker']>): string[] =>
  (
    [
      ['Blocker', name],
      ['Needed', needed],
      ['Attempted', attempted],
    ] as const
  ).flatMap(([what, said]) => (said ? [`${what}: ${cutToLine(said, MAX_OBJECTIVE_CHARACTERS)}`] : []));

/** E.g. `5,120 of 50,000 tokens, 3 turns, 12 tool calls, 1h 30m active, 0.42 of 2 USD`. */
function used({ usage, tokensUsed, contract }: GoalReply): string {
  const budget = contract?.budget ?? {};
  const seconds = usage.activeMs / 1000;
  const parts = [
    limited(figure(tokensUsed), budget.tokens, figure, 'tokens'),
    turnsText(usage, budget.turns),
    limited(figure(usage.toolCalls), budget.toolCalls, figure, 'tool calls'),
    limited(compactDuration(seconds), budget.timeSeconds, compactDuration, 'active'),
  ];
  const hasCost = usage.costUsd > 0 || budget.costUsd !== undefined;
  if (hasCost) parts.push(limited(figure(usage.costUsd), budget.costUsd, figure, 'USD'));
  if (budget.deadline !== undefined) parts.push(`deadline ${budget.deadline}`);
  return parts.join(', ');
}

const limited = (
  value: string,
  limit: number | undefined,
  write: (limit: number) => string,
  unit: string,
): string => (limit === undefined ? `${value} ${unit}` : `${value} of ${write(limit)} ${unit}`);

const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 4 });

function answers({ request }: GoalReply): string[] {
  switch (request?.kind) {
    case 'changedTests':
      return ['Type /goal accept or /goal refuse <reason>'];
    case 'contestedCheck':
      return [
        ...('contradiction' in request && request.contradiction !== undefined
          ? [`It says: ${cutToLine(request.contradiction, MAX_OBJECTIVE_CHARACTERS)}`]
          : []),
        'Type /goal stands <reason>, or /goal edit <objective>, or edit the contract',
      ];
    case 'question':
      return [
        `It asks: ${cutToLine(request.question ?? 'its words are not on record', MAX_OBJECTIVE_CHARACTERS)}`,
        ...(request.options.length === 0
          ? []
          : [`Options: ${cutToLine(request.options.join(', '), MAX_OBJECTIVE_CHARACTERS)}`]),
        ...(request.until === undefined || request.ifUnanswered === undefined
          ? []
          : [`Without an answer until ${request.until}, ${request.ifUnanswered}`]),
        `Answer it with POST …/inputs/${request.inputId}`,
      ];
    default:
      return [];
  }
}

function next(goal: GoalReply): string {
  if ('ended' in goal && goal.ended !== undefined)
    return 'Next: nothing, until the thread is reopened: POST …/reopen begins it again from the record';
  if (!('next' in goal)) return `This is what was known at ${goal.asOf}: no worker answered in time`;
  const { action, reason, at } = goal.next;
  return `Next: ${action}, ${reason}${at === undefined ? '' : ` (at ${at})`}`;
}

/** What makes sense now. */
function typed({ status, actions }: GoalReply): string[] {
  const allowed: readonly string[] = actions;
  const words = ['pause', 'resume', 'edit', 'clear'].filter((word) => allowed.includes(word));
  const commands = words.map((word) => (word === 'edit' ? '/goal edit <objective>' : `/goal ${word}`));
  return [...commands, ...(status === 'complete' ? ['/goal <objective>'] : []), '/goal'];
}
