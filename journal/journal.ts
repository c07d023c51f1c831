/**
 * The journal: the only owner of text. One append-only record per thread, numbered by `seq`, plus what it
 * refers to. Implemented once over plain SQL (`journal/sql-journal.ts`) and run on PGlite and on Postgres
 * alike. Every write is idempotent: by (thread, seq), by call id, or by the row's own id.
 */
import type { Contract } from '../workflows/contract/contract.ts';
import type { KnownPaths } from '../workflows/contract/patterns/unmatched-patterns.ts';
import type { ClaimRecord, IterationRecord } from '../workflows/evidence/ledger.ts';
import type { WorkRecord } from '../workflows/evidence/work-record.ts';
import type { GoalSnapshot } from '../workflows/goal/goal.ts';
import type { JournalEvent } from '../workflows/thread/state/journal-event.ts';
import type { ThreadState } from '../workflows/thread/state/thread-state.ts';
import type { ApiKeys } from './rows/api-key.ts';
import type { AuditLog } from './rows/audit-entry.ts';
import type { CheckRuns } from './rows/goals/check-run.ts';
import type { SavedContracts } from './rows/goals/saved-contract.ts';
import type { SeenStates } from './rows/goals/seen-state.ts';
import type { Inputs } from './rows/input.ts';
import type { KeptStates } from './rows/kept-state-row.ts';
import type { KeyedRequests } from './rows/keyed-request.ts';
import type { LabelRows } from './rows/labels.ts';
import type { Placements } from './rows/placement.ts';
import type { Purges } from './rows/purge.ts';
import type { Pushes } from './rows/push.ts';
import type { Schedules } from './rows/schedules/schedule.ts';
import type { ServiceEvents } from './rows/service-event.ts';
import type { TenantCounts, ThreadSizes } from './rows/tenant-counts.ts';
import type { ThreadOverviews } from './rows/thread-overview.ts';
import type { NewThread, ThreadRow } from './rows/thread-row.ts';
import type { UsageFigures } from './rows/usage-figures.ts';
import type { Webhooks } from './rows/webhook.ts';
import type { WebhookDeliveries } from './rows/webhook-delivery.ts';
import type { MadeWorkspace, WorkspaceSet } from './rows/workspace-row.ts';

/** One entry of the record. `body` is JSON text, kept byte for byte so that request prefixes never change. */
export interface Item {
  readonly seq: number;
  readonly turn: number;
  readonly kind: ItemKind;
  readonly callId?: string;
  readonly createdAt: Date;
  readonly body: string;
  /** A call that began and has no result: its body is empty. Only where such rows are asked for. */
  readonly isBegun?: true;
}

/**
 * `event` rows are not shown to the model; the other kinds are the transcript, and `compaction` says how it
 * is shown.
 */
export type ItemKind = 'userMessage' | 'modelReply' | 'toolResult' | 'compaction' | 'event';

export type NewItem = Omit<Item, 'createdAt'>;

/** What is known of a call that may have run before. */
export type CallRecord =
  | { readonly state: 'new' }
  /** Begun by an earlier attempt that did not finish: its effect is unknown. */
  | { readonly state: 'started' }
  | { readonly state: 'finished'; readonly item: Item };

