/**
 * The whole workflow under random requests, answers and clocks, against a reference written from the design's
 * table.
 */
import { afterAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { createFakeWorkflowSdk } from '../support/workflow/fake-workflow-sdk.ts';
import { life, take } from '../support/workflow/thread-steps.ts';
import {
  createThreadWithReference,
  type ThreadWithReference,
} from '../support/workflow/thread-with-reference.ts';

const standIn = createFakeWorkflowSdk();
jest.unstable_mockModule('@temporalio/workflow', () => standIn.module);
const { threadWorkflow } = await import('../../workflows/thread-workflow.ts');

jest.spyOn(Date, 'now').mockImplementation(standIn.now);
afterAll(() => {
  jest.restoreAllMocks();
});

/** The figures that the reference keeps too. */
function figuresOf(thread: ThreadWithReference): object {
  const { goal } = thread.view();
  if (goal === null) return { status: 'none' };
  const { status, goalId, revision, tokensUsed, usage } = goal;
  return { status, goalId, revision, tokens: tokensUsed, turns: usage.turns };
}
function expectedFigures({ reference }: ThreadWithReference): object {
  const { status, goalId, revision, tokens, turns } = reference.goal;
  return status === 'none' ? { status } : { status, goalId, revision, tokens, turns };
}

test('a thread: any requests, answers and times → after each step the goal is as the reference has it', async () => {
  await fc.assert(
    fc.asyncProperty(life, async (steps) => {
      const thread = await createThreadWithReference(standIn, threadWorkflow);
      for (const [index, wanted] of steps.entries()) {
        const request = await take(thread, wanted, index);
        if (request !== undefined)
          expect([request.command.type, request.applied]).toEqual([request.command.type, request.expected]);
        expect(figuresOf(thread)).toEqual(expectedFigures(thread));
      }
    }),
    { numRuns: 60 },
  );
});
