/** The steps that a played goal can take. */
import type { CheckRun } from '../../journal/journal.ts';
import type { TurnKind } from '../../workflows/activities.ts';
import type { ReadSet, WorkspaceChanges } from '../../workflows/workspace-changes.ts';

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
  readonly changedProtectedPaths?: readonly string[];
  readonly cannotRun?: string;
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
  /** What happens within the turn, before its closing words. */
  readonly during?: () => Promise<void>;
  readonly words?: string;
}
