/**
 * Thoughts over Chat Completions, as servers like DeepSeek treat them: whoever was sent some has to send them
 * back with every call that they led to, or is refused.
 */
import { objectsIn } from './json-object.ts';
import type { ParsedRequest } from './parsed-request.ts';
import type { ScriptedReply } from './reply.ts';

export interface SentThoughts {
  note(request: ParsedRequest, reply: ScriptedReply): void;
  /** Why a request is refused; `undefined`: it is not. */
  problemOf(request: ParsedRequest): string | undefined;
}

/** Thoughts are kept by the key of the prompt cache: each has its own conversation. */
export function createSentThoughts(): SentThoughts {
  const keys = new Set<string>();
  return {
    note({ promptCacheKey = '', body }, { reasoning }) {
      if (reasoning !== undefined && 'messages' in body) keys.add(promptCacheKey);
    },
    problemOf({ promptCacheKey = '', body }) {
      if (!keys.has(promptCacheKey)) return undefined;
      const calling = objectsIn(body.messages).filter((message) => objectsIn(message.tool_calls).length > 0);
      return calling.every(
        ({ reasoning_content: thoughts }) => typeof thoughts === 'string' && thoughts !== '',
      )
        ? undefined
        : 'The `reasoning_content` in the thinking mode must be passed back to the API.';
    },
  };
}
