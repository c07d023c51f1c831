/** A chunk of a streamed reply of Chat Completions. */
import { z } from 'zod';

const count = z.number().int().nonnegative();

/** Mistral's models that think send parts; their thoughts are not wanted back. */
const content = z.union([
  z.string(),
  z
    .array(z.object({ type: z.string(), text: z.string().optional().catch(undefined) }))
    .transform((parts) => parts.map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join('')),
]);

const callArguments = z.union([
  z.string(),
  z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value)),
]);

const callDelta = z.object({
  index: z
    .number()
    .int()
    .nonnegative()
    .nullish()
    .transform((value) => value ?? 0),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: callArguments.nullish() }).nullish(),
  extra_content: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** Chunks are read as they come from outside: servers add fields of their own, and leave others out. */
export const chunk = z.object({
  id: z.string().nullish(),
  model: z.string().nullish(),
  service_tier: z.string().nullish(),
  /** Empty in the chunk that brings the usage. */
  choices: z.array(
    z.object({
      delta: z
        .object({
          content: content.nullish(),
          refusal: z.string().nullish(),
          // DeepSeek, Kimi and llama.cpp have one name for thoughts, vLLM and OpenRouter the other.
          reasoning_content: z.string().nullish().catch(undefined),
          reasoning: z.string().nullish().catch(undefined),
          tool_calls: z.array(callDelta).nullish(),
        })
        .nullish(),
      /** Empty, with some, as long as there is none. */
      finish_reason: z.string().nullish(),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
      // DeepSeek's name for what was cached, and Kimi's.
      prompt_cache_hit_tokens: count.nullish().catch(undefined),
      cached_tokens: count.nullish().catch(undefined),
    })
    .nullish(),
});

export type Chunk = z.output<typeof chunk>;
export type Delta = NonNullable<Chunk['choices'][number]['delta']>;
