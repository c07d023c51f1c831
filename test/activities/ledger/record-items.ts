/** Items of a record as evidence may point at them. */
import type { FunctionCall } from '../../../activities/memory/find-call.ts';
import type { Item } from '../../../journal/journal.ts';
import type { CheckResult } from '../../../workflows/evidence/check-result.ts';

export const itemOf = (kind: Item['kind'], body: object, seq = 12): Item => ({
  seq,
  turn: 2,
  kind,
  createdAt: new Date(0),
  body: JSON.stringify(body),
});

export const resultOf = (name: string, output: string, ok = true): Item =>
  itemOf('toolResult', { name, ok, output });

/** `reason`: why the audit was refused. */
export const checksOfItem = (
  outcomes: readonly CheckResult[],
  reason?: string,
  kind: Item['kind'] = 'toolResult',
): Item =>
  itemOf(kind, {
    type: 'checksRan',
    purpose: 'audit',
    name: 'update_goal',
    ok: false,
    output: 'Refused.',
    verdict: { outcomes, changedProtectedPaths: [], proven: reason === undefined, reason },
  });

export const callOf = (name: string, args: object | string): FunctionCall => ({
  type: 'function_call',
  call_id: 'call_1',
  name,
  arguments: typeof args === 'string' ? args : JSON.stringify(args),
});
