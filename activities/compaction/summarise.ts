/**
 * Has the part that is left out summed up: by a model call, in the thread's own prefix. What is no summary is
 * told as a problem.
 */
import { activityInfo } from '@temporalio/activity';
import { goalText } from '../../context/closing/closing-block.ts';
import { sealedText, summaryText } from '../../context/compaction/summary-text.ts';
import { buildRequest } from '../../context/request.ts';
import type { InputItem } from '../../context/transcript/input-item.ts';
import type { Entry } from '../../context/transcript/transcript-entry.ts';
import { bytesWithin } from '../../context/window/context-limit.ts';
import type { Summary } from '../../journal/bodies/compaction.ts';
import type { Account } from '../activity/account.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import type { ModelFailure } from '../model/failure/model-failure.ts';
import { throwModelFailure } from '../model/failure/throw-model-failure.ts';
import type { ThreadRequestParts } from '../request/request-parts.ts';
import { omittedPart } from './omitted-part.ts';
import { readSummary } from './read-summary.ts';
import { SUMMARY_REQUEST_BYTES, summaryInput } from './summary-request.ts';

/**
 * An outage would stop the call as well that the room is made for; but not for ever for want of a summary.
 */
const MAX_ATTEMPTS = 6;

export interface SummaryTask {
  readonly parts: ThreadRequestParts;
  readonly entries: readonly Entry[];
  readonly replaces: Pick<Summary, 'before' | 'keeps' | 'omits'>;
  /** Input tokens that the request for it may have. */
  readonly maxInputTokens: number;
  /** The summary has at most so many. */
  readonly maxBytes: number;
}

export type Summarised =
  | { readonly ok: true; readonly summary: Summary; readonly by: 'model' | 'provider' }
  | { readonly ok: false; readonly problem: string };

/** Throws what Temporal is to repeat, or what ends the turn. */
export async function summarise(
  { model, fallbacks, context }: ActivityDependencies,
  { parts, entries, replaces, maxInputTokens, maxBytes }: SummaryTask,
  account: Account,
  signal: AbortSignal,
): Promise<Summarised> {
  const { transcript, mayUse } = parts;
  const { closing, ...prefix } = parts;
  // The goal takes what the closing block takes in the thread's own requests; the order to sum up comes on
  // top.
  const roomBytes =
    bytesWithin(maxInputTokens, transcript.lastCount) - parts.fixedBytes - SUMMARY_REQUEST_BYTES;
  const request = buildRequest({ ...prefix, mayCallTools: false });
  const goal = closing === undefined ? undefined : goalText(closing);
  const omitted = entries.filter(({ seq }) => seq < replaces.before);
  const providerCompaction = await context.compactAtProvider?.(
    { ...request, input: sealedInput(omitted, goal) },
    signal,
  );
  if (providerCompaction?.ok) {
    account.add(providerCompaction.usage);
    const text = sealedText(omittedPart(entries, replaces));
    return { ok: true, by: 'provider', summary: { ...replaces, text, sealed: providerCompaction.items } };
  }
  // Whatever hinders the provider, a summary of ours may do.
  if (providerCompaction?.failure.usage !== undefined) account.add(providerCompaction.failure.usage);
  const thread = { entries, tailStart: replaces.before, goal };
  const input = summaryInput(thread, (bytes) => bytes <= roomBytes);
  const { attempt } = activityInfo();
  const watcher = { onStart: account.ask };
  const result = await fallbacks.respond(model, { ...request, input }, { attempt, mayUse, signal, watcher });
  if (!result.ok) return refused(result.failure, attempt, account);
  account.add(result.reply.usage);
  const read = readSummary(result.reply, maxBytes);
  if (!read.ok) return read;
  return {
    ok: true,
    by: 'model',
    summary: { ...replaces, text: summaryText(read.summary, omittedPart(entries, replaces)) },
  };
}

/**
 * The goal stands behind it, as in a summary of ours: whoever compacts has to know what for. Contract and
 * ledger stay in it.
 */
export const sealedInput = (entries: readonly Entry[], goal: string | undefined): InputItem[] => [
  ...entries.map(({ item }) => item),
  ...(goal === undefined ? [] : [{ role: 'user' as const, content: goal }]),
];

function refused(failure: ModelFailure, attempt: number, account: Account): Summarised {
  if (failure.usage !== undefined) account.add(failure.usage);
  const mayPass = failure.kind === 'unavailable' && attempt < MAX_ATTEMPTS;
  if (mayPass || failure.kind === 'usageLimited') throwModelFailure(failure, account.total());
  return { ok: false, problem: failure.reason };
}
