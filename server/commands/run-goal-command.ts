/** Does what a typed command says, by the same ways as the routes for it. */
import type { z } from 'zod';
import type { Finding } from '../../contracts/draft/draft.ts';
import { findingsOf } from '../../contracts/draft/draft-goal.ts';
import { contractSchema, type SentContract } from '../../contracts/schema/contract.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ceiledContract } from '../goals/ceiled-contract.ts';
import { editGoal } from '../goals/edit-goal.ts';
import { goalPatchSchema } from '../goals/goal-patch.ts';
import { readGoal } from '../goals/read-goal.ts';
import type { GoalReply } from '../goals/schema/goal.ts';
import { setGoal } from '../goals/set-goal.ts';
import { fieldProblems } from '../http/field-problems.ts';
import { invalid } from '../http/problem.ts';
import { PLAINLY } from '../http/validate.ts';
import { sendCommand } from '../lifecycle/send-command.ts';
import { answerClaim } from '../messages/answer-claim.ts';
import type { CommandReply } from './command-reply.ts';
import type { CommandRequest } from './command-request.ts';
import { goalSummary } from './goal-summary.ts';
import { type GoalCommand, HELP } from './parse-goal-command.ts';

/**
 * `accepted`: the command is in the history and will act when a worker comes. Throws what its route would.
 */
export async function runGoalCommand(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  typed: GoalCommand,
  request: CommandRequest & { readonly requestId: string },
): Promise<CommandReply | 'accepted'> {
  const { command } = typed;
  const { requestId } = request;
  switch (command) {
    case 'help':
      return { command, text: HELP, goal: (await readGoal(dependencies, thread)) ?? null };
    case 'summary':
      break;
    case 'set': {
      const { replace } = request;
      const sent = contractFrom(typed.objective, request.goal);
      const contract = ceiledContract(dependencies, sent, 'goal.');
      await setGoal(dependencies, thread, { contract, replace, requestId });
      const findings = findingsOf(sent);
      const goal = (await readGoal(dependencies, thread)) ?? null;
      return { command, text: `${textAfter(command, goal)}${weaknesses(findings)}`, goal, findings };
    }
    case 'edit': {
      const patch = parsed(goalPatchSchema.safeParse({ objective: typed.objective }), () => 'text');
      await editGoal(dependencies, thread, { patch, requestId, mayBeRepeated: true });
      break;
    }
    case 'accept':
    case 'refuse':
    case 'stands': {
      const inputId = await openQuestion(dependencies, thread, command);
      const reason = command === 'accept' ? undefined : typed.reason;
      const given = { answer: command, reason };
      const place = { inputId, messageId: `msg_${requestId}`, requestId };
      const answered = await answerClaim(dependencies, thread, { ...given, ...place });
      return { command, text: textAfter(command, answered.goal), goal: answered.goal };
    }
    default: {
      const result = await sendCommand(dependencies, thread, { type: command, requestId });
      if (result.state === 'accepted') return 'accepted';
      return { command, text: textAfter(command, result.goal), goal: result.goal };
    }
  }
  const goal = (await readGoal(dependencies, thread)) ?? null;
  return { command, text: textAfter(command, goal), goal };
}

/** That takes such an answer. `undefined`: none is open, or no worker says so. */
async function openQuestion(
  { threads }: ServerDependencies,
  { threadId }: ThreadRow,
  answer: 'accept' | 'refuse' | 'stands',
): Promise<string | undefined> {
  const request = (await threads.view(threadId))?.request;
  const wanted = answer === 'stands' ? 'contestedCheck' : 'changedTests';
  return request?.kind === wanted ? request.inputId : undefined;
}

/** An auditor rules, in place of checks, which nobody types into a chat, on the evidence. */
const BY_AUDITOR = { auditor: {} };

/** The typed objective with what came along; fields are named as they stand in the body. */
const contractFrom = (objective: string, rest: CommandRequest['goal']): SentContract =>
  parsed(contractSchema.safeParse({ objective, verification: BY_AUDITOR, ...rest }, PLAINLY), (field) =>
    field === 'objective' ? 'text' : `goal.${field}`,
  );

function parsed<T>(result: z.ZodSafeParseResult<T>, fieldOf: (field: string) => string): T {
  if (result.success) return result.data;
  throw invalid(
    fieldProblems(result.error).map(({ field, message }) => ({ field: fieldOf(field), message })),
  );
}

const DONE = {
  help: '',
  summary: '',
  set: 'The goal is set. ',
  edit: 'The goal is changed. ',
  pause: 'A running turn ends, and no other starts. ',
  resume: '',
  clear: 'The goal is cleared. ',
  accept: 'The claim is accepted. ',
  refuse: 'The claim is refused. ',
  stands: 'The check stands. ',
} as const;

const MAX_TOLD = 3;

/** The gravest first: what would be a surprise in the morning. */
function weaknesses(findings: readonly Finding[]): string {
  const grave = findings.filter(({ severity }) => severity !== 'note');
  const told = grave.slice(0, MAX_TOLD).map(({ message, help }) => `${message} ${help}`);
  return told.length === 0 ? '' : ` Worth mending: ${told.join(' ')}`;
}

const textAfter = (command: GoalCommand['command'], goal: GoalReply | null): string =>
  `${DONE[command]}${goalSummary(goal)}`;
