/** What holds for a thread in every state that random requests, answers and clocks bring it to. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { NO_USAGE, type Usage } from '../../workflows/budget/usage.ts';
import type { Command } from '../../workflows/command/command.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { life, take } from '../support/workflow/thread-steps.ts';
import {
  createThreadWithReference,
  type ThreadWithReference,
} from '../support/workflow/thread-with-reference.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

beforeAll(() => {
  jest.spyOn(Date, 'now').mockImplementation(standIn.now);
});
afterAll(() => {
  jest.restoreAllMocks();
});

/** Lives through random steps; `look` sees the thread after each, with the view before it. */
const always = (
  look: (thread: ThreadWithReference, before: ThreadView, posted: number) => void | Promise<void>,
  numRuns = 25,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(life, async (steps) => {
      const thread = await createThreadWithReference(standIn, threadWorkflow);
      let posted = 0;
      for (const [index, wanted] of steps.entries()) {
        const before = thread.view();
        const request = await take(thread, wanted, index);
        const command = request?.command;
        const isMessage =
          command?.type === 'postMessage' ||
          (command?.type === 'answerInput' && command.messageId !== undefined);
        if (request?.applied && isMessage) posted += 1;
        await look(thread, before, posted);
      }
    }),
    { numRuns },
  );

/**
 * Applied in any status that is not against them, also where nothing follows: waking a goal that is not
 * active only lifts what would hold back its next turn.
 */
const IDEMPOTENT = ['pause', 'resume', 'interrupt', 'archive', 'wake'];

/** Tells the name under which the command would be listed; `undefined`: it carries more than its name. */
function actionIn(command: Command, { request, goal }: ThreadView): string | undefined {
  switch (command.type) {
    case 'pause':
    case 'resume':
    case 'clear':
    case 'interrupt':
    case 'check':
    case 'archive':
    case 'wake': {
      const isBare = command.ifRevision === undefined && command.event === undefined;
      return isBare ? command.type : undefined;
    }
    case 'editGoal':
      return command.edit.status === undefined && command.ifRevision === goal?.revision ? 'edit' : undefined;
    case 'answerInput': {
      if (request?.kind === undefined && request !== undefined)
        return command.messageId === undefined ? undefined : 'answer';
      // Its listed name is that of the edit of the contract.
      return command.answer === 'edit' ? undefined : (command.answer ?? 'answer');
    }
    case 'setGoal':
      return command.replace ? undefined : 'set';
    case 'postMessage':
      return command.resumeGoal ? undefined : 'message';
    default:
      return undefined;
  }
}

const isFallen = (before: Usage, after: Usage): boolean =>
  (Object.keys(NO_USAGE) as (keyof typeof NO_USAGE)[]).some(
    (key) => Number(after[key]) < Number(before[key]),
  );

