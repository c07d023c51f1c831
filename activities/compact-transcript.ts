/**
 * The `compactTranscript` Activity: makes room in a thread's requests. What it decides is an item of the record, written before
 * it completes: no summary is paid twice, and every worker shows the same transcript from then on. It never fails for want of
 * a summary.
 */
import { activityInfo } from '@temporalio/activity';
import { compactedEntries } from '../context/compacted-entries.ts';
import type { CompactionBody, Summary } from '../context/compaction.ts';
import {
  bytesWithin,
  inputTokenLimit,
  type KnownLimit,
  limitAfterGrowth,
  limitAfterRefusal,
  limitBeyond,
} from '../context/context-limit.ts';
import { type CompactionPlan, planCompaction } from '../context/plan-compaction.ts';
import { lastWordsText } from '../context/summary-text.ts';
import { promptTokens } from '../context/token-estimate.ts';
import type { Entry } from '../context/transcript-entry.ts';
import type { Activities, CompactionInput } from '../workflows/activities.ts';
import { type Account, withAccount } from './account.ts';
import { lastWords } from './compaction/last-words.ts';
import { omittedPart } from './compaction/omitted-part.ts';
import { type Summarised, summarise } from './compaction/summarise.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { isUsedUp, refuseLateAttempt } from './model/refuse-call.ts';
import { readRequestParts, type ThreadRequestParts } from './request-parts.ts';

/** Of the room of a transcript: what a summary may take, and what may be taken without one before the oldest part has to go. */
const SUMMARY_SHARE = 0.1;
const ELIDED_SHARE = 0.85;
const MAX_SUMMARY_BYTES = 48 * 1024;
const SPARE_SHARE = 0.75;

export const createCompactTranscript =
  (dependencies: ActivityDependencies): Activities['compactTranscript'] =>
  (input) =>
    withAccount(async (account, signal) => {
      const { journal, transcripts } = dependencies;
      const { threadId, turn, seq, events = [], inputs = [] } = input;
      await journal.append(threadId, { events, inputs });
      for (const event of events) transcripts.noteEvent(threadId, event.seq);
      const isDone = activityInfo().attempt > 1 && (await journal.readItem(threadId, seq)) !== undefined;
      if (!isDone) {
        refuseLateAttempt(input);
        const body = await compact(dependencies, input, account, signal);
        const callId = `compaction-${seq}`;
        const item = { callId, seq, turn, kind: 'compaction', body: JSON.stringify(body) } as const;
        transcripts.note(threadId, await journal.finishCall(threadId, item));
      }
      return account.total();
    });

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
  // A summary is short: most of what is kept free for a reply may be used to ask for it, so that the cached prefix fits.
  const spareTokens = input.reason === 'refused' ? 0 : reserveTokens * SPARE_SHARE;
  const maxInputTokens = limitTokens + spareTokens;
  const wish = { input, parts, entries, plan, maxInputTokens, roomBytes };
  const made = await summaryFor(dependencies, wish, account, signal);
  const { modelCalls, usage } = account.total();
  const summary = made.summary ?? transcript.compaction?.summary;
  const compaction = {
    elidedBefore: plan.elidedBefore,
    ...(plan.excerptsBefore === undefined ? {} : { excerptsBefore: plan.excerptsBefore }),
    ...(summary === undefined ? {} : { summary }),
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
    ...(made.by === undefined ? {} : { summaryBy: made.by }),
    ...(made.problem === undefined ? {} : { problem: made.problem }),
    ...(modelCalls === 0 ? {} : { usage: { modelCalls, ...usage } }),
  };
}

/** `known`: what holds from here on; `limitTokens`: for the request that there is to be room for. */
function limitsOf(
  { model, context }: ActivityDependencies,
  { choice, transcript, promptBytes }: ThreadRequestParts,
  { reason, saidTokens }: CompactionInput,
): { readonly known: KnownLimit; readonly limitTokens: number; readonly reserveTokens: number } {
  const window = context.windowOf(model.pricedModel(choice.model).model);
  const { reserveTokens } = window;
  const { limitTokens: knownTokens, isExact = false } = transcript.compaction ?? {};
  const limitTokens = inputTokenLimit(window, choice.maxOutputTokens, knownTokens);
  if (reason === 'estimated')
    return { known: limitAfterGrowth(limitTokens, isExact), limitTokens, reserveTokens };
  const refusedTokens = promptTokens(promptBytes, transcript.lastCount);
  const known = limitAfterRefusal(limitTokens, window, refusedTokens, saidTokens);
  return { known, limitTokens: known.limitTokens, reserveTokens };
}

interface SummaryWish {
  readonly input: CompactionInput;
  readonly parts: ThreadRequestParts;
  readonly entries: readonly Entry[];
  readonly plan: CompactionPlan;
  readonly maxInputTokens: number;
  readonly roomBytes: number;
}

interface MadeSummary {
  readonly summary?: Summary;
  readonly by?: CompactionBody['summaryBy'];
  readonly problem?: string;
}

/** Nothing where none is wanted. Without one of a model, old outputs alone give way, if that is enough, or the model's last words stand in. */
async function summaryFor(
  dependencies: ActivityDependencies,
  wish: SummaryWish,
  account: Account,
  signal: AbortSignal,
): Promise<MadeSummary> {
  const { input, entries, plan, roomBytes } = wish;
  const replaces = plan.summarise;
  if (replaces === undefined) return {};
  if (!hasWork(entries, replaces.before)) return { summary: wordless(wish, replaces), by: 'service' };
  const isSpent = input.kind === 'wrapUp' || isUsedUp(input.goal?.left, account.total());
  const summarised: Summarised = isSpent
    ? { ok: false, problem: 'the budget is used up' }
    : await summarise(dependencies, taskOf(wish, replaces), account, signal);
  if (summarised.ok) return summarised;
  const { problem } = summarised;
  if (plan.elidedBytes <= roomBytes * ELIDED_SHARE) return { problem };
  return { summary: wordless(wish, replaces), by: 'service', problem };
}

type Replaced = NonNullable<CompactionPlan['summarise']>;

/** Without a model: its last words, if there are any. */
const wordless = ({ entries }: SummaryWish, replaces: Replaced): Summary => ({
  ...replaces,
  text: lastWordsText(lastWords(entries, replaces.before), omittedPart(entries, replaces)),
});

/** What a summary would be about; messages of the user alone need none. */
const hasWork = (entries: readonly Entry[], before: number): boolean =>
  entries.some(({ kind, seq }) => seq < before && kind !== 'userMessages');

const taskOf = ({ parts, entries, maxInputTokens, roomBytes }: SummaryWish, replaces: Replaced) => ({
  parts,
  entries,
  replaces,
  maxInputTokens,
  maxBytes: Math.min(MAX_SUMMARY_BYTES, roomBytes * SUMMARY_SHARE),
});
