/** Calls the model as an Activity does, on threads of their own. */
import { createCallModel } from '../../../activities/call-model.ts';
import type { ActivityDependencies } from '../../../activities/dependencies.ts';
import type { Item } from '../../../journal/journal.ts';
import type { ModelCallInput, ModelCallResult } from '../../../workflows/activities.ts';
import { createActivityEnvironment } from './activity-environment.ts';
import type { ActivityParts } from './activity-parts.ts';
import { untimed } from './untimed.ts';

/** The first call of a user turn, on a new thread unless `fields` names one. */
export async function modelCall(
  parts: ActivityParts,
  fields: Partial<ModelCallInput> = {},
): Promise<ModelCallInput> {
  const threadId = fields.threadId ?? (await parts.newThread());
  return { threadId, turn: 1, seq: 2, events: [], kind: 'user', inputs: [], tools: true, ...fields };
}

export const callModel = async (
  dependencies: ActivityDependencies,
  input: ModelCallInput,
  attempt = 1,
): Promise<Omit<ModelCallResult, 'durationMs'>> =>
  untimed(await createActivityEnvironment(attempt).run(createCallModel(dependencies), input));

/** What the model was asked for a thread, in order. */
export const askedFor = ({ modelServer }: ActivityParts, threadId: string) =>
  modelServer.requests.filter(({ request }) => request.promptCacheKey === threadId);

export const itemsOf = ({ journal }: ActivityParts, { threadId }: ModelCallInput): Promise<Item[]> =>
  journal.readItems(threadId, 0, 10);
