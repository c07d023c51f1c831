/**
 * The search attributes that a namespace needs, with their types as the Temporal SDK spells them. They make
 * threads findable in Temporal UI and CLI; SQLite and Postgres allow 10 Keyword, and 3 of every other type.
 */
export const SEARCH_ATTRIBUTES = {
  GoalStatus: 'KEYWORD',
  GoalPhase: 'KEYWORD',
  TenantId: 'KEYWORD',
  TokensUsed: 'INT',
  GoalObjective: 'TEXT',
} as const;
