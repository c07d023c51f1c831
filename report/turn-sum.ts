export interface TurnSum {
  readonly turns: number;
  /** Those of them that only summed up. */
  readonly wrapUps: number;
  readonly tokens: number;
  readonly toolCalls: number;
}
