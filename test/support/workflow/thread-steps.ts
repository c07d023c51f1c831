/**
 * Random steps of a thread's life, as plain data, so that a failing sequence can be read; and how one is
 * taken.
 */
import fc from 'fast-check';
import { defined } from '../../../objects/defined.ts';
import type { Command, LifecycleCommand } from '../../../workflows/command/command.ts';
import type { Budget } from '../../../workflows/contract/contract.ts';
import { BLOCKED_AFTER_TURNS, MAX_REFUSED_AUDITS } from './goal-reference.ts';
import type { ScriptedCall } from './scripted-call.ts';
import { editWith, newGoalWith, policyWith } from './thread-states.ts';
import type { Answer, ThreadWithReference } from './thread-with-reference.ts';

const policy = policyWith({
  blockedAfterTurns: BLOCKED_AFTER_TURNS,
  maxRefusedAudits: MAX_REFUSED_AUDITS,
  stallAfterTurns: 3,
  progress: 'nearer',
  measureAfterTurns: 2,
});

/** What a request says by itself; ids and revisions are those of the moment when it is sent. */
type Request =
  | { readonly type: LifecycleCommand['type']; readonly isStale?: boolean; readonly event?: string }
  | {
      readonly type: 'setGoal';
      readonly replace: boolean;
      readonly budget: Budget;
      readonly hasAuditor?: true;
    }
  | {
      readonly type: 'editGoal';
      readonly budget: Budget;
      readonly status?: 'active' | 'paused';
      readonly changesChecks: boolean;
      readonly keepsJudged?: true;
      readonly touchedChecks?: readonly string[] | 'all';
      readonly hasAuditor?: true;
      readonly isStale?: boolean;
    }
  | {
      readonly type: 'postMessage';
      readonly delivery?: 'queue' | 'steer' | 'interrupt';
      readonly resumeGoal?: boolean;
    }
  | {
      readonly type: 'answerInput';
      readonly answer?: 'accept' | 'refuse' | 'stands' | 'edit';
      readonly hasWords?: boolean;
    }
  | { readonly type: 'setMode'; readonly mode: 'default' | 'plan' };

export type Step =
  | { readonly answer: Answer }
  | { readonly request: Request }
  /** The clock moves to the time that `next` names, or by so many ms. */
  | { readonly advance: 'next' | number }
  | { readonly renew: true };

const budget: fc.Arbitrary<Budget> = fc.record(
  { tokens: fc.constantFrom(20, 60, 200), turns: fc.constantFrom(1, 3, 8) },
  { requiredKeys: [] },
);

const wish: fc.Arbitrary<ScriptedCall> = fc.constantFrom(
  'work',
  'work',
  'read',
  'plan',
  'complete',
  'complete',
  'blocked by x',
  'blocked by x',
  'blocked by y',
  'wait',
  'wait for a',
  'ask',
  'contest',
  'contest',
  'create',
);

const seldom = fc.integer({ min: 0, max: 9 }).map((n) => n === 9);

const answer: fc.Arbitrary<Answer> = fc.record(
  {
    tokens: fc.nat(30),
    call: wish,
    digest: fc.constantFrom('d1', 'd2', 'd3', 'd4'),
    isProven: fc.boolean(),
    asksPerson: fc.constantFrom(true, true, false),
    canRun: seldom.map((isRare) => !isRare),
    isLate: fc.boolean(),
  },
  { requiredKeys: ['tokens', 'digest', 'isProven', 'asksPerson', 'canRun', 'isLate'] },
);
const failure: fc.Arbitrary<Answer> = fc
  .tuple(answer, fc.constantFrom('final', 'unreadable', 'unreadable', 'unreadable', 'usageLimit'))
  .map(([given, kind]) => ({ ...given, failure: kind as NonNullable<Answer['failure']> }));

