export interface ContextWindow {
  readonly windowTokens: number;
  readonly reserveTokens: number;
}
