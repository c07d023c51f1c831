/**
 * The transcript's input items as messages of Chat Completions. Append-only like the transcript: what follows
 * an item changes no message before the last one. Pure.
 */
import { createHash } from 'node:crypto';
import type { InputItem } from '../../../context/transcript/input-item.ts';
import { defined } from '../../../objects/defined.ts';
import { type ChatDialect, FULL_DIALECT } from './chat-dialect.ts';
import type { AssistantMessage, ChatCall, ChatMessage, Thoughts } from './chat-message.ts';
import { withStandIns } from './chat-stand-ins.ts';

/** Sealed thoughts and compactions are left out: they are of the Responses API, and mean nothing here. */
export function chatMessages(
  instructions: string,
  input: readonly InputItem[],
  dialect: ChatDialect = FULL_DIALECT,
): ChatMessage[] {
  const messages: ChatMessage[] = [{ role: 'system', content: instructions }];
  /** They belong to the reply whose message follows. */
  let kept: Thoughts = {};
  for (const item of input) {
    if (item.type === 'compaction') continue;
    if (item.type === 'reasoning') {
      kept = dialect.thoughts === 'leftOut' ? {} : thoughtsIn(item);
      continue;
    }
    const last = messages.at(-1);
    // Thoughts begin another reply.
    const isAnother = Object.keys(kept).length > 0;
    const joined = last?.role === 'assistant' && !isAnother ? joinedTo(last, item) : undefined;
    if (joined === undefined) messages.push({ ...messageOf(item), ...(isOfModel(item) ? kept : {}) });
    else messages[messages.length - 1] = joined;
    kept = {};
  }
  return messages.map((message, index) =>
    message.role === 'assistant' ? withStandIns(message, index, dialect) : message,
  );
}

const thoughtsIn = ({ field, text }: InputItem): Thoughts =>
  typeof text === 'string' && field !== 'reasoning_text' ? { [String(field)]: text } : {};

const isOfModel = ({ type, role }: InputItem): boolean => type === 'function_call' || role === 'assistant';

/**
 * A call belongs into the message before it, and a text behind calls too: their outputs have to follow that
 * message.
 */
function joinedTo(last: AssistantMessage, item: InputItem): AssistantMessage | undefined {
  const { content, tool_calls: calls } = last;
  if (item.type === 'function_call') return { ...last, tool_calls: [...(calls ?? []), callOf(item)] };
  if (item.role !== 'assistant' || calls === undefined) return undefined;
  return { ...last, content: content === null ? textOf(item.content) : `${content}\n${item.content}` };
}

function messageOf(item: InputItem): ChatMessage {
  if (item.type === 'function_call') return { role: 'assistant', content: null, tool_calls: [callOf(item)] };
  if (item.type === 'function_call_output')
    return { role: 'tool', tool_call_id: chatId(item.call_id), content: textOf(item.output) };
  return { role: item.role === 'assistant' ? 'assistant' : 'user', content: textOf(item.content) };
}

const callOf = ({ call_id, name, arguments: text, extra_content: extra }: InputItem): ChatCall => ({
  ...defined({ extra_content: extra }),
  id: chatId(call_id),
  type: 'function',
  function: { name: String(name), arguments: String(text) },
});

/** Chat Completions takes shorter ids than the Responses API; the same id is always shortened alike. */
const MAX_ID_CHARACTERS = 40;

function chatId(value: unknown): string {
  const id = String(value);
  if (id.length <= MAX_ID_CHARACTERS) return id;
  return `call_${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