const request: fc.Arbitrary<Request> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constantFrom('pause', 'resume', 'resume', 'clear', 'interrupt') }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'archive' }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom('pause', 'clear'), isStale: fc.constant(true) }),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      { type: fc.constant('wake'), event: fc.constantFrom('a', 'b') },
      { requiredKeys: ['type'] },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        type: fc.constant('setGoal'),
        replace: fc.boolean(),
        budget,
        hasAuditor: fc.constant(true),
      },
      { requiredKeys: ['type', 'replace', 'budget'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        type: fc.constant('editGoal'),
        budget,
        changesChecks: seldom,
        keepsJudged: fc.constant(true as const),
        touchedChecks: fc.constantFrom<readonly string[] | 'all'>('all', ['tests'], ['p95'], []),
        hasAuditor: fc.constant(true),
        status: fc.constantFrom('active', 'paused'),
        isStale: seldom,
      },
      { requiredKeys: ['type', 'budget', 'changesChecks'] },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        type: fc.constant('postMessage'),
        delivery: fc.constantFrom('queue', 'steer', 'interrupt'),
        resumeGoal: fc.boolean(),
      },
      { requiredKeys: ['type'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        type: fc.constant('answerInput'),
        answer: fc.constantFrom('accept', 'refuse', 'stands', 'edit'),
        hasWords: fc.boolean(),
      },
      { requiredKeys: ['type'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('setMode'),
      mode: fc.constantFrom('plan', 'default', 'default'),
    }),
  },
) as fc.Arbitrary<Request>;

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ answer }) },
  { weight: 2, arbitrary: fc.record({ answer: failure }) },
  { weight: 6, arbitrary: fc.record({ request }) },
  {
    weight: 3,
    arbitrary: fc.record({ advance: fc.constantFrom('next' as const, 'next' as const, 1_000, 600_000) }),
  },
  { weight: 1, arbitrary: fc.constant({ renew: true as const }) },
);

/** A thread's life: it begins with a goal, so that most of it is about one. */
export const life: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.constantFrom({}, { hasAuditor: true as const }),
    fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }),
  )
  .map(([auditor, steps]) => [
    { request: { type: 'setGoal', replace: false, budget: {}, ...auditor } },
    ...steps,
  ]);

/** Takes the step; for a request, whether it applied by the service, and by the reference. */
export async function take(
  thread: ThreadWithReference,
  wanted: Step,
  index: number,
): Promise<{ readonly command: Command; readonly applied: boolean; readonly expected: boolean } | undefined> {
  if ('request' in wanted) {
    const command = commandOf(wanted.request, thread, index);
    const [applied, expected] = await thread.request(command);
    return { command, applied, expected };
  }
  if ('answer' in wanted) await thread.answer(wanted.answer);
  else if ('renew' in wanted) thread.renew();
  else {
    const nowMs = thread.now();
    const untilMs = wanted.advance === 'next' ? thread.view().next.atMs : nowMs + wanted.advance;
    await thread.advanceTo(Math.max(untilMs ?? nowMs, nowMs));
  }
  return undefined;
}

/** `index`: makes what is new in this step, and its request id, unlike all others of the run. */
function commandOf(wanted: Request, thread: ThreadWithReference, index: number): Command {
  const requestId = `r${index}`;
  const { goal, request: open } = thread.view();
  const revision = goal?.revision ?? 1;
  switch (wanted.type) {
    case 'setGoal': {
      const { hasAuditor, ...rest } = wanted;
      const audited = hasAuditor === undefined ? {} : { hasAuditor };
      const goal = newGoalWith({ goalId: `goal_${index}`, budget: wanted.budget, policy, ...audited });
      return { ...rest, requestId, goal };
    }
    case 'editGoal': {
      const { isStale, type, ...edit } = wanted;
      return {
        type,
        requestId,
        ifGoalId: goal?.goalId ?? 'goal_x',
        ifRevision: isStale ? revision + 7 : revision,
        edit: editWith({ ...edit, revision: revision + 10, policy }),
      };
    }
    case 'postMessage':
      return { ...wanted, requestId, inputId: `msg_${index}` };
    case 'answerInput': {
      const { answer, hasWords } = wanted;
      // Acceptance needs no words; an answer to the model is nothing else.
      const isWordless = answer === 'accept' || answer === 'edit' || (answer !== undefined && !hasWords);
      return {
        type: 'answerInput',
        requestId,
        inputId: open?.inputId ?? 'input_x',
        ...defined({ answer }),
        ...(isWordless ? {} : { messageId: `msg_${index}` }),
      };
    }
    case 'setMode':
      return { ...wanted, requestId };
    default: {
      const { isStale, ...rest } = wanted;
      return { ...rest, requestId, ...(isStale ? { ifRevision: revision + 7 } : {}) };
    }
  }
}
