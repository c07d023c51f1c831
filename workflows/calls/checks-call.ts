/** The goal's checks as one Activity, and what the goal pays for them. */
import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities.ts';
import type { JournalledChecks } from '../evidence/checks-verdict.ts';
import { charge } from '../thread/accounting.ts';
import { CHECKS_OPTIONS } from './activity-options.ts';
import { noteWritten, type Thread, withOutbox } from './running-thread.ts';

const { runChecks: checksActivity } = proxyActivities<Activities>(CHECKS_OPTIONS);

type ChecksRequest = Omit<Parameters<Activities['runChecks']>[0], 'events' | 'inputs'>;

export async function runChecks(
  thread: Thread,
  request: ChecksRequest,
): Promise<JournalledChecks & { readonly seq: number }> {
  const summary =
    request.purpose === 'audit' ? `turn ${request.turn} · audit` : `${request.purpose} · checks`;
  const result = await withOutbox(
    thread,
    (outbox) => checksActivity.executeWithOptions({ summary }, [{ ...request, ...outbox }]),
    { what: 'checks', summary },
  );
  noteWritten(thread, request.seq);
  // Whoever only wants to look does not spend the goal's time.
  const payer = request.purpose === 'request' ? undefined : request.goal;
  thread.state = charge(thread.state, payer, { activeMs: result.durationMs ?? 0 });
  return { ...result, seq: request.seq };
}
