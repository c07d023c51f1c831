/**
 * Groups the tool calls of one reply: neighbours that only read run side by side, all others one after
 * another.
 */
import type { ToolCallRef } from './tool-call-ref.ts';

/** So many calls run side by side at most. */
export const MAX_PARALLEL_CALLS = 8;

export function toolBatches(calls: readonly ToolCallRef[]): ToolCallRef[][] {
  const batches: ToolCallRef[][] = [];
  for (const call of calls) {
    const last = batches.at(-1);
    if (call.readOnly && last?.[0]?.readOnly && last.length < MAX_PARALLEL_CALLS) last.push(call);
    else batches.push([call]);
  }
  return batches;
}
