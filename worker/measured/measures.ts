/** What an Activity that ended says of itself in figures. Pure. */
import type { Activities } from '../../workflows/activities.ts';
import { spentIn } from '../../workflows/budget/spent.ts';
import type { ModelUsage } from '../../workflows/budget/usage.ts';
import { refusesNothing } from '../../workflows/evidence/auditor.ts';
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';

export type Measure =
  | { readonly of: 'modelSeconds'; readonly call: string; readonly outcome: string; readonly seconds: number }
  | { readonly of: 'usage'; readonly usage: ModelUsage }
  | { readonly of: 'sandboxSeconds'; readonly kind: 'command' | 'checks'; readonly seconds: number }
  | { readonly of: 'audit'; readonly judge: 'checks' | 'auditor'; readonly outcome: 'passed' | 'refused' }
  | { readonly of: 'event'; readonly event: JournalEvent };

export interface Ended {
  readonly type: string;
  readonly input: unknown;
  readonly seconds: number;
  readonly end: { readonly result: unknown } | { readonly error: unknown };
}

type Name = keyof Activities;
type Results = { readonly [N in Name]: Awaited<ReturnType<Activities[N]>> };

const MODEL_CALLS: readonly string[] = ['callModel', 'compactTranscript', 'judgeClaim'] satisfies Name[];
const MODEL_FAILURE = /^ModelError\.(\w{1,40})$/;

/** Failures count as such; what they have spent until then is in their details. */
export function measuresOf({ type, input, seconds, end }: Ended): Measure[] {
  const model = MODEL_CALLS.includes(type)
    ? [{ of: 'modelSeconds', call: type, outcome: outcomeOf(end), seconds } as const]
    : [];
  if ('error' in end) return [...model, ...spentOf(end.error)];
  return [...model, ...resultMeasures(type, input, end.result, seconds), ...eventsOf(input)];
}

/** Other failures of a model call are of the service's own parts. */
function outcomeOf(end: Ended['end']): string {
  if ('result' in end) return 'ok';
  const { type, name } = (end.error ?? {}) as { readonly type?: unknown; readonly name?: unknown };
  const [, kind] = MODEL_FAILURE.exec(typeof type === 'string' ? type : '') ?? [];
  if (kind !== undefined) return kind.charAt(0).toLowerCase() + kind.slice(1);
  return name === 'CancelledFailure' || name === 'AbortError' ? 'cancelled' : 'other';
}

function spentOf(error: unknown): Measure[] {
  const { details } = (error ?? {}) as { readonly details?: unknown };
  const { usage, modelCalls } = spentIn(Array.isArray(details) ? details[0] : undefined);
  return modelCalls === 0 ? [] : [{ of: 'usage', usage }];
}

function resultMeasures(type: string, input: unknown, result: unknown, seconds: number): Measure[] {
  switch (type as Name) {
    case 'callModel': {
      const { usage, wasted } = result as Results['callModel'];
      return [
        { of: 'usage', usage },
        ...(wasted === undefined ? [] : [{ of: 'usage', usage: wasted.usage } as const]),
      ];
    }
    case 'compactTranscript':
      return [{ of: 'usage', usage: (result as Results['compactTranscript']).usage }];
    case 'judgeClaim': {
      const { usage, accepted, isAudited } = result as Results['judgeClaim'];
      const audit = { of: 'audit', judge: 'auditor', outcome: accepted ? 'passed' : 'refused' } as const;
      return [{ of: 'usage', usage }, ...(isAudited ? [audit] : [])];
    }
    case 'runToolCall':
      return [{ of: 'sandboxSeconds', kind: 'command', seconds: workedSeconds(result, seconds) }];
    case 'runChecks': {
      const { purpose, callId } = input as { readonly purpose: string; readonly callId?: string };
      const verdict = result as Results['runChecks'];
      // Where there is no call to answer, what nothing refuses is the auditor's to prove.
      const isRefused = callId === undefined ? !refusesNothing(verdict) : !verdict.proven;
      const outcome = isRefused ? 'refused' : 'passed';
      return [
        { of: 'sandboxSeconds', kind: 'checks', seconds: workedSeconds(result, seconds) },
        ...(purpose === 'audit' ? [{ of: 'audit', judge: 'checks', outcome } as const] : []),
      ];
    }
    default:
      return [];
  }
}

/** Waiting for a place among others is no work. */
function workedSeconds(result: unknown, seconds: number): number {
  const { durationMs } = (result ?? {}) as { readonly durationMs?: number };
  return durationMs === undefined ? seconds : durationMs / 1_000;
}

/** Events travel with one Activity until it has succeeded, so that each is counted once. */
function eventsOf(input: unknown): Measure[] {
  const { events = [] } = (input ?? {}) as { readonly events?: readonly JournalEvent[] };
  return events.map((event) => ({ of: 'event', event }));
}
