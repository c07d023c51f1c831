/**
 * The transcript as input items of the Responses API. Append-only: an item once added does not change, so
 * that each request's prefix is the one before (providers' prompt caches live on that). Only a compaction
 * rewrites it.
 */

import type { CompactionBody } from '../../journal/bodies/compaction.ts';
import type { ModelReplyBody, ReplyOutput } from '../../journal/bodies/model-reply.ts';
import { bodyAs, knownBody, readBody } from '../../journal/bodies/read-body.ts';
import type { ToolResultBody } from '../../journal/bodies/tool-result.ts';
import type { UserMessageBody } from '../../journal/bodies/user-message.ts';
import type { Item } from '../../journal/journal.ts';
import type { CountedPrompt } from '../window/token-estimate.ts';
import { repeatableArguments } from './call-arguments.ts';
import { compactedEntries } from './compacted-entries.ts';
import type { InputItem } from './input-item.ts';
import { type SizesByKind, sizesOf, type TranscriptKind, withSize } from './kind-sizes.ts';
import {
  type ItemOrigin,
  type LeftOut,
  leaveOut,
  NOTHING_LEFT_OUT,
  newestReply,
  originAt,
} from './left-out.ts';
import { repeatableReply } from './repeatable-reply.ts';
import { eventNote, isOfRecord, isShown } from './shown-event.ts';
import { answerHeading, citable } from './shown-text.ts';
import { summaryItems } from './summary-items.ts';
import { compacted, type Entry, entryOf, type Origin } from './transcript-entry.ts';
import { answerOfUnanswered } from './unanswered-call.ts';

/** The id under which the journal keeps call number `index` of the reply at `replySeq`. */
export const callIdOf = (replySeq: number, index: number): string => `${replySeq}-${index}`;

/** Where the reply stands that made the call. */
export const replySeqOf = (callId: string): number => Number.parseInt(callId, 10);

/** A part of a reply as later requests repeat it. */
export function repeated(output: ReplyOutput): InputItem {
  if (output.type === 'message') return { role: 'assistant', content: output.text };
  return output.type === 'function_call'
    ? { ...output, arguments: repeatableArguments(output.arguments) }
    : output;
}

const OUTPUT_KINDS: Readonly<Record<ReplyOutput['type'], TranscriptKind>> = {
  message: 'modelMessages',
  reasoning: 'reasoning',
  function_call: 'toolCalls',
};

/** A call without a result: where the reply stands that made it, and the provider's id of the call. */
interface OpenCall extends Origin {
  readonly callId: string;
  /** It counts the calls of its reply before it. */
  readonly index: number;
}

export class Transcript {
  #entries: Entry[] = [];
  /** Calls of the last reply that have no result yet, by the journal's id of the call. */
  readonly #open = new Map<string, OpenCall>();
  /** Those of them that the record says began, and of which it has no end. */
  readonly #begun = new Set<string>();
  /** Counted once for each item, so that the size of a long transcript costs no look at it. */
  /** What is told behind the results of the calls that are still open: nothing may stand between them. */
  #notes: Entry[] = [];
  #sizes: SizesByKind = sizesOf([]);
  #compaction: (CompactionBody & { readonly seq: number }) | undefined;
  #lastCount: CountedPrompt | undefined;
  #lastSeq = 0;
  /** Ids of calls and thoughts: no two may have the same. */
  readonly #ids = new Set<string>();
  #bytes = 0;

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Size of what it holds, for cache limits. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The newest compaction, and where it stands; absent while the transcript is whole. */
  get compaction(): (CompactionBody & { readonly seq: number }) | undefined {
    return this.#compaction;
  }

  /** What the provider counted for the last request that it answered; absent when no reply is known. */
  get lastCount(): CountedPrompt | undefined {
    return this.#lastCount;
  }

  /**
   * Entries are in order; calls that will never be run are answered, since a provider refuses an unanswered
   * one.
   */
  entries(): readonly Entry[] {
    return [...this.#entries, ...this.#closers(), ...this.#notes];
  }

  /**
   * Begins with what the newest compaction leaves of the record: `kept` are the items that it keeps from
   * before its summary. What is to be added next is the item at `summary.before`, or the first one without a
   * summary.
   */
  begin(compaction: Item, kept: readonly Item[]): void {
    const body = knownBody(compaction, 'compaction');
    this.#compaction = { ...body, seq: compaction.seq };
    for (const item of kept) {
      if (item.kind === 'event') this.#addEvent(item);
      else this.#addUserMessage(item, knownBody(item, 'userMessage'));
    }
    if (body.summary === undefined) return;
    for (const entry of summaryItems(body.summary)) this.#push(entry);
    this.#lastSeq = body.summary.before - 1;
  }

  /**
   * Takes the items over, which must follow those before in order of seq. Of events, those that the model has
   * to know of are part of it.
   */
  add(items: readonly Item[]): void {
    for (const item of items) {
      this.#lastSeq = item.seq;
      if (item.isBegun) this.#begun.add(item.callId ?? '');
      else if (item.kind === 'event') this.#addEvent(item);
      else this.#add(item);
    }
  }

  /**
   * What one says of places that are lost holds for a worker that remembers them, too. */
  #addEvent(item: Item): void {
    const event = bodyAs(item, 'event');
    if (event === undefined || !isShown(event)) return;
    const { seq, turn } = item;
    this.#notes.push(entryOf('userMessages', { role: 'user', content: eventNote(event) }, { seq, turn }));
    if (isOfRecord(event)) this.#close();
    else if (this.#open.size === 0) this.#tellNotes();
    if (event.type === 'recordBehind') this.#forget(event.firstSeq, event.lastSeq);
  }

  #tellNotes(): void {
    for (const note of this.#notes) this.#push(note);
    this.#notes = [];
  }

  /**
   * What cannot be read stops the thread: without it every later request would be another one than those
   * before.
   */
  #add(item: Item): void {
    const { kind, body } = readBody(item);
    switch (kind) {
      case 'userMessage':
        this.#close();
        this.#addUserMessage(item, body);
        break;
      case 'modelReply':
        this.#addReply(item, body);
        break;
      case 'toolResult':
      case 'checks':
      case 'audit':
        this.#addToolResult(item, body);
        break;
      case 'compaction':
        this.#compact({ ...body, seq: item.seq });
        break;
      case 'event':
        break;
      case 'unreadable':
        throw new Error(`item ${item.seq} of the record cannot be read`);
    }
  }

