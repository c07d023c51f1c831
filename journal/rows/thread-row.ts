import type { Labels } from './labels.ts';

/** A thread as its row has it, with what its creator set. */
export interface ThreadRow {
  readonly threadId: string;
  readonly tenantId: string;
  readonly createdAt: Date;
  readonly settings: ThreadSettings;
  /** When it was archived; absent while it lives. */
  readonly archivedAt?: Date;
  /** It was archived since it was at rest for long: it reopens by itself. */
  readonly isResting?: true;
  /** Absent: neither a title nor metadata. */
  readonly labels?: Labels;
}

/** What is kept of its making, and not told of it. */
export interface NewThread {
  readonly requestId: string;
  /** The key that it was asked for with. */
  readonly madeBy?: string;
}

export interface ThreadSettings {
  readonly model?: string;
  /** How long the model thinks; absent: its own default. */
  readonly reasoningEffort?: ReasoningEffort;
  /** One reply has at most so many. */
  readonly maxOutputTokens?: number;
  /** Name of an operator-allowed directory whose copy is the thread's workspace; absent: empty workspace. */
  readonly workspaceSource?: string;
  /** Where else the workspace comes from; absent: from the source, or nowhere. */
  readonly workspaceOrigin?: WorkspaceOrigin;
}

/** The OpenAI API names them like this; a model may know only some. */
export type ReasoningEffort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

export type WorkspaceOrigin =
  | {
      readonly kind: 'git';
      /** It names no credentials. */
      readonly url: string;
      readonly ref?: string;
      readonly subdirectory?: string;
      readonly depth?: number;
      readonly submodules?: true;
    }
  /** A kept state of another thread. */
  | { readonly kind: 'fork'; readonly threadId: string; readonly stateId: string };
