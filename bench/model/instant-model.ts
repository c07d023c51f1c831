/**
 * A model in this process that answers at once: for what a request costs up to the moment when it is sent.
 */
import { SUMMARY_REQUEST } from '../../activities/compaction/summary-request.ts';
import type { ModelClient, ModelResult } from '../../activities/model/client.ts';
import type { ModelRequest } from '../../context/request.ts';
import type { ReplyOutput } from '../../journal/bodies/model-reply.ts';
import { workReply } from './work-script.ts';

const summed = (turn: number): ModelResult => {
  const done = Array.from(
    { length: 40 },
    (_, line) => `call ${turn}, step ${line}: the p95 fell by a little`,
  );
  const summary = { done, triedAndFailed: [], decisions: [], openEnds: ['the serialiser'], filesTouched: [] };
  const output = [{ type: 'message', text: JSON.stringify(summary) } as const];
  return { ok: true, reply: { responseId: 'summary', output, usage: NOTHING_SPENT } };
};

const NOTHING_SPENT = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };

/** `onRequest` is told of each request as it comes. Asked for a summary, it gives one. */
export function createInstantModel(onRequest: (request: ModelRequest) => void = () => {}): ModelClient {
  let index = 0;
  return {
    pricedModel: (model = 'bench') => ({ model, hasPrice: false }),
    async respond(request) {
      onRequest(request);
      if (request.input.at(-1)?.content === SUMMARY_REQUEST) return summed(index);
      const { calls, message } = workReply(index);
      index += 1;
      const output: ReplyOutput[] = calls.map((call, position) => ({
        type: 'function_call',
        call_id: `call_${index}_${position}`,
        name: call.name,
        arguments: JSON.stringify(call.arguments),
      }));
      if (message !== undefined) output.push({ type: 'message', text: message });
      return { ok: true, reply: { responseId: `resp_${index}`, output, usage: NOTHING_SPENT } };
    },
  };
}
