/** Event histories as the Temporal server keeps them. */
import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';

export type History = proto.temporal.api.history.v1.IHistory;
export type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

const { HistoryEvent: EventType } = proto.temporal.api.history.v1;

/** The histories of all runs of a workflow id, oldest first (continue-as-new begins a new one). */
export async function fetchHistories(address: string, workflowId: string): Promise<History[]> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection });
    const histories: History[] = [];
    let runId: string | undefined =
      (await client.workflow.getHandle(workflowId).describe()).raw.workflowExecutionInfo?.firstRunId ??
      undefined;
    while (runId !== undefined) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      histories.push(history);
      const last = history.events?.at(-1);
      runId = last?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
    }
    return histories;
  } finally {
    await connection.close();
  }
}

/** What the running Activity of a workflow said last of itself, as JSON text; empty when it said nothing. */
export async function fetchHeartbeat(address: string, workflowId: string): Promise<string> {
  const connection = await Connection.connect({ address });
  try {
    const { raw } = await new Client({ connection }).workflow.getHandle(workflowId).describe();
    const data = raw.pendingActivities?.[0]?.heartbeatDetails?.payloads?.[0]?.data;
    return data ? Buffer.from(data).toString('utf8') : '';
  } finally {
    await connection.close();
  }
}

/** Size on the wire, which is close to what the server counts. */
export const eventBytes = (event: HistoryEvent): number => EventType.encode(event).finish().byteLength;

/** Sizes of every payload in the event, wherever it stands. */
export function payloadSizes(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(payloadSizes);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  const { metadata, data } = value as { metadata?: unknown; data?: unknown };
  if (metadata !== undefined && data instanceof Uint8Array) return [data.byteLength];
  return Object.values(value).flatMap(payloadSizes);
}

/**
 * Bytes and events of each turn, in order. An event belongs to the turn whose Activity was scheduled last.
 */
export function turnSizes(histories: readonly History[]): { turn: number; bytes: number; events: number }[] {
  const sizes = new Map<number, { turn: number; bytes: number; events: number }>();
  let turn = 0;
  for (const event of histories.flatMap((history) => history.events ?? [])) {
    turn = scheduledTurn(event) ?? turn;
    const size = sizes.get(turn) ?? { turn, bytes: 0, events: 0 };
    sizes.set(turn, { turn, bytes: size.bytes + eventBytes(event), events: size.events + 1 });
  }
  return [...sizes.values()];
}

function scheduledTurn(event: HistoryEvent): number | undefined {
  const data = event.activityTaskScheduledEventAttributes?.input?.payloads?.[0]?.data;
  if (!data) return undefined;
  const input = JSON.parse(Buffer.from(data).toString('utf8')) as { turn?: number };
  return input.turn;
}
