/**
 * How a thread that has outgrown its model's context window is shown from some point on. Kept in the record
 * as an item, whose newest one holds: the transcript stays a function of the record alone. Nothing of the
 * record is lost by it.
 */
import { isFields, isListOf, isText } from './fields.ts';

export interface Compaction {
  /**
   * Outputs before this position are shown by one line each, long arguments of calls by their length;
   * thoughts are left out.
   */
  readonly elidedBefore: number;
  /**
   * Only where the last exchange alone is too long: outputs, arguments and messages before this position are
   * shown by their beginning and end. Never lower than in the compaction before.
   */
  readonly excerptsBefore?: number;
  /** What is left out for good; absent while eliding was enough. */
  readonly summary?: Summary;
}

export interface Summary {
  /** Everything before this position is left out but for `keeps`. Begins a message or a reply. */
  readonly before: number;
  /** Positions of the user's messages from before that stay word for word, ascending. */
  readonly keeps: readonly number[];
  /** Those of the others, ascending: they stand in the record, and the text names them. */
  readonly omits: readonly number[];
  /** Stands in place of the rest. */
  readonly text: string;
  /** What the provider has made of it, sealed for its own models; stands beside the text. */
  readonly sealed?: readonly Readonly<Record<string, unknown>>[];
}

/** Body of a `compaction` item. */
export interface CompactionBody extends Compaction {
  /** Why it was made: by an estimate, or since the provider refused a request for its length. */
  readonly reason: 'estimated' | 'refused';
  /**
   * Input tokens that a request may have, as far as is known now; a provider that refused less has shown it
   * to be less.
   */
  readonly limitTokens: number;
  /** The provider has named its window. */
  readonly isExact?: true;
  /** The whole request is counted, by `promptBytes`. */
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  /** Who made the summary: a model call, the provider's own compaction, or the service without either. */
  readonly summaryBy?: 'model' | 'provider' | 'service';
  /** Why there is no summary of a model where one was wanted. */
  readonly problem?: string;
  /** It is what the calls that were made for it have cost; absent when there were none. */
  readonly usage?: CompactionCost;
}

export interface CompactionCost {
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly costUsd?: number;
}

export const isCompaction = (value: unknown): value is CompactionBody =>
  isFields(value) &&
  typeof value.elidedBefore === 'number' &&
  (value.summary === undefined || isSummary(value.summary));

const isSummary = (value: unknown): boolean =>
  isFields(value) &&
  typeof value.before === 'number' &&
  isListOf(value.keeps, (place) => typeof place === 'number') &&
  isText(value.text) &&
  (value.sealed === undefined || isListOf(value.sealed, isFields));
