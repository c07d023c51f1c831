import type { ContextWindow } from '../context/window/context-window.ts';
import type { BudgetRule } from '../contracts/ceiling/budget-rule.ts';
import type { Journal } from '../journal/journal.ts';
import type { WebhookSettings } from '../settings/webhook-settings.ts';
import type { LivePublisher } from '../streaming/publisher.ts';
import type { SharedCalls } from './activity/heartbeat.ts';
import type { Recall } from './memory/recall.ts';
import type { TranscriptCache } from './memory/transcript-cache.ts';
import type { ModelClient } from './model/client.ts';
import type { FallbackModels } from './model/fallback-models.ts';
import type { ProviderCompaction } from './model/responses/provider-compaction.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { WarmCache } from './sandbox/warm-go-cache.ts';
import type { Mutate } from './twins/run-mutator.ts';
import type { Workspaces } from './workspace/workspaces.ts';

/** Who audits. */
export interface AuditorModel {
  readonly client: ModelClient;
  /** The operator's choice; absent: the thread's model. A contract may name another one. */
  readonly model?: string;
}

/** How long requests may be. */
export interface ContextSettings {
  readonly windowOf: (model: string) => ContextWindow;
  /** Sums up what no longer fits; absent: a call of the thread's model does. */
  readonly compactAtProvider?: ProviderCompaction;
}

/** What the Activities work with; tests pass their own. */
export interface ActivityDependencies {
  readonly journal: Journal;
  readonly model: ModelClient;
  /** Who works in place of a thread's model that is gone for long; an audit waits for its own. */
  readonly fallbacks: FallbackModels;
  /**
   * `native`: only what the protocol tells from words is a call. `auto`: also what is all of a reply's words
   * (`written/`).
   */
  readonly toolCalls: 'auto' | 'native';
  readonly auditor: AuditorModel;
  readonly context: ContextSettings;
  /** Tells those who watch a thread what its model writes. */
  readonly live: LivePublisher;
  readonly transcripts: TranscriptCache;
  readonly recall: Recall;
  readonly sandbox: Sandbox;
  /** Go's standard library, compiled, for checks that start Go. */
  readonly warmGoCache: () => Promise<WarmCache>;
  /** Changes expectations of tests, for twins of checks. */
  readonly mutate: Mutate;
  readonly workspaces: Workspaces;
  /** What runs in this worker, and how much of it may; absent: every call is alone. */
  readonly calls?: SharedCalls;
  /** What a goal gets that the model sets without a budget, and how much one may have. */
  readonly budgets: BudgetRule;
  /** Where events may be sent; absent: to the public internet alone. */
  readonly webhooks?: WebhookSettings;
}
