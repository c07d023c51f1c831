import type { BudgetRule } from '../contracts/ceiling/budget-rule.ts';
import type { QuotaRule } from '../contracts/ceiling/quota-rule.ts';
import type { Journal } from '../journal/journal.ts';
import type { UploadLimits } from '../settings/upload-settings.ts';
import type { WebhookSettings } from '../settings/webhook-settings.ts';
import type { LiveWatch } from '../streaming/watch.ts';
import type { ScheduleClient } from './temporal/schedule-client.ts';
import type { ThreadClient } from './temporal/threads.ts';

/** What the routes work with; tests pass their own. */
export interface ServerDependencies {
  readonly journal: Journal;
  readonly threads: ThreadClient;
  readonly schedules: ScheduleClient;
  readonly live: LiveWatch;
  /**
   * Directories that a thread may ask a copy of, by name. They are the worker's, and may not be readable
   * here.
   */
  readonly workspaceSources: Readonly<Record<string, string>>;
  /** The workspaces and their states, where this process can read them. */
  readonly workspacesDirectory?: string;
  /** Folders whose disks must not be full, where this process can see them. */
  readonly disks?: readonly string[];
  /** How much callers may send; absent: the defaults. */
  readonly uploads?: UploadLimits;
  /** What goals get that name no budget, and how much one may have. */
  readonly budgets: BudgetRule;
  /** Where events may be sent; absent: to the public internet alone. */
  readonly webhooks?: WebhookSettings;
  /** What tenants may have and spend; absent: as much as they like. */
  readonly quotas?: QuotaRule;
}
