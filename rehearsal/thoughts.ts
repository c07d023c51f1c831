/**
 * Thoughts over Chat Completions, as servers like DeepSeek treat them: whoever was sent some has to send them back with every
 * call that they led to, or is refused.
 */
import { isObject, objectsIn, type ParsedRequest } from './parsed-request.ts';
import type { ModelReply } from './reply.ts';

export interface SentThoughts {
  note(request: ParsedRequest, reply: ModelReply): void;
  /** Why a request is refused; `undefined`: it is not. */
  problemOf(request: ParsedRequest): string | undefined;
}

/** By the key of the prompt cache: each has its own conversation. */
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

/** Some servers read the arguments of earlier calls as JSON, and fail on them; `undefined`: all are objects. */
export function argumentsProblem(calls: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  const isReadable = calls.every(({ function: made }) => {
    try {
      return isObject(made) && isObject(JSON.parse(String(made.arguments)));
    } catch {
      return false;
    }
  });
  return isReadable ? undefined : 'Expecting value: line 1 column 1 (char 0)';
}
