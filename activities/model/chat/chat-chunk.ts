/**
 * A chunk of a streamed reply of Chat Completions. Chunks are read as they come from outside: servers add
 * fields of their own, leave others out, and say the same in other shapes. What cannot be read is taken as
 * not said, and the rest counts. Pure.
 */

type Fields = Readonly<Record<string, unknown>>;

export interface CallPart {
  readonly index: number;
  /** Empty: none is said. */
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
  readonly extra: Fields | undefined;
}

export interface Chunk {
  readonly id: string;
  readonly model: string;
  readonly serviceTier: string;
  readonly text: string;
  /** It says the reply as a whole, whatever came before. */
  readonly isWhole: boolean;
  readonly refusal: string;
  /** DeepSeek, Kimi and llama.cpp have one name for thoughts, vLLM and OpenRouter the other. */
  readonly thoughts: { readonly reasoning_content: string; readonly reasoning: string };
  readonly calls: readonly CallPart[];
  /** Empty, as with some servers, as long as there is none. */
  readonly finishReason: string;
  readonly usage: unknown;
  /** What went wrong with the reply in place of its end. */
  readonly error: unknown;
}

export function readChunk(data: unknown): Chunk {
  const chunk = fieldsOf(data);
  // There is one choice, since one was asked for; of several the first counts.
  const choices = listOf(chunk.choices).map(fieldsOf);
  const choice = choices.find(({ index }) => Number(index ?? 0) === 0) ?? {};
  // A server that does not stream has a message in the place of a part of one.
  const delta = isFields(choice.delta) ? choice.delta : fieldsOf(choice.message);
  return {
    id: textOf(chunk.id),
    model: textOf(chunk.model),
    serviceTier: textOf(chunk.service_tier),
    text: typeof choice.text === 'string' ? choice.text : contentOf(delta.content),
    isWhole: !isFields(choice.delta) && isFields(choice.message),
    refusal: textOf(delta.refusal),
    thoughts: {
      reasoning_content: textOf(delta.reasoning_content),
      reasoning: textOf(delta.reasoning),
    },
    calls: callsIn(delta),
    finishReason: textOf(choice.finish_reason),
    // Kimi says it with the choice, and Groq among words of its own.
    usage: chunk.usage ?? choice.usage ?? fieldsOf(chunk.x_groq).usage ?? undefined,
    error: choice.error ?? undefined,
  };
}

/** Mistral's models that think send parts; their thoughts are not wanted back. */
function contentOf(content: unknown): string {
  if (!Array.isArray(content)) return textOf(content);
  return content
    .map((part) => (typeof part === 'string' ? part : fieldsOf(part)))
    .map((part) => (typeof part === 'string' ? part : part.type === 'text' ? textOf(part.text) : ''))
    .join('');
}

function callsIn({ tool_calls: calls, function_call: call }: Fields): CallPart[] {
  const parts = isFields(calls) && !Array.isArray(calls) ? [calls] : listOf(calls);
  // It is the older form, of a time when a reply had one call.
  const all = isFields(call) && parts.length === 0 ? [{ function: call }] : parts;
  return all.filter(isFields).map(partOf);
}

function partOf(part: Fields): CallPart {
  const called = fieldsOf(part.function);
  const index = Number(part.index ?? 0);
  const extra = part.extra_content;
  return {
    index: Number.isSafeInteger(index) && index >= 0 ? index : 0,
    id: textOf(part.id),
    name: textOf(called.name),
    arguments: argumentsOf(called.arguments),
    extra: isFields(extra) ? extra : undefined,
  };
}

const argumentsOf = (value: unknown): string => (isFields(value) ? JSON.stringify(value) : textOf(value));

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
