/** A thread as its row has it, with what its creator set. */
export interface ThreadRow {
  readonly threadId: string;
  readonly tenantId: string;
  readonly createdAt: Date;
  readonly settings: ThreadSettings;
  /** When it was archived; absent while it lives. */
  readonly archivedAt?: Date;
}

export interface ThreadSettings {
  readonly model?: string;
  /** How long the model thinks; absent: its own default. */
  readonly reasoningEffort?: ReasoningEffort;
  /** One reply has at most so many. */
  readonly maxOutputTokens?: number;
  /** Name of an operator-allowed directory whose copy is the thread's workspace; absent: empty workspace. */
  readonly workspaceSource?: string;
}

/** The OpenAI API names them like this; a model may know only some. */
export type ReasoningEffort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';
