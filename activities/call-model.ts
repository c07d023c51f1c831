/** The `callModel` Activity: one model call, journalled before it completes, so that no reply is paid twice. */

import { activityInfo } from '@temporalio/activity';
import type { Item } from '../journal/journal.ts';
import type { Activities, ModelCallInput, ModelCallResult } from '../workflows/activities.ts';
import { checkLine } from '../workflows/check-line.ts';
import type { ChecksBody } from './checks/checks-body.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { withHeartbeat } from './heartbeat.ts';
import type { ClosingBlock } from './model/closing-block.ts';
import type { ModelReply } from './model/reply.ts';
import { buildRequest } from './model/request.ts';
import { throwModelFailure } from './model/throw-model-failure.ts';
import { toolCallRefs } from './tool-call-refs.ts';
import { functionTools } from './tools/registry.ts';

export const createCallModel =
  (dependencies: ActivityDependencies): Activities['callModel'] =>
  (input) =>
    withHeartbeat(async (signal) => {
      const { journal, model, transcripts, recall } = dependencies;
      const { threadId, turn, seq } = input;
      const { events = [] } = input;
      await journal.append(threadId, {
        events,
        inputs: (input.inputs ?? []).map((queued) => ({ ...queued, turn })),
      });
      for (const event of events) transcripts.noteEvent(threadId, event.seq);
      const paid = await findReply(dependencies, input);
      if (paid !== undefined) return resultOf(paid.body, seq);
      const [transcript, closing, settings] = await Promise.all([
        transcripts.read(threadId, seq),
        closingOf(dependencies, input),
        recall.settings(threadId),
      ]);
      const result = await model.respond(
        buildRequest({
          threadId,
          transcript,
          tools: functionTools(),
          mayCallTools: input.tools,
          ...(settings.model === undefined ? {} : { model: settings.model }),
          ...(closing === undefined ? {} : { closing }),
        }),
        signal,
      );
      if (!result.ok) return throwModelFailure(result.failure);
      const callId = `model-${seq}`;
      const body = JSON.stringify(result.reply);
      const stored = await journal.finishCall(threadId, { callId, seq, turn, kind: 'modelReply', body });
      recall.note(threadId, stored);
      transcripts.note(threadId, stored);
      return resultOf(stored.body, seq);
    });

/** The reply that an earlier attempt journalled; a first attempt has none. */
async function findReply(
  { journal }: ActivityDependencies,
  input: ModelCallInput,
): Promise<Item | undefined> {
  return activityInfo().attempt === 1 ? undefined : journal.readItem(input.threadId, input.seq);
}

function resultOf(body: string, seq: number): ModelCallResult {
  const reply = JSON.parse(body) as ModelReply;
  return { toolCalls: toolCallRefs(reply, seq), usage: reply.usage };
}

async function closingOf(
  { recall }: ActivityDependencies,
  { threadId, goal, kind }: ModelCallInput,
): Promise<ClosingBlock | undefined> {
  if (goal === undefined) return undefined;
  const [contract, checks] = await Promise.all([
    recall.contract(goal),
    goal.checksSeq === undefined ? undefined : recall.item(threadId, goal.checksSeq),
  ]);
  const outcomes = checks === undefined ? [] : (JSON.parse(checks.body) as ChecksBody).verdict.outcomes;
  return { kind, goal, contract, checkLines: outcomes.map(checkLine) };
}
