/**
 * A reply of Chat Completions, put together from the chunks of its stream and handed on as a `response`
 * object, so that one parser judges the replies of both protocols. Everything here came from outside. Pure.
 */
import type { ChatThoughtsField } from '../../../journal/bodies/model-reply.ts';
import { billedUsage, countedUsage } from '../exchange/billed-usage.ts';
import type { Exchanged } from '../exchange/exchange.ts';
import { parseReply } from '../exchange/reply.ts';
import { ChatCalls } from './chat-calls.ts';
import { type Chunk, readChunk } from './chat-chunk.ts';
import { type Finish, finishOf } from './finish-reason.ts';

export class ChatReply {
  #text = '';
  #thoughts: { readonly field: ChatThoughtsField; text: string } | undefined;
  #refusal = '';
  readonly #calls = new ChatCalls();
  #head: Pick<Chunk, 'id' | 'model' | 'serviceTier'> = { id: '', model: '', serviceTier: '' };
  #usage: unknown;
  #finishReason = '';
  #error: unknown;

  /** Takes the next chunk and tells the text that it brings. */
  add(data: unknown): string {
    const chunk = readChunk(data);
    this.#head = {
      id: this.#head.id || chunk.id,
      model: this.#head.model || chunk.model,
      serviceTier: chunk.serviceTier || this.#head.serviceTier,
    };
    if (!isNothing(chunk.usage) || isNothing(this.#usage)) this.#usage = chunk.usage ?? this.#usage;
    const more =
      chunk.isWhole && chunk.text.startsWith(this.#text) ? chunk.text.slice(this.#text.length) : chunk.text;
    this.#text += more;
    this.#refusal += chunk.refusal;
    this.#addThoughts(chunk.thoughts);
    for (const part of chunk.calls) this.#calls.add(part);
    this.#finishReason = chunk.finishReason || this.#finishReason;
    this.#error ??= chunk.error;
    return more;
  }

  /**
   * `isOver`: the server said that nothing more comes, which is an end also without a finish reason.
   * `undefined`: the stream ended before the reply did.
   */
  end(isOver = false): Exchanged | undefined {
    const usage = billedUsage({ usage: this.#usage });
    if (this.#error !== undefined) return { ok: false, error: this.#error, usage };
    const output = this.#output();
    if (this.#finishReason === '' && !(isOver && output.length > 0)) return undefined;
    const finish = finishOf(this.#finishReason);
    if (finish.kind === 'brokenOff') return { ok: false, error: brokenOff(this.#finishReason), usage };
    const parsed = parseReply(this.#response(finish, output));
    return parsed.ok ? parsed : { ...parsed, usage };
  }

  #response(finish: Finish, output: readonly object[]): object {
    const { id, model, serviceTier } = this.#head;
    return {
      id,
      ...(model === '' ? {} : { model }),
      ...(serviceTier === '' ? {} : { service_tier: serviceTier }),
      ...(finish.kind === 'cut'
        ? { status: 'incomplete', incomplete_details: { reason: finish.reason } }
        : { status: 'completed' }),
      output,
      usage: this.#usage,
    };
  }

  /** Only the name that comes first counts: some servers say the same under both. */
  #addThoughts({ reasoning_content: content, reasoning }: Chunk['thoughts']): void {
    const field = this.#thoughts?.field ?? (content === '' ? 'reasoning' : 'reasoning_content');
    const more = field === 'reasoning' ? reasoning : content;
    if (more === '') return;
    this.#thoughts ??= { field, text: '' };
    this.#thoughts.text += more;
  }

  #output(): object[] {
    const content = [
      ...(this.#text === '' ? [] : [{ type: 'output_text', text: this.#text }]),
      ...(this.#refusal === '' ? [] : [{ type: 'refusal', refusal: this.#refusal }]),
    ];
    return [
      ...(this.#thoughts === undefined ? [] : [{ type: 'reasoning', ...this.#thoughts }]),
      ...(content.length === 0 ? [] : [{ type: 'message', content }]),
      ...this.#calls.items(),
    ];
  }
}

/** Some servers say zeros once the figures have come. */
function isNothing(usage: unknown): boolean {
  const counted = countedUsage(usage);
  return counted === undefined || counted.inputTokens + counted.outputTokens === 0;
}

const brokenOff = (reason: string): object => ({
  code: 'server_error',
  message: `the provider broke its reply off (${reason.slice(0, 64)})`,
});