describe('any requests, answers and times', () => {
  test('→ a complete goal never changes again; what was spent never falls', () =>
    always((thread, before) => {
      const after = thread.view();
      expect(isFallen(before.usage, after.usage)).toBe(false);
      if (before.goal === null || after.goal?.goalId !== before.goal.goalId) return;
      expect(isFallen(before.goal.usage, after.goal.usage)).toBe(false);
      // What may be done to it goes by the turn that is still running as well.
      if (before.goal.status === 'complete')
        expect({ ...after.goal, actions: [] }).toEqual({ ...before.goal, actions: [] });
    }));

  test('→ no message is lost: each is queued or was delivered, once; none waits while the thread is idle', () =>
    always((thread, _, posted) => {
      const { queuedInputs, next } = thread.view();
      expect(queuedInputs + thread.record.delivered()).toBe(posted);
      if (thread.isResting() && queuedInputs > 0) expect(next.action).toBe('needsInput');
    }));

  test('→ the record is in order, nothing in it is overwritten, and a turn starts once for its cause [C132]', () =>
    always((thread) => {
      const seqs = thread.record.events().map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      const causes = thread.record
        .events()
        .flatMap((event) =>
          event.type === 'turnStarted'
            ? [`${event.goal?.goalId} ${event.goal?.revision} ${event.cause}`]
            : [],
        );
      expect(new Set(causes).size).toBe(causes.length);
    }));

  test('→ a goal wraps up at most once each time that its budget ends [C73 C130]', () =>
    always((thread) => {
      const counts = new Map<string, number>();
      const endings = new Map<string, string>();
      for (const event of thread.record.events()) {
        if (event.type === 'goalChanged') {
          const { goalId, status } = event.goal;
          if (status === 'budgetLimited' && endings.get(goalId) !== status)
            counts.set(goalId, (counts.get(goalId) ?? 0) + 1);
          endings.set(goalId, status);
        }
        if (event.type !== 'turnStarted' || event.kind !== 'wrapUp') continue;
        const goalId = event.goal?.goalId ?? '';
        counts.set(goalId, (counts.get(goalId) ?? 0) - 1);
        expect(counts.get(goalId)).toBeGreaterThanOrEqual(0);
      }
    }));

  test('→ an action that is listed is applied; one that is not is refused, or changes nothing of the goal; what is refused changes no action', () =>
    fc.assert(
      fc.asyncProperty(life, async (steps) => {
        const thread = await createThreadWithReference(standIn, threadWorkflow);
        for (const [index, wanted] of steps.entries()) {
          const before = thread.view();
          const request = await take(thread, wanted, index);
          const action = request === undefined ? undefined : actionIn(request.command, before);
          if (request?.applied === false) expect(thread.view().actions).toEqual(before.actions);
          if (request === undefined || action === undefined) continue;
          const isListed = (before.actions as readonly string[]).includes(action);
          if (isListed) expect([action, request.applied]).toEqual([action, true]);
          else if (request.applied) {
            expect(IDEMPOTENT).toContain(action);
            expect([action, thread.view().goal?.status]).toEqual([action, before.goal?.status]);
          }
        }
      }),
      { numRuns: 40 },
    ));

  test('→ at rest `next` says truly what happens and when: nothing a moment before, something then', () =>
    always(async (thread) => {
      const { next } = thread.view();
      if (!thread.isResting()) return;
      expect(['idle', 'wait', 'needsInput']).toContain(next.action);
      if (next.action === 'wait') expect(next.atMs).toBeGreaterThan(thread.now());
      if (next.atMs === undefined || thread.now() + 1 === next.atMs) return;
      await thread.advanceTo(next.atMs - 1);
      expect([thread.isResting(), thread.view().next]).toEqual([true, next]);
      await thread.advanceTo(next.atMs);
      expect(thread.view().next).not.toEqual(next);
    }));

  test('→ at every moment `next` and `statusReason` say nothing that is not so, and leave out nothing that is', () =>
    always((thread) => {
      const said = thread.view();
      const { goal, next, request, queuedInputs } = said;
      const { reason } = next;
      if (/for the goal, which is active|the goal is active/.test(reason))
        expect(goal?.status).toBe('active');
      if (/the goal is (?!active)/.test(reason)) expect(goal?.status).not.toBe('active');
      // These come before whatever else follows what runs now.
      if (/archived|a run of the checks|the checks run/.test(reason)) return;
      if (!thread.isResting() && queuedInputs > 0 && request === undefined)
        expect(reason).toMatch(/a message is queued|the budget is used up/);
      const isSpent = Object.values(goal?.budgetLeft ?? {}).includes(0);
      if (!thread.isResting() && goal?.status === 'active' && isSpent && request?.kind === undefined)
        expect(reason).toContain('the budget is used up');
      if (request !== undefined && goal !== null && goal.status !== 'active')
        expect(reason).toContain(`stays ${goal.status}`);
      if (goal?.status !== 'budgetLimited' || goal.acceptedClaim !== undefined) return;
      const isRaised = !isSpent;
      expect([isRaised, goal.statusReason]).toEqual([
        isRaised,
        expect.stringMatching(isRaised ? /raised since/ : /reached/),
      ]);
      if (isRaised && reason.includes('the goal is budgetLimited'))
        expect(reason).toContain('it goes on when it is resumed');
    }, 60));
});
