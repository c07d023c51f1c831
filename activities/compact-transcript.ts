/**
 * The `compactTranscript` Activity: makes room in a thread's requests. What it decides is an item of the
 * record, written before it completes: no summary is paid twice, and every worker shows the same transcript
 * from then on. It never fails for want of a summary.
 */
import { planCompaction } from '../context/compaction/plan-compaction.ts';
import { compactedEntries } from '../context/transcript/compacted-entries.ts';
import { bytesWithin, limitBeyond } from '../context/window/context-limit.ts';
import { promptTokens } from '../context/window/token-estimate.ts';
import type { CompactionBody } from '../journal/bodies/compaction.ts';
import { defined } from '../objects/defined.ts';
import type { Activities, CompactionInput } from '../workflows/activities.ts';
import { type Account, withAccount } from './activity/account.ts';
import { modelPlace } from './activity/call-place.ts';
import { finishCall } from './activity/finish-call.ts';
import { limitsOf } from './compaction/limits.ts';
import { makeSummary } from './compaction/make-summary.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { noteEvents } from './memory/transcript-cache.ts';
import { refuseLateAttempt } from './model/refuse-call.ts';
import { readRequestParts } from './request/request-parts.ts';

/**
 * Asking for a summary may use this share of what is kept free for a reply: summaries are short, and the
 * cached prefix should fit.
 */
const SPARE_SHARE = 0.75;

export const createCompactTranscript =
  (dependencies: ActivityDependencies): Activities['compactTranscript'] =>
  (input) =>
    withAccount(
      async (account, signal) => {
        const { journal, transcripts } = dependencies;
        const { threadId, turn, seq, events = [], inputs = [] } = input;
        await journal.append(threadId, { events, inputs });
        noteEvents(transcripts, threadId, events);
        const kinds = ['compaction'] as const;
        const made = await journal.readPlace(threadId, { seq, kinds, after: input.after });
        if (made === undefined) {
          refuseLateAttempt(input);
          const body = await compact(dependencies, input, account, signal);
          const callId = `compaction-${seq}`;
          const item = { callId, seq, turn, kind: 'compaction', body: JSON.stringify(body) } as const;
          transcripts.note(threadId, await finishCall(journal, threadId, item, signal, input.after));
        }
        return account.total();
      },
      modelPlace(dependencies, 'compaction', input),
    );

async function compact(
  dependencies: ActivityDependencies,
  input: CompactionInput,
  account: Account,
  signal: AbortSignal,
): Promise<CompactionBody> {
  const parts = await readRequestParts(dependencies, input);
  const { transcript } = parts;
  const entries = transcript.entries();
  const { known, limitTokens, reserveTokens } = limitsOf(dependencies, parts, input);
  const roomBytes = Math.max(0, bytesWithin(limitTokens, transcript.lastCount) - parts.fixedBytes);
  const plan = planCompaction(entries, roomBytes, transcript.compaction);
  const spareTokens = input.reason === 'refused' ? 0 : reserveTokens * SPARE_SHARE;
  const summaryInput = { input, parts, entries, plan, roomBytes, maxInputTokens: limitTokens + spareTokens };
  const madeSummary = await makeSummary(dependencies, summaryInput, account, signal);
  const { modelCalls, usage } = account.total();
  const summary = madeSummary.summary ?? transcript.compaction?.summary;
  const compaction = {
    elidedBefore: plan.elidedBefore,
    ...defined({ excerptsBefore: plan.excerptsBefore, summary }),
  };
  const bytesAfter = compactedEntries(entries, compaction).reduce(
    (sum, { bytes }) => sum + bytes,
    parts.fixedBytes,
  );
  return {
    ...compaction,
    reason: input.reason,
    ...limitBeyond(known, promptTokens(bytesAfter, transcript.lastCount)),
    bytesBefore: parts.promptBytes,
    bytesAfter,
    ...defined({ summaryBy: madeSummary.by, problem: madeSummary.problem }),
    ...(modelCalls === 0 ? {} : { usage: { modelCalls, ...usage } }),
  };
}
