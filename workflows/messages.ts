/**
 * Names and shapes of the messages that a thread accepts; shared by the workflow and by whoever sends them.
 */
import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { EditGoal, PostMessage, SetGoal, SetMode, WithdrawMessage } from './command/command.ts';
import type { AnswerInput } from './thread/question/open-question.ts';
import type { Outcome } from './thread/state/outcome.ts';
import type { ThreadView } from './view/thread-view.ts';

// The signals (pause, resume, clear, interrupt, wake, archive, and every update by its name) have no
// definitions here: one handler takes
// all signals (`handlers.ts`), and a payload may be anything
// (`parse-command.ts`).

/** Refused (an ApplicationFailure whose type is the `RefusalReason`) without a trace in history. */
export const setGoalUpdate = defineUpdate<Outcome, [Omit<SetGoal, 'type'>]>('setGoal');
export const editGoalUpdate = defineUpdate<Outcome, [Omit<EditGoal, 'type'>]>('editGoal');
export const postMessageUpdate = defineUpdate<Outcome, [Omit<PostMessage, 'type'>]>('postMessage');
export const withdrawMessageUpdate = defineUpdate<Outcome, [Omit<WithdrawMessage, 'type'>]>(
  'withdrawMessage',
);
export const answerInputUpdate = defineUpdate<Outcome, [Omit<AnswerInput, 'type'>]>('answerInput');
export const setModeUpdate = defineUpdate<Outcome, [Omit<SetMode, 'type'>]>('setMode');

/** `askedAtMs`: when the reader asks, since a workflow's own clock stands at its last task. */
export const threadQuery = defineQuery<ThreadView, [askedAtMs?: number]>('thread');
/** `null`: the request has not been handled (yet), or so long ago that it is forgotten. */
export const outcomeQuery = defineQuery<Outcome | null, [requestId: string]>('outcome');

/** Name under which the worker registers the workflow, and the server starts it. */
export const THREAD_WORKFLOW = 'threadWorkflow';

/** The workflows that let go of threads, and the ids that they run under: of each, one at a time. */
export const PURGE_WORKFLOW = 'purgeWorkflow';
export const RETENTION_WORKFLOW = 'retentionWorkflow';
export const SWEEP_WORKFLOW_ID = 'goalkeeper-sweep';
export const RETENTION_ID = 'goalkeeper-retention';
export const purgeWorkflowId = (threadId: string): string => `purge-${threadId}`;

/** The workflow that pushes to a repository; one runs for each request. */
export const PUSH_WORKFLOW = 'pushWorkflow';
export const pushWorkflowId = (threadId: string, requestId: string): string =>
  `push-${threadId}-${requestId}`;

/** Every Temporal part of Goalkeeper uses this queue. */
export const TASK_QUEUE = 'goalkeeper';
