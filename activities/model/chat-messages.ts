/**
 * The transcript's input items as messages of Chat Completions. Append-only like the transcript: what follows an item changes
 * no message before the last one. Pure.
 */
import type { InputItem } from '../../context/input-item.ts';

interface ChatCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string }
  | AssistantMessage;

interface AssistantMessage {
  readonly role: 'assistant';
  /** `null` beside calls only. */
  readonly content: string | null;
  readonly tool_calls?: readonly ChatCall[];
}

/** Reasoning and compaction items are left out: they are sealed for the Responses API, and mean nothing here. */
export function chatMessages(instructions: string, input: readonly InputItem[]): ChatMessage[] {
  const messages: ChatMessage[] = [{ role: 'system', content: instructions }];
  for (const item of input) {
    if (item.type === 'reasoning' || item.type === 'compaction') continue;
    const last = messages.at(-1);
    const joined = last?.role === 'assistant' ? joinedTo(last, item) : undefined;
    if (joined === undefined) messages.push(messageOf(item));
    else messages[messages.length - 1] = joined;
  }
  return messages;
}

/** A call belongs into the message before it, and a text behind calls too: their outputs have to follow that message. */
function joinedTo(last: AssistantMessage, item: InputItem): AssistantMessage | undefined {
  const { content, tool_calls: calls } = last;
  if (item.type === 'function_call') return { ...last, tool_calls: [...(calls ?? []), callOf(item)] };
  if (item.role !== 'assistant' || calls === undefined) return undefined;
  return { ...last, content: content === null ? textOf(item.content) : `${content}\n${item.content}` };
}

function messageOf(item: InputItem): ChatMessage {
  if (item.type === 'function_call') return { role: 'assistant', content: null, tool_calls: [callOf(item)] };
  if (item.type === 'function_call_output')
    return { role: 'tool', tool_call_id: String(item.call_id), content: textOf(item.output) };
  return { role: item.role === 'assistant' ? 'assistant' : 'user', content: textOf(item.content) };
}

const callOf = ({ call_id, name, arguments: text }: InputItem): ChatCall => ({
  id: String(call_id),
  type: 'function',
  function: { name: String(name), arguments: String(text) },
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
