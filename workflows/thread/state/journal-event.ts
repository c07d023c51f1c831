/**
 * Events that the workflow adds to a thread's journal, beside the transcript. Small by contract: they travel
 * through Temporal history once, as part of the next Activity's input.
 */
import type { Usage } from '../../budget/usage.ts';
import type { GoalSnapshot, GoalStatus } from '../../goal/goal.ts';
import type { GoalRef } from '../../goal/goal-ref.ts';
import type { FailureOf } from '../../goal/status-cause.ts';
import type { Fallback } from './fallback.ts';

/** What of the workspace a person has changed; paths as records show them. */
export type PlacedWork =
  | {
      readonly what: 'workspace';
      readonly stateId: string;
      readonly files: number;
      readonly sizeBytes: number;
    }
  | { readonly what: 'file'; readonly path: string; readonly sha256: string; readonly sizeBytes: number }
  | { readonly what: 'removal'; readonly path: string };

export type JournalEvent = { readonly seq: number; readonly atMs: number; readonly turn: number } & (
  | {
      readonly type: 'turnStarted';
      readonly kind: 'user' | 'continuation' | 'wrapUp';
      /** The goal that the turn works for. */
      readonly goal?: GoalRef;
      /**
       * The journal position of what made the turn due. A goal's revision starts one turn for each, never
       * two.
       */
      readonly cause: number;
    }
  | {
      readonly type: 'turnEnded';
      readonly kind: 'user' | 'continuation' | 'wrapUp';
      readonly toolCalls: number;
      readonly tokens: number;
      readonly failure?: string;
      /** Absent where none of these failed, and in records of older releases. */
      readonly failureOf?: FailureOf;
      /**
       * All that the goal has used when the turn ended; absent once it is complete, and, in records of older
       * releases, while it went on.
       */
      readonly goalUsage?: Usage;
    }
  | {
      readonly type: 'goalChanged';
      readonly change: string;
      readonly actor: 'user' | 'model' | 'system';
      /** The status before, where the change has led to another one. */
      readonly from?: GoalStatus;
      readonly goal: GoalSnapshot;
    }
  | { readonly type: 'commandRefused'; readonly command: string; readonly reason: string }
  | {
      readonly type: 'goalStalled';
      readonly reason: string;
      readonly goal?: GoalRef;
      /**
       * Where the model's account stands of the obstacle that it named in its last turns; absent when it
       * named none.
       */
      readonly blockedSeq?: number;
    }
  | { readonly type: 'waitStarted'; readonly untilMs: number; readonly event?: string }
  | { readonly type: 'waitEnded'; readonly by: string }
  | { readonly type: 'eventArrived'; readonly event: string }
  | {
      readonly type: 'inputRequested';
      readonly inputId: string;
      /**
       * Absent: the model asked. `changedTests`: whether a claim counts although tests were changed that
       * decide on it. `contestedCheck`: whether a check stands that the model contests.
       */
      readonly about?: 'changedTests' | 'contestedCheck';
      /** Absent: the model asked in a turn that works for no goal. */
      readonly goal?: GoalRef;
      readonly check?: string;
      /** Where the results of the checks, and the changed files, stand. */
      readonly checksSeq?: number;
      /** If nobody answers by then, the claim is refused, the check stands, or the model goes on. */
      readonly deadlineMs?: number;
    }
  | {
      readonly type: 'inputAnswered';
      readonly inputId: string;
      /** The words of the answer, as a message; absent when it has none. */
      readonly messageId?: string;
      /** It answers a question about changed tests, or about a check. */
      readonly answer?: 'accept' | 'refuse' | 'stands' | 'edit';
    }
  | { readonly type: 'inputExpired'; readonly inputId: string }
  | { readonly type: 'inputWithdrawn'; readonly inputId: string; readonly reason: string }
  /** A person's words on a stop that changed no goal: there was none, or it was stopped before. */
  | { readonly type: 'reasonGiven'; readonly command: 'pause' | 'interrupt'; readonly reason: string }
  /** A queued message was taken back by whoever sent it. */
  | { readonly type: 'messageWithdrawn'; readonly inputId: string }
  /** A person has put files into the workspace; the worker that placed them wrote this. */
  | ({ readonly type: 'workPlaced'; readonly requestId: string } & PlacedWork)
  /** What a person has sent for the workspace was not placed, and why. */
  | { readonly type: 'workNotPlaced'; readonly requestId: string; readonly reason: string }
  /** Another model than before answers; without one it is the thread's own again. */
  | { readonly type: 'modelSwitched'; readonly model?: string; readonly reason?: Fallback['reason'] }
  /** The journal was found older than Temporal: these places are lost, and the words of these messages. */
  | {
      readonly type: 'recordBehind';
      readonly firstSeq?: number;
      readonly lastSeq?: number;
      readonly inputs?: readonly string[];
    }
  /**
   * Temporal was found older than the journal, which holds what the thread does not know of, up to this
   * place.
   */
  | { readonly type: 'recordAhead'; readonly lastSeq: number }
  | { readonly type: 'modeChanged'; readonly mode: 'default' | 'plan' }
  | { readonly type: 'threadArchived' }
  /** `isRebuilt`: its workflow was lost, and its state made of the record again. */
  | { readonly type: 'threadReopened'; readonly isRebuilt?: true }
);
