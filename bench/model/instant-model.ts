/** A model in this process that answers at once: for what a request costs up to the moment when it is sent. */
import type { ModelClient } from '../../activities/model/client.ts';
import type { ReplyOutput } from '../../context/model-reply.ts';
import { workReply } from './work-script.ts';

const NOTHING_SPENT = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };

/** `onRequest` is told of each request as it comes. */
export function createInstantModel(onRequest: () => void = () => {}): ModelClient {
  let index = 0;
  return {
    pricedModel: (model = 'bench') => ({ model, hasPrice: false }),
    async respond() {
      onRequest();
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
