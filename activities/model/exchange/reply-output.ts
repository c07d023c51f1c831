/**
 * The items of a `response` as the journal keeps them. What an item says is used as far as it can be read;
 * what cannot be read is left out, and the items beside it stay. Pure.
 */
import { z } from 'zod';
import type { ReplyOutput } from '../../../journal/bodies/model-reply.ts';
import { calledName } from './called-name.ts';

/** Half of a surrogate pair is no character: a provider would refuse every later request that repeats it. */
const words = z.string().transform((value) => value.toWellFormed());
/** What is no text is none. */
const text = words.catch('');

const part = z.union([
  z.string().transform((value) => ({ text: value.toWellFormed() })),
  z.object({ type: z.literal('refusal'), refusal: text }),
  z.object({ type: z.literal(['output_text', 'text']), text }),
  z.unknown().transform(() => ({ text: '' })),
]);
const message = z.object({
  type: z.literal('message'),
  content: z
    .union([z.array(part), words.transform((value) => [{ text: value }]), z.unknown().transform(() => [])])
    .optional()
    .transform((content) => content ?? []),
});

/** What a model says beyond this in a name or an id is no name and no id. */
const MAX_WORD_CHARACTERS = 256;
const word = z
  .union([words, z.number().transform(String)])
  .catch('')
  .transform((value) => value.slice(0, MAX_WORD_CHARACTERS).toWellFormed());
const functionCall = z.object({
  type: z.literal('function_call'),
  call_id: word,
  name: word.transform(calledName),
  arguments: z.unknown().optional().transform(argumentsText),
  extra_content: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});
/** Sent back as it came, so that a reasoning model finds its own thread again. */
const reasoning = z.object({
  type: z.literal('reasoning'),
  id: z.string(),
  summary: z
    .array(z.union([z.looseObject({ text: words }), z.unknown()]))
    .nullish()
    .transform((value) => value ?? [])
    .catch([]),
  encrypted_content: z.string().nullish().catch(undefined),
  // OpenAI shows no thoughts; vLLM and its like do, and take them back.
  content: z
    .array(
      z.union([z.object({ type: z.literal('reasoning_text'), text: words }), z.object({ type: z.string() })]),
    )
    .nullish()
    .catch(undefined),
});
/** A reply of Chat Completions is handed on in this shape. */
const openThoughts = z.object({
  type: z.literal('reasoning'),
  field: z.enum(['reasoning_content', 'reasoning']),
  text: words,
});

/** Calls of a kind that the service has not offered: nobody runs them. */
const otherCall = z.looseObject({
  type: z
    .string()
    .regex(/_(call|request)$/)
    .transform((value) => value.slice(0, MAX_WORD_CHARACTERS).toWellFormed()),
  call_id: word,
});

/** All that a response holds and the service can use, in its order. */
export function outputIn(items: readonly unknown[]): ReplyOutput[] {
  const read = uniqueCallIds(items.flatMap(outputOf));
  if (read.some(({ type }) => type !== 'reasoning')) return read;
  // What the provider runs by itself waits for no answer, but where nothing else was said at all.
  return uniqueCallIds(items.flatMap((item) => [...outputOf(item), ...strangeCall(item, true)]));
}

function outputOf(item: unknown): ReplyOutput[] {
  const asMessage = message.safeParse(item);
  if (asMessage.success) return messageOf(asMessage.data);
  const asCall = functionCall.safeParse(item);
  if (asCall.success) {
    const { extra_content: extra, ...call } = asCall.data;
    return [extra ? { ...call, extra_content: extra } : call];
  }
  const asThoughts = openThoughts.safeParse(item);
  if (asThoughts.success) return [asThoughts.data];
  const asReasoning = reasoning.safeParse(item);
  return asReasoning.success ? thoughtsOf(asReasoning.data) : strangeCall(item, false);
}

function messageOf({ content }: z.output<typeof message>): ReplyOutput[] {
  const joined = content.map((said) => ('text' in said ? said.text : said.refusal)).join('');
  const isRefusal = content.some((said) => 'refusal' in said);
  return joined === ''
    ? []
    : [{ type: 'message', text: joined, ...(isRefusal ? { isRefusal: true as const } : {}) }];
}

function thoughtsOf({ id, summary, encrypted_content, content }: z.output<typeof reasoning>): ReplyOutput[] {
  if (encrypted_content) return [{ type: 'reasoning', id, summary, encrypted_content }];
  const shown = (content ?? []).map((said) => ('text' in said ? said.text : '')).join('');
  // Neither sealed nor shown, it cannot be sent back to a provider that stores nothing.
  return shown === '' ? [] : [{ type: 'reasoning', field: 'reasoning_text', id, text: shown }];
}

/**
 * A call of another kind as a call of that name, which no tool has: the model is told so. Only with an id
 * does it wait for an answer of ours (`isAny`: whatever it waits for).
 */
function strangeCall(item: unknown, isAny: boolean): ReplyOutput[] {
  const parsed = otherCall.safeParse(item);
  if (!parsed.success || (parsed.data.call_id !== '') === isAny) return [];
  const { type, call_id, id: _, status: __, ...fields } = parsed.data;
  return [{ type: 'function_call', call_id, name: type, arguments: argumentsText(fields) }];
}

/** Arguments are JSON text; some servers send what it would say. */
function argumentsText(value: unknown): string {
  if (typeof value === 'string') return value.toWellFormed();
  if (value === undefined || value === null) return '';
  try {
    return (JSON.stringify(value) ?? '').toWellFormed();
  } catch {
    return '';
  }
}

/**
 * Some servers number calls anew in each item, and some do not number them; a call id must name one call only
 * within a reply.
 */
function uniqueCallIds(output: readonly ReplyOutput[]): ReplyOutput[] {
  const seen = new Set<string>();
  return output.map((item, index) => {
    if (item.type !== 'function_call') return item;
    const given = item.call_id || `call_${index}`;
    let callId = given;
    for (let n = 2; seen.has(callId); n++) callId = `${given}_${n}`;
    seen.add(callId);
    return { ...item, call_id: callId };
  });
}
