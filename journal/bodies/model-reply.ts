/**
 * A model's reply as the journal keeps it: what later requests and readers need of a Responses API
 * `response`.
 */
import type { Fallback } from '../../workflows/thread/state/fallback.ts';
import { isFields, isListOf, isText } from './fields.ts';

export type ReplyOutput =
  | {
      readonly type: 'message';
      readonly text: string;
      /** The model refused to answer; `text` is what it said instead. */
      readonly isRefusal?: true;
    }
  | {
      readonly type: 'function_call';
      readonly call_id: string;
      readonly name: string;
      readonly arguments: string;
      /**
       * What a server of Chat Completions hung onto the call and wants back with it, e.g. Gemini its thought
       * signatures.
       */
      readonly extra_content?: Readonly<Record<string, unknown>>;
    }
  | SealedThoughts
  | OpenThoughts;

/** The Responses API gives these. */
type SealedThoughts = {
  readonly type: 'reasoning';
  readonly id: string;
  readonly summary: readonly unknown[];
  readonly encrypted_content: string;
};

/**
 * Servers beside OpenAI's give these: over Chat Completions in a field whose name differs from one to
 * another, over Responses as a part.
 */
type OpenThoughts = {
  readonly type: 'reasoning';
  readonly field: ChatThoughtsField | 'reasoning_text';
  readonly text: string;
  /** Only the Responses API gives one. */
  readonly id?: string;
};

export type ChatThoughtsField = 'reasoning_content' | 'reasoning';

export interface ModelReply {
  readonly responseId: string;
  readonly model?: string;
  /** Set when the reply was cut, e.g. `max_output_tokens`. */
  readonly incomplete?: string;
  /** It came from another model than the thread's own, and why. */
  readonly fallback?: Fallback;
  readonly output: readonly ReplyOutput[];
  readonly usage: {
    readonly inputTokens: number;
    readonly cachedInputTokens: number;
    readonly outputTokens: number;
    /** The tier that the provider says it served the call in; absent when it says nothing. */
    readonly serviceTier?: string;
    /** It is reckoned by the price table when the call was made; absent without a price. */
    readonly costUsd?: number;
  };
}

/** Body of a `modelReply` item. */
export interface ModelReplyBody extends ModelReply {
  /** Size of the request that it answers, as `promptBytes` counts it; absent in items of older releases. */
  readonly promptBytes?: number;
  /**
   * Its calls were its words: the provider did not tell them apart. */
  readonly areCallsWritten?: true;
  /**
   * Earlier replies, by their places, without which the provider took the request that it had refused; later
   * requests lack them too.
   */
  readonly leftOut?: readonly number[];
  /**
   * Sealed thoughts that stand here or before, without which the provider took the request; their replies
   * stay.
   */
  readonly thoughtsLeftOut?: number;
}

export const isModelReply = (value: unknown): value is ModelReplyBody =>
  isFields(value) &&
  isListOf(value.output, isReplyPart) &&
  (value.usage === undefined || isUsage(value.usage));

function isReplyPart(part: unknown): boolean {
  if (!isFields(part)) return false;
  if (part.type === 'message') return isText(part.text);
  if (part.type === 'function_call') return isText(part.name) && isText(part.arguments);
  return part.type === 'reasoning';
}

/** Figures only; which of them a provider gave was asked when the reply came. */
const isUsage = (usage: unknown): boolean =>
  isFields(usage) &&
  [usage.inputTokens, usage.cachedInputTokens, usage.outputTokens].every(
    (count) => count === undefined || typeof count === 'number',
  );