  /**
   * Passes over the next position, which holds no part of the transcript; any other position is left alone.
   */
  skip(seq: number): void {
    if (seq === this.#lastSeq + 1) this.#lastSeq = seq;
  }

  /** The input so far, but for what is left out. */
  input(leftOut: LeftOut = NOTHING_LEFT_OUT): InputItem[] {
    return leaveOut(this.entries(), leftOut).map(({ item }) => item);
  }

  /**
   * Where the newest reply stands that is in the transcript; no request has repeated it and been answered
   * yet.
   */
  newestReply(): number | undefined {
    return newestReply(this.#entries);
  }

  /** Where the item at `index` of such an input comes from. */
  originAt(index: number, leftOut: LeftOut): ItemOrigin | undefined {
    return originAt(this.entries(), index, leftOut);
  }

  /** What the items of `input()` take, by kind. */
  sizes(): SizesByKind {
    return [...this.#closers(), ...this.#notes].reduce(withSize, this.#sizes);
  }

  #push(entry: Entry): void {
    const shown = this.#compaction === undefined ? entry : compacted(entry, this.#compaction);
    if (shown === undefined) return;
    this.#entries.push(shown);
    this.#sizes = withSize(this.#sizes, shown);
    this.#bytes += shown.bytes;
  }

  #addUserMessage({ seq, turn }: Item, { content, answers }: UserMessageBody): void {
    const text = answers === undefined ? content : `${answerHeading(answers)}\n${content}`;
    this.#push(entryOf('userMessages', { role: 'user', content: text }, { seq, turn }));
  }

  #addReply({ seq, turn }: Item, reply: ModelReplyBody): void {
    this.#close();
    this.#leaveOut({ replies: reply.leftOut ?? [], thoughtsUpTo: reply.thoughtsLeftOut });
    let index = 0;
    for (const output of repeatableReply(reply.output, (at) => `item${seq}_${at}`, this.#ids)) {
      this.#push(entryOf(OUTPUT_KINDS[output.type], repeated(output), { seq, turn }));
      if (output.type === 'function_call')
        this.#open.set(callIdOf(seq, index), { seq, turn, callId: output.call_id, index: index++ });
    }
    const { promptBytes, usage } = reply;
    if (promptBytes !== undefined) this.#lastCount = { promptBytes, inputTokens: usage.inputTokens };
  }

  #addToolResult({ seq, turn, callId: journalId = '' }: Item, result: ToolResultBody): void {
    const call = this.#open.get(journalId);
    // A result that comes after its turn was closed has been answered already.
    if (call === undefined) return;
    this.#open.delete(journalId);
    const output = citable(seq, result);
    const item = { type: 'function_call_output', call_id: call.callId, output };
    this.#push({ ...entryOf('toolOutputs', item, { seq, turn }), replySeq: call.seq });
    if (this.#open.size === 0) this.#tellNotes();
  }

  /**
   * The one change to what was added before besides a compaction: a request that repeats it would be refused
   * for good.
   */
  #leaveOut(leftOut: LeftOut): void {
    const left = leaveOut(this.#entries, leftOut);
    if (left === this.#entries) return;
    this.#replaceEntries([...left]);
  }

  #forget(firstSeq = 0, lastSeq = -1): void {
    const isLost = ({ seq, replySeq = seq }: Entry): boolean => replySeq >= firstSeq && replySeq <= lastSeq;
    this.#replaceEntries(this.#entries.filter((entry) => !isLost(entry)));
  }

  /**
   * Puts a compaction in force. The record may hold earlier ones: one that is older than that in force
   * changes nothing.
   */
  #compact(body: CompactionBody & { readonly seq: number }): void {
    if (this.#compaction !== undefined && body.seq <= this.#compaction.seq) return;
    this.#compaction = body;
    this.#replaceEntries(compactedEntries(this.#entries, body));
  }

  #replaceEntries(entries: Entry[]): void {
    this.#entries = entries;
    this.#sizes = sizesOf(entries);
    this.#bytes = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #close(): void {
    for (const closer of this.#closers()) this.#push(closer);
    this.#open.clear();
    this.#begun.clear();
    this.#tellNotes();
  }

  #closers(): Entry[] {
    return [...this.#open].map(([journalId, { callId, index, ...origin }]) => {
      const output = answerOfUnanswered(index, this.#begun.has(journalId));
      // It has the place of its call in the record, and is compacted with it.
      return {
        ...entryOf('toolOutputs', { type: 'function_call_output', call_id: callId, output }, origin),
        replySeq: origin.seq,
      };
    });
  }
}
