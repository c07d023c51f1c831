/**
 * A line of the worker's log: what happened to which Activity of which thread, and errors without their
 * words. JSON for machines, one sentence for who sits at a terminal. Pure.
 */
import type { LogEntry } from '@temporalio/worker';
import { type ErrorSummary, errorSummary } from './error-summary.ts';

/** They are the same in every line, or nobody can read them. */
const SAID_ELSEWHERE = ['sdkComponent', 'isLocal', 'taskToken', 'namespace', 'taskQueue', 'workflowType'];
/** A workflow is a thread; OpenTelemetry's names are spelled as the server's logs spell them. */
const NAMES: Readonly<Record<string, string>> = {
  workflowId: 'threadId',
  trace_id: 'traceId',
  span_id: 'spanId',
};

type Fields = Readonly<Record<string, unknown>>;

/** E.g. `{"level":"warn","time":"…","msg":"Activity failed","activityType":"callModel",…}`. */
export function logLine(entry: LogEntry, isTerminal = false): string {
  const { timestampNanos, level, message } = entry;
  const time = new Date(Number(timestampNanos / 1_000_000n)).toISOString();
  const fields = fieldsOf(entry);
  if (isTerminal) return `${time.slice(11, 19)} ${level.toLowerCase()} ${message}${sentence(fields)}\n`;
  return `${JSON.stringify({ level: level.toLowerCase(), time, msg: message, ...fields })}\n`;
}

function fieldsOf({ meta = {} }: LogEntry): Fields {
  return Object.fromEntries(
    Object.entries(meta).flatMap(([name, value]) => {
      const shown = SAID_ELSEWHERE.includes(name) ? undefined : shownOf(value);
      return shown === undefined ? [] : [[NAMES[name] ?? name, shown] as const];
    }),
  );
}

/** Values of other kinds are left out: they may hold anything. */
function shownOf(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return 'stack' in value ? errorSummary(value) : undefined;
  return typeof value === 'bigint' ? String(value) : value;
}

function sentence({ activityType, error, attempt, threadId }: Fields): string {
  const { type } = (error ?? {}) as Partial<ErrorSummary>;
  const parts = [activityType, type, attempt === undefined ? undefined : `attempt ${attempt}`, threadId];
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? '' : `: ${said.join(', ')}`;
}