export interface Journal
  extends ApiKeys,
    AuditLog,
    KeyedRequests,
    Inputs,
    SavedContracts,
    SeenStates,
    CheckRuns,
    KeptStates,
    Placements,
    ServiceEvents,
    Webhooks,
    WebhookDeliveries,
    Pushes,
    Schedules,
    LabelRows,
    ThreadOverviews,
    Purges,
    UsageFigures,
    TenantCounts,
    ThreadSizes {
  /** Inserts the thread, or returns the one that the same request (of the same tenant) made before. */
  createThread(thread: Omit<ThreadRow, 'createdAt' | 'archivedAt'> & NewThread): Promise<ThreadRow>;
  readThread(threadId: string): Promise<ThreadRow | undefined>;
  /** Newest first. `cursor` is the last thread id of the page before. */
  listThreads(tenantId: string, limit: number, cursor?: string): Promise<ThreadRow[]>;

  /** Puts the state of a thread away, in place of one that was put away before. */
  archiveThread(threadId: string, state: ThreadState): Promise<void>;
  /** The state that was put away; `undefined` while the thread lives. */
  readArchived(threadId: string): Promise<ThreadState | undefined>;
  /** The thread lives again, from this state on, which is forgotten. One that was put away since stays. */
  unarchiveThread(threadId: string, state: ThreadState): Promise<void>;

  /** Keeps what a file of a hidden check holds, and says its SHA-256. */
  saveContent(threadId: string, content: Uint8Array): Promise<string>;
  /** Tells which of these the thread was sent: SHA-256 → bytes. */
  contentSizes(threadId: string, sha256s: readonly string[]): Promise<ReadonlyMap<string, number>>;
  readContent(threadId: string, sha256: string): Promise<Buffer | undefined>;

  /** That the thread's workspace was made. The first one stays; says which one is kept. */
  keepWorkspace(threadId: string, made: MadeWorkspace): Promise<MadeWorkspace>;
  readWorkspace(threadId: string): Promise<MadeWorkspace | undefined>;
  /** A worker starts with this directory of workspaces. */
  startWorkspaceSet(set: WorkspaceSet): Promise<void>;
  /**
   * Others that workers started with lately, or that hold workspaces of threads that live, with how many of
   * them.
   */
  listOtherSets(setId: string): Promise<(WorkspaceSet & { readonly threads: number })[]>;

  /**
   * The state in which a person gave the thread its workspace. The first one stays; says which one is kept.
   */
  keepGivenState(threadId: string, stateId: string): Promise<string>;
  readGivenState(threadId: string): Promise<string | undefined>;
  /** The last one stays at one place: an attempt that was lost may have seen another workspace. */
  saveWork(work: WorkRecord): Promise<void>;
  /** The last one of a goal for one of these purposes. */
  readWork(goalId: string, purposes: readonly WorkRecord['purpose'][]): Promise<WorkRecord | undefined>;

  /**
   * Appends items, events, and the delivery of queued inputs in one transaction. Rows that exist already
   * (same thread and seq) stay as they are. A `goalChanged` event also moves that goal's snapshot forward
   * (never backward).
   */
  append(threadId: string, entry: JournalEntry): Promise<void>;
  /**
   * Reads in order of seq, from after `afterSeq` on; rows of calls that only started are left out unless they
   * are asked for.
   */
  readItems(threadId: string, afterSeq: number, limit: number, begun?: 'withBegun'): Promise<Item[]>;
  readItem(threadId: string, seq: number): Promise<Item | undefined>;
  /**
   * What stands at a place that an Activity is to write an item of one of these kinds to. Throws
   * `RecordMismatch` when another kind stands there, or when nothing stands at `after`, which was written
   * before.
   */
  readPlace(
    threadId: string,
    place: { readonly seq: number; readonly kinds: readonly ItemKind[]; readonly after?: number | undefined },
  ): Promise<Item | undefined>;
  /** Those of these places that hold something, in order of seq. */
  readItemsAt(threadId: string, seqs: readonly number[]): Promise<Item[]>;
  /** It is `readItems`, but for items of kind `event` only: a long transcript is passed over. */
  readEvents(threadId: string, afterSeq: number, limit: number): Promise<Item[]>;
  /**
   * The last place and the last turn of the record, calls that only started among them; `undefined` while it
   * is empty.
   */
  readEndOfRecord(threadId: string): Promise<{ readonly seq: number; readonly turn: number } | undefined>;
  /** The last item of this kind up to a place, itself included. */
  readLastItem(threadId: string, kind: ItemKind, upToSeq: number): Promise<Item | undefined>;

  /**
   * Notes that a call is about to run, and says what an earlier attempt left. Only the first caller gets
   * `new`. `entry` is appended in the same transaction.
   */
  beginCall(threadId: string, call: CallKey, entry: JournalEntry): Promise<CallRecord>;
  /**
   * Stores the call's item and returns what the record holds now: the first finisher wins. `after` as in an
   * entry, for a call whose beginning the record does not hold.
   */
  finishCall(threadId: string, item: NewItem & { readonly callId: string }, after?: number): Promise<Item>;
  /**
   * Says that an attempt of the call is alive, or that one awaits another's result. Resolves with the age of
   * the other side's latest sign; `undefined`: there is none.
   */
  giveSign(threadId: string, callId: string, side: 'alive' | 'awaited'): Promise<number | undefined>;

  /** A claim with the same id stays as it was recorded. */
  saveClaim(claim: ClaimRecord): Promise<void>;
  /** Claims are in the order in which they were recorded. */
  listClaims(goalId: string): Promise<ClaimRecord[]>;
  /** Replaces what is known to be stale of the claim's evidence. */
  markStale(threadId: string, claimId: string, stale: readonly string[]): Promise<void>;
  saveIteration(iteration: IterationRecord): Promise<void>;
  listIterations(goalId: string): Promise<IterationRecord[]>;
  /** The workflow's events of the item's turn that stand before it, in order. */
  listTurnEvents(threadId: string, item: Pick<Item, 'seq' | 'turn'>): Promise<JournalEvent[]>;

  /**
   * What the thread's workspace holds, as records show paths, in place of what was saved before. Of very
   * many, those nearest to the root are kept.
   */
  savePaths(threadId: string, paths: readonly string[]): Promise<void>;
  readPaths(threadId: string): Promise<KnownPaths | undefined>;

  /** The goals of a thread, newest first. */
  listGoals(threadId: string): Promise<GoalRecord[]>;
  /** One goal of the thread, its newest without an id; `firstSeq` is the place of its first event. */
  readGoal(
    threadId: string,
    goalId?: string,
  ): Promise<(GoalRecord & { readonly firstSeq: number }) | undefined>;

  /** Which of these threads are archived. */
  archivedAmong(threadIds: readonly string[]): Promise<string[]>;

  /** Rejects with what is in the way of writing, e.g. a full disk; nothing of it stays. */
  checkWritable(): Promise<void>;

  close(): Promise<void>;
}

export interface CallKey {
  readonly callId: string;
  readonly seq: number;
  readonly turn: number;
  readonly kind: 'modelReply' | 'toolResult' | 'event';
}

export interface JournalEntry {
  readonly items?: readonly NewItem[];
  readonly events?: readonly JournalEvent[];
  /**
   * A place that was written before: when nothing stands there, `RecordMismatch` is thrown, and the entry
   * written all the same.
   */
  readonly after?: number | undefined;
  /** Queued messages that are delivered now, each at its place in the record. */
  readonly inputs?: readonly { readonly inputId: string; readonly seq: number; readonly turn: number }[];
}

export interface GoalRecord {
  readonly snapshot: GoalSnapshot;
  readonly contract: Contract;
}
