/** How long the requests of a thread may be, by its model's window and by what has been refused so far. */
import {
  inputTokenLimit,
  type KnownLimit,
  limitAfterGrowth,
  limitAfterRefusal,
} from '../../context/window/context-limit.ts';
import { promptTokens } from '../../context/window/token-estimate.ts';
import type { Outgrown } from '../../workflows/activities.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import type { ThreadRequestParts } from '../request/request-parts.ts';

export interface Limits {
  /** There is to be room for a request of this size. */
  readonly limitTokens: number;
  /** What holds from here on. */
  readonly known: KnownLimit;
  readonly reserveTokens: number;
}

export function limitsOf(
  dependencies: ActivityDependencies,
  parts: ThreadRequestParts,
  { reason, saidTokens }: Outgrown,
): Limits {
  const { transcript, promptBytes } = parts;
  const window = windowOf(dependencies, parts);
  const { reserveTokens } = window;
  const limitTokens = limitNow(dependencies, parts);
  if (reason === 'estimated') {
    const { isExact = false } = transcript.compaction ?? {};
    return { known: limitAfterGrowth(limitTokens, isExact), limitTokens, reserveTokens };
  }
  const refusedTokens = promptTokens(promptBytes, transcript.lastCount);
  const known = limitAfterRefusal(limitTokens, window, refusedTokens, saidTokens);
  return { known, limitTokens: known.limitTokens, reserveTokens };
}

/** Input tokens that the thread's next request may have. */
export const limitNow = (dependencies: ActivityDependencies, parts: ThreadRequestParts): number =>
  inputTokenLimit(
    windowOf(dependencies, parts),
    parts.choice.maxOutputTokens,
    parts.transcript.compaction?.limitTokens,
  );

const windowOf = ({ model, context }: ActivityDependencies, { choice }: ThreadRequestParts) =>
  context.windowOf(model.pricedModel(choice.model).model);
