/** What was spent, and what was done for it: figures alone, which outlive their threads. */

export interface SpentFigure {
  /** The same answer is counted once. */
  readonly usageId: string;
  readonly threadId: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly costUsd?: number;
}

/** `metadata`: by the value of one key of the threads' metadata. */
export type UsageGrouping = 'day' | 'model' | 'key' | { readonly metadata: string };

export interface UsageSum {
  /** `null`: of no model, by no key, without the key of metadata, or of a thread that is purged. */
  readonly group: string | null;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  readonly modelCalls: number;
  readonly turns: number;
  readonly goals: number;
}

export interface UsageQuery {
  readonly tenantId: string;
  /** The first moment that counts. */
  readonly from: Date;
  /** The first moment that does not. */
  readonly to: Date;
  /** The key that made the threads; absent: whoever did. */
  readonly madeBy?: string;
  /** Absent: one sum of all. */
  readonly groupBy?: UsageGrouping;
}

/** The part of the journal that counts. */
export interface UsageFigures {
  /** One answer of a model, whatever became of it. */
  countSpent(figure: SpentFigure): Promise<void>;
  /** Groups in the order of their names, those without one last. */
  sumUsage(query: UsageQuery): Promise<UsageSum[]>;
}
