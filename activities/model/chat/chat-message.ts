/** Messages of Chat Completions, with what servers have added to them. */
import type { ChatThoughtsField } from '../../../journal/bodies/model-reply.ts';

export interface ChatCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
  /** It is kept as it came. */
  readonly extra_content?: unknown;
}

export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string }
  | AssistantMessage;

export type Thoughts = { readonly [Field in ChatThoughtsField]?: string };

export interface AssistantMessage extends Thoughts {
  readonly role: 'assistant';
  /** `null` beside calls only. */
  readonly content: string | null;
  readonly tool_calls?: readonly ChatCall[];
}
