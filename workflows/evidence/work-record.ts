/**
 * What became of a goal's workspace when the service last looked at it, as the journal keeps it for people.
 * Shapes only.
 */
import type { WorkspaceChanges } from './workspace-changes.ts';

export interface WorkRecord {
  readonly threadId: string;
  readonly goalId: string;
  /** It is the place of the run of the checks; for a goal at rest, of the event that brought it there. */
  readonly seq: number;
  readonly turn: number;
  /** `rest`: the goal had stopped. The others as runs of the checks have them. */
  readonly purpose: 'baseline' | 'audit' | 'request' | 'measure' | 'rest';
  readonly lookedAtMs: number;
  readonly stateId: string;
  /** Changes count from the accepted state; so does `patch`. */
  readonly changes: WorkspaceChanges;
  readonly patch: WorkPatch;
  readonly artifacts: readonly Artifact[];
}

/** A unified diff of the work, cut to a size that a record can hold. */
export interface WorkPatch {
  readonly text: string;
  /** Files of which only the beginning is in it. */
  readonly cutFiles: readonly string[];
  /** How many changed files are not in it at all. */
  readonly leftOutFiles: number;
}

/** A file that the goal was about: cited by a claim, or declared as the work. */
export interface Artifact {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Its beginning; absent: it is no text. */
  readonly excerpt?: string;
  readonly isCut: boolean;
}
