/** A goal whose provider fails behind its first reply, by the clock of the workflow. */
import { expect } from '@jest/globals';
import type { Reply } from '../../scripted-model/reply.ts';
import type { RecordedRequest } from '../../scripted-model/request-record.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import type { SkippedTimeService } from '../support/service/skipped-time.ts';
import { fetchHistories } from '../support/workflow/histories.ts';

/** The goal's own work: three model calls, all in one turn when nothing fails. */
export const WORK: readonly Reply[] = [
  { toolCalls: [{ name: 'shell', arguments: { command: 'echo half > half.txt' }, callId: 'call_1' }] },
  shell('touch done.txt'),
  claim,
];

export interface PlayedFault {
  readonly threadId: string;
  /** When each call arrived. */
  readonly callsAtMs: readonly number[];
  readonly calls: () => readonly RecordedRequest[];
  readonly goal: () => Promise<Json>;
  /** The provider is as good as new from now on. */
  mend(): void;
}

/** The first reply is good; then come `times` faults. `reply` makes each. */
export async function playFault(
  service: SkippedTimeService,
  reply: () => Reply,
  times: number,
): Promise<PlayedFault> {
  const callsAtMs: number[] = [];
  let faultsLeft = times;
  let done = 0;
  const threadId = await service.threadWith(async ({ tools }) => {
    callsAtMs.push(await service.nowMs());
    if (tools.length === 0) return say('Closing words.');
    if (done === 0 || faultsLeft === 0) return WORK[done++] ?? say('Nothing more to do.');
    faultsLeft -= 1;
    return reply();
  }, FILE_GOAL);
  return {
    threadId,
    callsAtMs,
    calls: () => service.modelCalls(threadId),
    goal: () => service.api.goal(threadId),
    mend: () => {
      faultsLeft = 0;
    },
  };
}

/** Tokens of the calls whose answers the provider counted, up to the one that proved the goal. */
export const inputTokensOf = (calls: readonly RecordedRequest[]): number =>
  calls
    .filter(({ request }) => request.tools.length > 0)
    .reduce((sum, { usage }) => sum + (usage?.inputTokens ?? 0), 0);

/** Whatever the provider does, the workflow itself runs on, and no turn counts as one without progress. */
export async function expectCalmRecord(
  { api, temporalAddress }: SkippedTimeService,
  { threadId }: PlayedFault,
): Promise<void> {
  const histories = await fetchHistories(temporalAddress, threadId);
  const failed = histories.flatMap(({ events }) =>
    (events ?? []).filter(
      ({ workflowTaskFailedEventAttributes }) => workflowTaskFailedEventAttributes != null,
    ),
  );
  expect(failed).toEqual([]);
  const stalls = (await api.items(threadId)).filter(({ body }) => body.type === 'goalStalled');
  expect(stalls).toEqual([]);
}
