/** What may be asked for of a new thread, with a goal or without one. */
import { z } from 'zod';
import { contractFields } from '../../contracts/schema/contract.ts';
import { labelFields } from '../../contracts/schema/labels.ts';
import { setGoalBody } from '../goals/schema/set-goal-body.ts';
import { workspaceField } from '../lookup/workspace-source.ts';
import { content } from '../messages/message-request.ts';
import { REASONING_EFFORTS } from './thread-schema.ts';

/** Whoever sends the goal itself is told where it goes. */
const ofGoal = (issue: { readonly code?: string; readonly keys?: readonly string[] }): string | undefined =>
  issue.code === 'unrecognized_keys' && issue.keys?.some((key) => key in contractFields)
    ? 'is not known here: a goal goes into `goal`, {"goal": {"objective": …}}'
    : undefined;

const MAX_MESSAGES = 20;

/** All but its goal. */
export const newThreadFields = {
  ...labelFields,
  model: z.string().min(1).max(100).exactOptional(),
  reasoningEffort: z
    .enum(REASONING_EFFORTS)
    .exactOptional()
    .describe('How long the model thinks; a model may know only some of these.'),
  maxOutputTokens: z
    .int()
    .min(16)
    .max(1_000_000)
    .exactOptional()
    .describe('Of one reply, thoughts included; a reply that reaches it is cut.'),
  workspace: workspaceField.exactOptional(),
  messages: z
    .array(z.strictObject({ content }))
    .min(1)
    .max(MAX_MESSAGES)
    .describe('Read before the first automatic turn, in this order, as POST …/messages would have them.')
    .exactOptional(),
};

export const newThreadSchema = z
  .strictObject(
    { ...newThreadFields, goal: setGoalBody.exactOptional() },
    { error: (issue) => ofGoal(issue) },
  )
  .describe('`{}` takes every default.');

export type NewThreadBody = z.output<typeof newThreadSchema>;
