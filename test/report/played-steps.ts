/** The steps that a played goal can take. */
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import type { TwinSummary } from '../../workflows/evidence/twin-summary.ts';
import type { WorkRecord } from '../../workflows/evidence/work-record.ts';
import type { ReadSet, WorkspaceChanges } from '../../workflows/evidence/workspace-changes.ts';
import type { FailureOf } from '../../workflows/goal/status-cause.ts';
import type { TurnKind } from '../../workflows/turn/turn-kind.ts';

export interface PlayedRun {
  readonly name: string;
  readonly passed: boolean;
  readonly exitCode?: number | null;
  readonly metric?: number;
  readonly reason?: string;
  readonly output?: string;
  readonly reads?: ReadSet;
}

export interface PlayedChecks {
  readonly purpose: CheckRun['purpose'];
  readonly runs: readonly PlayedRun[];
  readonly changes?: WorkspaceChanges;
  /** What was kept of the work with them. */
  readonly work?: Pick<WorkRecord, 'patch' | 'artifacts'>;
  readonly changedProtectedPaths?: readonly string[];
  /** Changes that the copy lacked. */
  readonly leftOut?: readonly string[];
  /** What twins showed, and those of which check refused. */
  readonly twins?: readonly TwinSummary[];
  readonly refusingTwin?: string;
  readonly cannotRun?: string;
  /** Nothing but a person's word is missing. */
  readonly awaitsPerson?: { readonly paths: readonly string[] };
  /** An auditor was asked: its ruling, which stands in an item of its own. */
  readonly audit?: object;
  /** Why the auditor refused. */
  readonly refusedBy?: string;
}

export interface PlayedTurn {
  readonly kind?: TurnKind;
  readonly minutes?: number;
  readonly inputTokens?: number;
  readonly cachedInputTokens?: number;
  readonly outputTokens?: number;
  readonly toolCalls?: number;
  readonly costUsd?: number;
  readonly failure?: string;
  readonly failureOf?: FailureOf;
  /** What happens within the turn, before its closing words. */
  readonly during?: () => Promise<void>;
  readonly words?: string;
  /** It goes on when the story ends. */
  readonly isRunning?: true;
}
