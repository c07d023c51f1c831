/**
 * Events that the workflow adds to a thread's journal, beside the transcript. Small by contract: they travel through
 * Temporal history once, as part of the next Activity's input.
 */
import type { GoalSnapshot } from './goal.ts';

export type JournalEvent = { readonly seq: number; readonly atMs: number; readonly turn: number } & (
  | { readonly type: 'turnStarted'; readonly kind: 'user' | 'continuation' | 'wrapUp' }
  | {
      readonly type: 'turnEnded';
      readonly kind: 'user' | 'continuation' | 'wrapUp';
      readonly toolCalls: number;
      readonly tokens: number;
      readonly failure?: string;
    }
  | {
      readonly type: 'goalChanged';
      readonly change: string;
      readonly actor: 'user' | 'model' | 'system';
      readonly goal: GoalSnapshot;
    }
  | { readonly type: 'commandRefused'; readonly command: string; readonly reason: string }
  | { readonly type: 'goalStalled'; readonly reason: string }
);
