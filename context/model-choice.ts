/** How a thread wants to be answered: what a request says beside its content. */
import type { ReasoningEffort } from '../journal/rows/thread-row.ts';

export interface ModelChoice {
  /** Absent: the operator's default. */
  readonly model?: string;
  /** Absent: the model's own default. */
  readonly reasoningEffort?: ReasoningEffort;
  /** One reply has at most so many, thoughts included; a reply that reaches it is cut and says so. */
  readonly maxOutputTokens?: number;
  /** Absent: whatever the provider's project is set to. */
  readonly serviceTier?: 'flex' | 'default';
}

/**
 * Models of OpenAI that think in items of their own. Other names are not known, and get no option that only
 * these have.
 */
export const isReasoningModel = (model: string): boolean =>
  /^(o\d|gpt-([5-9]|[1-9]\d))/.test(model) && !/^gpt-[\d.]+-chat/.test(model);
