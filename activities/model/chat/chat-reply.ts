/**
 * A reply of Chat Completions, put together from the chunks of its stream and handed on as a `response`
 * object, so that one parser judges the replies of both protocols. Everything here came from outside. Pure.
 */
import { objectIn } from '../../../context/transcript/call-arguments.ts';
import type { ChatThoughtsField } from '../../../journal/bodies/model-reply.ts';
import type { Exchanged } from '../exchange/exchange.ts';
import { billedUsage, firstIssue, parseReply } from '../exchange/reply.ts';
import { type Chunk, chunk, type Delta } from './chat-chunk.ts';

interface OpenCall {
  readonly index: number;
  readonly id: string;
  name: string;
  arguments: string;
  extra: Readonly<Record<string, unknown>> | undefined;
}

/** Why a reply ended before its end, in the words of the Responses API. */
const CUT_BY: Readonly<Record<string, string>> = { length: 'max_output_tokens' };
const WHOLE: readonly string[] = ['stop', 'tool_calls', 'function_call'];

/** Usage is counted as the Responses API says it. */
function usageOf(usage: NonNullable<Chunk['usage']>): object {
  const { prompt_tokens_details: details, prompt_cache_hit_tokens: hit, cached_tokens: cached } = usage;
  return {
    input_tokens: usage.prompt_tokens,
    output_tokens: usage.completion_tokens,
    input_tokens_details: { cached_tokens: details?.cached_tokens ?? hit ?? cached },
  };
}

export class ChatReply {
  #text = '';
  #thoughts: { readonly field: ChatThoughtsField; text: string } | undefined;
  #refusal = '';
  readonly #calls: OpenCall[] = [];
  #head: Pick<Chunk, 'id' | 'model' | 'service_tier'> = {};
  #usage: Chunk['usage'];
  #finishReason: string | undefined;
  #problem: string | undefined;

  /**
   * Takes the next chunk and tells the text that it brings. After one of another shape nothing more is taken,
   * and the reply is unreadable.
   */
  add(data: unknown): string {
    if (this.#problem !== undefined) return '';
    const parsed = chunk.safeParse(data);
    if (!parsed.success) {
      this.#problem = `a part of the reply has not the shape of a chunk: ${firstIssue(parsed.error)}`;
      return '';
    }
    const { choices, usage, id, model, service_tier } = parsed.data;
    this.#head = {
      id: this.#head.id || id,
      model: this.#head.model ?? model,
      service_tier: service_tier ?? this.#head.service_tier,
    };
    this.#usage = usage ?? this.#usage;
    const [choice] = choices;
    if (choice?.delta) this.#addDelta(choice.delta);
    this.#finishReason = choice?.finish_reason || this.#finishReason;
    return choice?.delta?.content ?? '';
  }

  /** `undefined`: the stream ended before the reply did. */
  end(): Exchanged | undefined {
    if (this.#problem !== undefined) return { ok: false, reason: this.#problem };
    if (this.#finishReason === undefined) return undefined;
    const isWhole = WHOLE.includes(this.#finishReason);
    const response = {
      id: this.#head.id ?? '',
      ...(this.#head.model ? { model: this.#head.model } : {}),
      service_tier: this.#head.service_tier,
      status: isWhole ? 'completed' : 'incomplete',
      ...(isWhole
        ? {}
        : { incomplete_details: { reason: CUT_BY[this.#finishReason] ?? this.#finishReason } }),
      output: this.#output(),
      usage: this.#usage && usageOf(this.#usage),
    };
    const parsed = parseReply(response);
    return parsed.ok ? parsed : { ...parsed, usage: billedUsage(response) };
  }

  #addDelta(delta: Delta): void {
    const { content, refusal, tool_calls: calls } = delta;
    this.#text += content ?? '';
    this.#refusal += refusal ?? '';
    this.#addThoughts(delta);
    for (const { index, id, function: part, extra_content: extra } of calls ?? []) {
      const call = this.#callOf(index, id ?? '', part?.name ?? '');
      // Some servers repeat the name in every delta.
      if (call.name === '') call.name = part?.name ?? '';
      call.arguments += part?.arguments ?? '';
      call.extra = extra ?? call.extra;
    }
  }

  /** Only the name that comes first counts: some servers say the same under both. */
  #addThoughts({ reasoning_content: content, reasoning }: Delta): void {
    const field = this.#thoughts?.field ?? (content ? 'reasoning_content' : 'reasoning');
    const more = field === 'reasoning' ? reasoning : content;
    if (!more) return;
    this.#thoughts ??= { field, text: '' };
    this.#thoughts.text += more;
  }

  /**
   * Some servers number every call 0: another id is another call, and without ids so is a name behind
   * arguments that are whole (Gemini's calls come whole, one by one).
   */
  #callOf(index: number, id: string, name: string): OpenCall {
    const known = this.#calls.findLast((call) => call.index === index && (id === '' || call.id === id));
    const isNext = known !== undefined && id === '' && name !== '' && objectIn(known.arguments) !== undefined;
    if (known !== undefined && !isNext) return known;
    const call = { index, id: id || `call_${this.#calls.length}`, name: '', arguments: '', extra: undefined };
    this.#calls.push(call);
    return call;
  }

  #output(): object[] {
    const content = [
      ...(this.#text === '' ? [] : [{ type: 'output_text', text: this.#text }]),
      ...(this.#refusal === '' ? [] : [{ type: 'refusal', refusal: this.#refusal }]),
    ];
    return [
      ...(this.#thoughts === undefined ? [] : [{ type: 'reasoning', ...this.#thoughts }]),
      ...(content.length === 0 ? [] : [{ type: 'message', content }]),
      ...this.#calls.map(({ id, name, arguments: text, extra }) => ({
        ...{ type: 'function_call', call_id: id, name, arguments: text },
        extra_content: extra,
      })),
    ];
  }
}
