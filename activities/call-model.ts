/** The `callModel` Activity: one model call, journalled before it completes, so that no reply is paid twice. */

import type { Activities, CheckOutcome, ModelCallInput, ModelCallResult } from '../workflows/activities.ts';
import { checkLine } from '../workflows/check-line.ts';
import type { Contract } from '../workflows/contract.ts';
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
      const { journal, model, transcripts } = dependencies;
      const { threadId, turn, seq } = input;
      const callId = `model-${seq}`;
      const call = { callId, seq, turn, kind: 'modelReply' as const };
      const inputs = (input.inputs ?? []).map((queued) => ({ ...queued, turn }));
      const known = await journal.beginCall(threadId, call, { events: input.events ?? [], inputs });
      if (known.state === 'finished') return resultOf(known.item.body, seq);
      const [transcript, closing, thread] = await Promise.all([
        transcripts.read(threadId),
        closingOf(dependencies, input),
        journal.readThread(threadId),
      ]);
      const result = await model.respond(
        buildRequest({
          threadId,
          transcript,
          tools: functionTools(),
          mayCallTools: input.tools,
          ...(thread?.settings.model === undefined ? {} : { model: thread.settings.model }),
          ...(closing === undefined ? {} : { closing }),
        }),
        signal,
      );
      if (!result.ok) return throwModelFailure(result.failure);
      const stored = await journal.finishCall(threadId, { ...call, body: JSON.stringify(result.reply) });
      return resultOf(stored.body, seq);
    });

function resultOf(body: string, seq: number): ModelCallResult {
  const reply = JSON.parse(body) as ModelReply;
  return { toolCalls: toolCallRefs(reply, seq), usage: reply.usage };
}

async function closingOf(
  { journal }: ActivityDependencies,
  { goal, kind }: ModelCallInput,
): Promise<ClosingBlock | undefined> {
  if (goal === undefined) return undefined;
  const [contract, runs] = await Promise.all([
    journal.readContract(goal.goalId, goal.revision),
    journal.listCheckRuns(goal.goalId),
  ]);
  if (contract === undefined) throw new Error(`the contract of ${goal.goalId} is not in the journal`);
  return { kind, goal, contract, checkLines: latestLines(contract, runs) };
}

/** The last result of each check, in the order of the contract. */
function latestLines(
  contract: Contract,
  runs: readonly (Omit<CheckOutcome, 'metric' | 'reason'> & {
    metric: number | null;
    reason: string | null;
  })[],
): string[] {
  const latest = new Map(runs.map((run) => [run.name, run]));
  return [...contract.verification.checks, ...contract.constraints.checks].flatMap(({ name }) => {
    const run = latest.get(name);
    if (run === undefined) return [];
    const { metric, reason, ...rest } = run;
    return [
      checkLine({ ...rest, ...(metric === null ? {} : { metric }), ...(reason === null ? {} : { reason }) }),
    ];
  });
}
