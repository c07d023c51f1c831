/**
 * What stands in place of the part that is left out: a model's summary, or without one what there is of its
 * words.
 */
import type { CompactionPlan } from '../../context/compaction/plan-compaction.ts';
import { lastWordsText } from '../../context/compaction/summary-text.ts';
import type { Entry } from '../../context/transcript/transcript-entry.ts';
import type { CompactionBody, Summary } from '../../journal/bodies/compaction.ts';
import { defined } from '../../objects/defined.ts';
import type { CompactionInput } from '../../workflows/activities.ts';
import type { Account } from '../activity/account.ts';
import { cutToBytes } from '../auditor/byte-cap.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { isUsedUp } from '../model/refuse-call.ts';
import type { ThreadRequestParts } from '../request/request-parts.ts';
import { lastWords } from './last-words.ts';
import { omittedPart } from './omitted-part.ts';
import { type Summarised, summarise } from './summarise.ts';

/**
 * A summary may take this share of a transcript's room, and what may be taken without one before the oldest
 * part has to go.
 */
const SUMMARY_SHARE = 0.1;
const ELIDED_SHARE = 0.85;
const MAX_SUMMARY_BYTES = 48 * 1024;

export interface SummaryWish {
  readonly input: CompactionInput;
  readonly parts: ThreadRequestParts;
  readonly entries: readonly Entry[];
  readonly plan: CompactionPlan;
  /** Input tokens that asking for a summary may take. */
  readonly maxInputTokens: number;
  /** What the transcript may take of a request. */
  readonly roomBytes: number;
}

export interface MadeSummary {
  readonly summary?: Summary;
  readonly by?: CompactionBody['summaryBy'];
  readonly problem?: string;
}

/**
 * Nothing where none is wanted, or where none could be had and eliding is enough. Throws what Temporal is to
 * repeat.
 */
export async function makeSummary(
  dependencies: ActivityDependencies,
  wish: SummaryWish,
  account: Account,
  signal: AbortSignal,
): Promise<MadeSummary> {
  const { input, parts, entries, plan, maxInputTokens, roomBytes } = wish;
  const replaces = plan.summarise;
  if (replaces === undefined) return {};
  const maxBytes = Math.min(MAX_SUMMARY_BYTES, roomBytes * SUMMARY_SHARE);
  const wordless = (): Summary => withoutModel(wish, replaces, maxBytes);
  if (!hasWork(entries, replaces.before)) return { summary: wordless(), by: 'service' };
  const isSpent = input.kind === 'wrapUp' || isUsedUp(input.goal?.left, account.total());
  const summarised: Summarised = isSpent
    ? { ok: false, problem: 'the budget is used up' }
    : await summarise(dependencies, { parts, entries, replaces, maxInputTokens, maxBytes }, account, signal);
  if (summarised.ok) return summarised;
  const { problem } = summarised;
  if (plan.elidedBytes <= roomBytes * ELIDED_SHARE) return { problem };
  return { summary: wordless(), by: 'service', problem };
}

/** An earlier summary, as far as there is room, and the last words of the turns since. */
function withoutModel(
  { parts, entries }: SummaryWish,
  replaces: NonNullable<CompactionPlan['summarise']>,
  maxBytes: number,
): Summary {
  const { text, sealed } = parts.transcript.compaction?.summary ?? {};
  const earlier = text === undefined ? [] : [cutToBytes(text, Math.floor(maxBytes), 'start').text];
  const words = lastWordsText(lastWords(entries, replaces.before), omittedPart(entries, replaces));
  return {
    ...replaces,
    text: [...earlier, words].join('\n'),
    ...defined({ sealed }),
  };
}

/** What a summary would be about; messages of the user alone need none. */
const hasWork = (entries: readonly Entry[], before: number): boolean =>
  entries.some(({ kind, seq }) => seq < before && kind !== 'userMessages');
