/**
 * A check that the model contests: it contradicts the objective, or cannot be met. A person is asked at once,
 * and the goal waits; no answer completes it. While a ruling stands, the same check is not put to a person
 * again. Pure.
 */
import { omit } from '../../../objects/omit.ts';
import { DEFAULT_POLICY } from '../../contract/contract.ts';
import { type Contest, type Goal, inStatus, isJudgedAs } from '../../goal/goal.ts';
import { type Actor, transition } from '../../goal/goal-machine.ts';
import type { GoalRef } from '../../goal/goal-ref.ts';
import type { CallAnswer } from '../state/call-answer.ts';
import { currentGoal } from '../state/current-goal.ts';
import { type ContestQuestion, changeGoal, record, type ThreadState } from '../state/thread-state.ts';

export const CONTEST_ANSWERS = ['stands', 'edit'] as const;

export type ContestAnswer = (typeof CONTEST_ANSWERS)[number];

const PREFIX = 'contest_';

/** Whether an id of a question belongs to one about a check; all others have other ids. */
export const isContestQuestion = (inputId: string): boolean => inputId.startsWith(PREFIX);

/** There are at least as many as a contract can have checks, so that the last ruling on each is kept. */
const MAX_CONTESTS = 40;

/**
 * What is contested, in the revision that the model has read, and where its account will stand in the
 * journal.
 */
export interface ContestedCheck {
  readonly ref: GoalRef | undefined;
  readonly check: string;
  readonly callSeq: number;
}

/** `isAsked`: a person has to answer now, and the turn ends. */
export interface DecidedContest {
  readonly state: ThreadState;
  readonly ruling: CallAnswer;
  readonly isAsked: boolean;
}

export function decideContest(state: ThreadState, contested: ContestedCheck, nowMs: number): DecidedContest {
  const { ref, check } = contested;
  const goal = currentGoal(state, ref);
  if (ref === undefined || goal?.status !== 'active')
    return refuse(state, 'there is no active goal whose check could be contested.');
  if (!isJudgedAs(goal, ref.revision))
    return refuse(state, 'the contract was edited while you wrote this. Read it anew.');
  const earlier = contestOf(goal, check);
  if (earlier !== undefined && stands(goal, earlier))
    return refuse(
      state,
      `"${check}" was contested in turn ${earlier.turn}, and ${STANDS[earlier.ruling] ?? ''}. It will not be asked again: meet it ` +
        'as it is, or name what blocks you.',
    );
  if (state.inputs.length > 0 || state.request !== undefined)
    return refuse(state, 'a message of the user is waiting to be read. End the turn to read it.');
  return {
    state: ask(state, goal, contested, nowMs),
    ruling: {
      granted: true,
      text: `A person is asked whether "${check}" stands. Nothing goes on before the answer, and it completes nothing.`,
    },
    isAsked: true,
  };
}

const refuse = (state: ThreadState, text: string): DecidedContest => ({
  state,
  ruling: { granted: false, text: `Refused: ${text}` },
  isAsked: false,
});

const contestOf = ({ contests = [] }: Goal, check: string): Contest | undefined =>
  contests.findLast((contest) => contest.check === check);

/** The last of each check: those before are history. */
export const latestContests = (contests: readonly Contest[]): Contest[] =>
  contests.filter(({ check }, index) => !contests.slice(index + 1).some((later) => later.check === check));

const STANDS: Partial<Record<Contest['ruling'], string>> = {
  stands: 'a person ruled that it stands',
  unanswered: 'nobody ruled on it in time, so that it stands',
};

/** A ruling holds until an edit has touched what a claim is judged by. */
const stands = (goal: Goal, { ruling, revision }: Contest): boolean =>
  ruling in STANDS && isJudgedAs(goal, revision);

function ask(state: ThreadState, goal: Goal, { check, callSeq }: ContestedCheck, nowMs: number): ThreadState {
  const { answerWithinSeconds } = { ...DEFAULT_POLICY, ...goal.policy };
  const ref = { goalId: goal.goalId, revision: goal.revision };
  const deadlineMs = nowMs + answerWithinSeconds * 1000;
  const inputId = `${PREFIX}${callSeq}`;
  const request: ContestQuestion = {
    ...{ kind: 'contestedCheck', inputId, goal: ref, check, callSeq },
    ...{ askedAtMs: nowMs, deadlineMs },
  };
  const contest: Contest = {
    ...{ check, revision: goal.revision, turn: state.turn, callSeq },
    ...{ ruling: 'open', atMs: nowMs },
  };
  const about = { about: 'contestedCheck' as const, goal: ref, check, deadlineMs };
  const asked = record({ ...state, request }, { type: 'inputRequested', inputId, ...about }, nowMs);
  return changeGoal(asked, withContest(goal, contest), 'contested', 'model', nowMs);
}

