/** What the demo reads of the service's replies. */

export interface ItemReply {
  readonly seq: number;
  readonly turn: number;
  readonly kind: 'userMessage' | 'modelReply' | 'toolResult' | 'compaction' | 'event';
  readonly body: Readonly<Record<string, unknown>>;
}

export interface CheckReply {
  readonly name: string;
  readonly role: string;
  readonly passed: boolean;
  readonly exitCode: number | null;
  readonly metric?: number | null;
  readonly reason?: string | null;
}

export interface ShownGoal {
  readonly goalId: string;
  readonly status: string;
  readonly statusReason: string;
  readonly phase: string;
  readonly next: { readonly action: string; readonly reason: string };
  readonly tokensUsed: number;
  readonly refusedAudits: number;
  readonly usage: {
    readonly inputTokens: number;
    readonly cachedInputTokens: number;
    readonly outputTokens: number;
    readonly modelCalls: number;
    readonly toolCalls: number;
    readonly turns: number;
  };
  readonly checks: readonly CheckReply[];
  readonly contract: {
    readonly objective: string;
    readonly verification: { readonly checks: readonly { name: string; command: string }[] };
    readonly constraints: { readonly checks: readonly { name: string; command: string }[] };
  };
}

/** One line of the evidence ledger. */
export interface ClaimReply {
  readonly claim: string;
  /** What it is worth now; a claim whose evidence does not stand any more is not what it was recorded as. */
  readonly standing: string;
  /** Present when it was recorded again. */
  readonly supersededBy?: string;
}
