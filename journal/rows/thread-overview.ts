/** Threads as lists show them: found by what is on record, without a look into any of them. */
import type { Usage } from '../../workflows/budget/usage.ts';
import type { GoalSnapshot, GoalStatus } from '../../workflows/goal/goal.ts';
import type { Labels } from './labels.ts';
import type { ThreadRow } from './thread-row.ts';

/** What the record says of the thread's course; that a turn runs the checks is known to the thread alone. */
export type RecordedPhase = 'idle' | 'running' | 'waiting' | 'needsInput';

export interface ThreadOverview extends ThreadRow {
  /** When anything of it was last recorded that a list shows. */
  readonly updatedAt: Date;
  readonly phase: RecordedPhase;
  /** Its last goal, also one that was cleared; absent: it never had one. */
  readonly goal?: GoalOverview;
}

export interface GoalOverview {
  readonly snapshot: GoalSnapshot;
  /** All that it had used when its last turn ended, or at its last change, whichever was later. */
  readonly usage: Usage;
  /** Absent: it is not stalled. */
  readonly stalledBecause?: string;
  /** The first line of its objective, or what is long enough of it. */
  readonly objective: string;
  readonly labels: Labels;
}

/** A thread has to be all of it. */
export interface ThreadFilter {
  readonly tenantId: string;
  readonly statuses?: readonly GoalStatus[];
  readonly phases?: readonly RecordedPhase[];
  readonly isArchived?: boolean;
  readonly isStalled?: boolean;
  readonly metadata?: Labels['metadata'];
  /** Anywhere in the title, in whatever case. */
  readonly titleContains?: string;
  readonly createdAfter?: Date;
  readonly createdBefore?: Date;
  readonly updatedAfter?: Date;
  readonly updatedBefore?: Date;
}

export const THREAD_ORDERS = ['createdAt', '-createdAt', 'updatedAt', '-updatedAt'] as const;
/** One with a minus begins with the newest. */
export type ThreadOrder = (typeof THREAD_ORDERS)[number];

export interface OverviewPage {
  readonly threads: readonly ThreadOverview[];
  /** Goes on with the list behind this page; absent: this was the last one. */
  readonly nextCursor?: string;
}

/** The part of the journal that finds threads. */
export interface ThreadOverviews {
  /** `undefined`: that is no cursor of a list in this order. */
  listOverviews(
    filter: ThreadFilter,
    page: { readonly order: ThreadOrder; readonly limit: number; readonly cursor?: string },
  ): Promise<OverviewPage | undefined>;
  countOverviews(filter: ThreadFilter): Promise<number>;
}