/** The newest stands last, in place of what was known of it before. */
function withContest(goal: Goal, contest: Contest): Goal {
  const contests = [...(goal.contests ?? []).filter(({ callSeq }) => callSeq !== contest.callSeq), contest];
  if (contests.length <= MAX_CONTESTS) return { ...goal, contests };
  // History goes first, and what still says something of a check last.
  const latest = latestContests(contests);
  const oldest = contests.find((each) => !latest.includes(each)) ?? contests[0];
  return { ...goal, contests: contests.filter((each) => each !== oldest) };
}

function ruled(
  goal: Goal,
  check: string,
  ruling: Contest['ruling'],
  nowMs: number,
  messageId?: string,
): Goal {
  const contest = contestOf(goal, check);
  const message = messageId === undefined ? {} : { messageId };
  return contest === undefined ? goal : withContest(goal, { ...contest, ruling, atMs: nowMs, ...message });
}

/** What a person is asked, in one sentence. */
export const contestText = ({ check }: Pick<ContestQuestion, 'check'>): string =>
  `The model contests the check "${check}": it contradicts the objective, or cannot be met.`;

/**
 * `stands`: the goal goes on, and `messageId` has words for the model. `edit`: it pauses until the contract
 * is edited.
 */
export function answerContest(
  state: ThreadState,
  question: ContestQuestion,
  answer: ContestAnswer,
  messageId: string | undefined,
  nowMs: number,
): ThreadState {
  const rest = omit(state, 'request');
  const { inputId, check } = question;
  const message = messageId === undefined ? {} : { messageId };
  const heard =
    messageId === undefined ? rest : { ...rest, inputs: [...rest.inputs, { inputId: messageId }] };
  const answered = record(heard, { type: 'inputAnswered', inputId, answer, ...message }, nowMs);
  const goal = askedGoal(answered, question);
  if (goal === undefined) return answered;
  if (answer === 'stands')
    return settle(answered, ruled(goal, check, 'stands', nowMs, messageId), 'user', nowMs);
  const next = transition(goal.status, 'pause', 'user');
  const editing = ruled(goal, check, 'editing', nowMs);
  const cause = { kind: 'editingContestedCheck' as const, check };
  const isPaused = next.ok && next.status !== goal.status;
  return settle(answered, isPaused ? inStatus(editing, next.status, cause) : editing, 'user', nowMs);
}

/** The time for an answer is over: the check stands. */
export function expireContest(state: ThreadState, question: ContestQuestion, nowMs: number): ThreadState {
  const rest = omit(state, 'request');
  const expired = record(rest, { type: 'inputExpired', inputId: question.inputId }, nowMs);
  const goal = askedGoal(expired, question);
  return goal === undefined
    ? expired
    : settle(expired, ruled(goal, question.check, 'unanswered', nowMs), 'system', nowMs);
}

/** Something else came between: nobody has ruled on it. The question itself is taken off by the caller. */
export function withdrawContest(state: ThreadState, question: ContestQuestion, nowMs: number): ThreadState {
  const goal = askedGoal(state, question);
  return goal === undefined ? state : { ...state, goal: ruled(goal, question.check, 'withdrawn', nowMs) };
}

/**
 * `touched`: the checks that an edit has changed or removed, or all of them. A question about one of them is
 * answered by it.
 */
export function editContested(
  state: ThreadState,
  touched: readonly string[] | 'all',
  nowMs: number,
): ThreadState {
  const isTouched = (check: string): boolean => touched === 'all' || touched.includes(check);
  const { request, ...rest } = state;
  const isAnswered = request?.kind === 'contestedCheck' && isTouched(request.check);
  const asked = isAnswered
    ? record(rest, { type: 'inputAnswered', inputId: request.inputId, answer: 'edit' }, nowMs)
    : state;
  const { goal } = asked;
  if (goal?.contests === undefined) return asked;
  const contests = goal.contests.map((contest) =>
    ['open', 'editing'].includes(contest.ruling) && isTouched(contest.check)
      ? { ...contest, ruling: 'edited' as const, atMs: nowMs }
      : contest,
  );
  return { ...asked, goal: { ...goal, contests } };
}

const settle = (state: ThreadState, goal: Goal, actor: Actor, nowMs: number): ThreadState =>
  changeGoal(state, goal, 'contestRuled', actor, nowMs);

/** Whatever else was edited meanwhile, it is the same check, or the edit would have answered. */
const askedGoal = ({ goal }: ThreadState, { goal: ref }: ContestQuestion): Goal | undefined =>
  goal?.goalId === ref.goalId ? goal : undefined;
