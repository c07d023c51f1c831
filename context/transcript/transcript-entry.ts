/**
 * One input item of the transcript with what is known of its origin, and how it looks under a compaction.
 * Pure.
 */
import type { Compaction } from '../../journal/bodies/compaction.ts';
import { elidedCall, elidedOutput, elidedThoughts, excerptOfMessage, excerptOfOutput } from './elide.ts';
import type { InputItem } from './input-item.ts';
import type { TranscriptKind } from './kind-sizes.ts';

export interface Entry {
  /** Place in the record of what it was made from. */
  readonly seq: number;
  readonly turn: number;
  readonly kind: TranscriptKind;
  readonly item: InputItem;
  /** It counts the item's JSON text. */
  readonly bytes: number;
  /**
   * It counts the text that makes up most of it (output, arguments, content, thoughts), as it stands in the
   * record.
   */
  readonly textBytes: number;
  readonly form: 'whole' | 'excerpt' | 'elided';
  /** A call's output says where the reply stands that made the call. */
  readonly replySeq?: number;
}

export interface Origin {
  readonly seq: number;
  readonly turn: number;
}

export function entryOf(kind: TranscriptKind, item: InputItem, { seq, turn }: Origin): Entry {
  const text = item.output ?? item.arguments ?? item.content ?? item.text;
  const textBytes = typeof text === 'string' ? Buffer.byteLength(text) : 0;
  return { seq, turn, kind, item, bytes: jsonBytes(item), textBytes, form: 'whole' };
}

/**
 * The compaction shows an entry like this that is not left out by its summary; `undefined`: it is left out.
 */
export function compacted(entry: Entry, { elidedBefore, excerptsBefore = 0 }: Compaction): Entry | undefined {
  if (entry.seq < elidedBefore) return elided(entry);
  return entry.seq < excerptsBefore ? excerpted(entry) : entry;
}

function elided(entry: Entry): Entry | undefined {
  const original = { seq: entry.seq, bytes: entry.textBytes };
  switch (entry.kind) {
    case 'reasoning': {
      const thoughts = elidedThoughts(entry.item, original);
      return thoughts && withItem(entry, 'elided', thoughts);
    }
    case 'toolOutputs':
      return withItem(entry, 'elided', elidedOutput(entry.item, original));
    case 'toolCalls':
      return withItem(entry, 'elided', elidedCall(entry.item, original));
    default:
      return entry;
  }
}

function excerpted(entry: Entry): Entry {
  if (entry.form !== 'whole') return entry;
  const original = { seq: entry.seq, bytes: entry.textBytes };
  switch (entry.kind) {
    case 'toolOutputs':
      return withItem(entry, 'excerpt', excerptOfOutput(entry.item, original));
    case 'toolCalls':
      return withItem(entry, 'elided', elidedCall(entry.item, original));
    case 'userMessages':
    case 'modelMessages':
      return withItem(entry, 'excerpt', excerptOfMessage(entry.item, original));
    default:
      return entry;
  }
}

function withItem(entry: Entry, form: Entry['form'], item: InputItem): Entry {
  if (entry.form === 'elided' || item === entry.item) return entry;
  return { ...entry, form, item, bytes: jsonBytes(item) };
}

const jsonBytes = (value: object): number => Buffer.byteLength(JSON.stringify(value));
