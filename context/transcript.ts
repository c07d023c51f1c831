/**
 * The transcript as input items of the Responses API, append-only: an item once added never changes, so that each
 * request's prefix is the one before (providers' prompt caches live on that).
 */
import type { Item } from '../journal/journal.ts';
import { KindSizes, type SizesByKind, type TranscriptKind } from './kind-sizes.ts';
import type { ModelReply, ReplyOutput } from './model-reply.ts';

/** An input item in wire form. */
export type InputItem = Readonly<Record<string, unknown>>;

/** Body of a `toolResult` item. */
export interface ToolResultBody {
  readonly name: string;
  readonly ok: boolean;
  readonly output: string;
}

/** Body of a `userMessage` item. */
export interface UserMessageBody {
  readonly content: string;
  /** The question of `request_input` that it answers. */
  readonly answers?: string;
}

/** The id under which the journal keeps call number `index` of the reply at `replySeq`. */
export const callIdOf = (replySeq: number, index: number): string => `${replySeq}-${index}`;

/** Where the reply stands that made the call. */
export const replySeqOf = (callId: string): number => Number.parseInt(callId, 10);

/** A command's answer says in its first line under which number a claim can cite it. */
function citable(seq: number, { name, output }: ToolResultBody): string {
  if (name !== 'shell') return output;
  const [first = '', ...rest] = output.split('\n');
  return [`${first} [item ${seq}]`, ...rest].join('\n');
}

const NOT_RUN = 'Not run: the turn ended before this call.';

const OUTPUT_KINDS: Readonly<Record<ReplyOutput['type'], TranscriptKind>> = {
  message: 'modelMessages',
  reasoning: 'reasoning',
  function_call: 'toolCalls',
};

export class Transcript {
  readonly #input: InputItem[] = [];
  /** Calls of the last reply that have no result yet: journal call id → the provider's call id. */
  readonly #open = new Map<string, string>();
  /** Counted once for each item, so that the size of a long transcript costs no look at it. */
  readonly #sizes = new KindSizes();
  #lastSeq = 0;
  #bytes = 0;

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Size of what was added, for cache limits. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes the items over, which must follow those before in order of seq. Events are not part of the transcript. */
  add(items: readonly Item[]): void {
    for (const item of items) {
      this.#lastSeq = item.seq;
      this.#bytes += item.body.length;
      if (item.kind === 'userMessage') this.#addUserMessage(JSON.parse(item.body) as UserMessageBody);
      else if (item.kind === 'modelReply') this.#addReply(item.seq, JSON.parse(item.body) as ModelReply);
      else if (item.kind === 'toolResult')
        this.#addToolResult(item.callId ?? '', citable(item.seq, JSON.parse(item.body) as ToolResultBody));
    }
  }

  /** Passes over the next position, which holds no part of the transcript; any other position is left alone. */
  skip(seq: number): void {
    if (seq === this.#lastSeq + 1) this.#lastSeq = seq;
  }

  /** The input so far; calls that will never be run are answered, since a provider refuses an unanswered one. */
  input(): InputItem[] {
    return [...this.#input, ...this.#closers()];
  }

  /** What the items of `input()` take, by kind. */
  sizes(): SizesByKind {
    return this.#sizes.with('toolOutputs', this.#closers());
  }

  #push(kind: TranscriptKind, item: InputItem): void {
    this.#input.push(item);
    this.#sizes.add(kind, item);
  }

  #addUserMessage({ content, answers }: UserMessageBody): void {
    this.#close();
    const text = answers === undefined ? content : `Answer to your question:\n${content}`;
    this.#push('userMessages', { role: 'user', content: text });
  }

  #addReply(seq: number, reply: ModelReply): void {
    this.#close();
    let index = 0;
    for (const output of reply.output) {
      const item = output.type === 'message' ? { role: 'assistant', content: output.text } : output;
      this.#push(OUTPUT_KINDS[output.type], item);
      if (output.type === 'function_call') this.#open.set(callIdOf(seq, index++), output.call_id);
    }
  }

  #addToolResult(journalCallId: string, output: string): void {
    const callId = this.#open.get(journalCallId);
    // A result that comes after its turn was closed has been answered already.
    if (callId === undefined) return;
    this.#open.delete(journalCallId);
    this.#push('toolOutputs', { type: 'function_call_output', call_id: callId, output });
  }

  #close(): void {
    for (const closer of this.#closers()) this.#push('toolOutputs', closer);
    this.#open.clear();
  }

  #closers(): InputItem[] {
    return [...this.#open.values()].map((call_id) => ({
      type: 'function_call_output',
      call_id,
      output: NOT_RUN,
    }));
  }
}
