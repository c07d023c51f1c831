/**
 * An honest stand-in for a tokenizer and a prompt cache: four bytes are one token, a shared prefix is cached.
 */
import type { ParsedRequest } from './parsed-request.ts';
import type { ReplyUsage, ScriptedReply } from './reply.ts';

const BYTES_PER_TOKEN = 4;

const tokensOf = (bytes: number): number => Math.ceil(bytes / BYTES_PER_TOKEN);

/**
 * What a provider's cache compares, in its order: tools, instructions, input. Settings are no part of the
 * prompt.
 */
function promptOf(request: ParsedRequest): Buffer {
  return Buffer.from(
    [request.body.tools ?? [], request.instructions, ...request.input]
      .map((part) => JSON.stringify(part))
      .join('\n'),
  );
}

/**
 * Length of the common prefix in bytes; halves the range with native comparisons, so that long prompts cost
 * little.
 */
export function sharedPrefixBytes(a: Buffer, b: Buffer): number {
  let low = 0;
  let high = Math.min(a.length, b.length);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (a.subarray(low, middle).equals(b.subarray(low, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function replyBytes(reply: ScriptedReply): number {
  const calls = (reply.toolCalls ?? []).map(
    (call) =>
      call.name + (typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments)),
  );
  return Buffer.byteLength([reply.message ?? '', reply.reasoning ?? '', ...calls].join(''));
}

export interface TokenEstimator {
  /** What the request's prompt takes. */
  inputTokensOf(request: ParsedRequest): number;
  /**
   * Fills in what the reply's own `usage` leaves out, and remembers the prompt for the next request of its
   * key.
   */
  usageOf(request: ParsedRequest, reply: ScriptedReply): ReplyUsage;
}

/** Remembers the last prompt of each `prompt_cache_key`; requests without a key are never cached. */
export function createTokenEstimator(): TokenEstimator {
  const lastPrompt = new Map<string, Buffer>();
  return {
    inputTokensOf: (request) => tokensOf(promptOf(request).length),
    usageOf(request, reply) {
      const prompt = promptOf(request);
      const key = request.promptCacheKey;
      const previous = key === undefined ? undefined : lastPrompt.get(key);
      if (key !== undefined) lastPrompt.set(key, prompt);
      const shared = previous === undefined ? 0 : sharedPrefixBytes(previous, prompt);
      return {
        inputTokens: tokensOf(prompt.length),
        cachedInputTokens: Math.floor(shared / BYTES_PER_TOKEN),
        outputTokens: Math.max(1, tokensOf(replyBytes(reply))),
        reasoningTokens: tokensOf(Buffer.byteLength(reply.reasoning ?? '')),
        ...reply.usage,
      };
    },
  };
}
