/**
 * The `callModel` Activity: one model call, journalled before it completes, so that no reply is paid twice.
 */

import { activityInfo } from '@temporalio/activity';
import { buildRequest } from '../context/request.ts';
import { isTooLong } from '../context/window/context-limit.ts';
import type { ModelReply, ModelReplyBody } from '../journal/bodies/model-reply.ts';
import { knownBody } from '../journal/bodies/read-body.ts';
import { defined } from '../objects/defined.ts';
import { shortDigest } from '../tree/short-digest.ts';
import type { Activities, ModelCallInput, ModelCallResult, Outgrown } from '../workflows/activities.ts';
import { NOTHING_SPENT } from '../workflows/budget/spent.ts';
import type { ModelUsage } from '../workflows/budget/usage.ts';
import type { Policy } from '../workflows/contract/contract.ts';
import { openWorkspace } from './accepted/open-workspace.ts';
import { tellsProgress } from './accepted/progress-paths.ts';
import { type Account, withAccount } from './activity/account.ts';
import { modelPlace } from './activity/call-place.ts';
import { finishCall } from './activity/finish-call.ts';
import { limitNow } from './compaction/limits.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { noteEvents } from './memory/transcript-cache.ts';
import { cutBy, withCutNote } from './model/cut-reply.ts';
import { throwModelFailure } from './model/failure/throw-model-failure.ts';
import { refuseLateAttempt, refuseSpent } from './model/refuse-call.ts';
import { respondOrPickUp } from './model/respond-or-pick-up.ts';
import { withoutRefusedReply } from './model/without-refused-reply.ts';
import { readRequestParts } from './request/request-parts.ts';
import { contestableChecks } from './tools/contestable-checks.ts';
import { type CallScope, contractsIn, toolCallRefs } from './tools/tool-call-refs.ts';
import { withWrittenCalls } from './written/with-written-calls.ts';

export const createCallModel =
  (dependencies: ActivityDependencies): Activities['callModel'] =>
  (input) =>
    withAccount(
      async (account, signal) => {
        const { journal, transcripts } = dependencies;
        const { threadId, events = [], inputs = [] } = input;
        const [paid] = await Promise.all([
          findReply(dependencies, input),
          journal.append(threadId, { events, inputs }),
        ]);
        noteEvents(transcripts, threadId, events);
        // No tool of this thread runs meanwhile, so the workspace can be looked at while the model thinks.
        // One that is not there costs the digest only: the reply is paid for, and the next tool call tells
        // what is wrong.
        const unheard = await unheardReply(dependencies, input);
        const digest = input.wantsDigest
          ? digestOf(dependencies, threadId).catch(() => undefined)
          : undefined;
        if (paid === undefined) {
          refuseLateAttempt(input);
          refuseSpent(input.goal?.left, account.total());
        }
        const reply = paid ?? (await call(dependencies, input, account, signal));
        if ('outgrown' in reply)
          return { ...NO_REPLY, outgrown: reply.outgrown, ...wasted(account), ...unheard };
        // The contracts are those of the reply that the record holds: another attempt may have had another
        // one.
        for (const { goalId, contract } of contractsIn(reply, input, dependencies.budgets))
          await journal.saveContract(threadId, goalId, 1, contract);
        return {
          ...resultOf(reply, input, await digest, await callScope(dependencies, input)),
          ...wasted(account),
          ...unheard,
        };
      },
      modelPlace(dependencies, 'model', input),
    );

/** What the thread was never told of: the worker of that call was lost behind the record. */
async function unheardReply(
  { journal }: ActivityDependencies,
  { threadId, unheardSeq }: ModelCallInput,
): Promise<Pick<ModelCallResult, 'unheard'>> {
  const item = unheardSeq === undefined ? undefined : await journal.readItem(threadId, unheardSeq);
  if (item?.kind !== 'modelReply') return {};
  return { unheard: { modelCalls: 1, usage: countsOf(knownBody(item, 'modelReply').usage) } };
}

const NO_REPLY: ModelCallResult = { toolCalls: [], usage: NOTHING_SPENT.usage };

/** Answers that could not be used have cost this. */
function wasted(account: Account): Pick<ModelCallResult, 'wasted'> {
  const spent = account.total();
  return spent.modelCalls === 0 ? {} : { wasted: spent };
}

/**
 * The reply that the record holds in this place, of an earlier attempt or of a run that was reset; or why
 * there is none.
 */
async function findReply(
  { journal }: ActivityDependencies,
  { threadId, seq, after }: ModelCallInput,
): Promise<ModelReply | { readonly outgrown: Outgrown } | undefined> {
  const kinds = ['modelReply', 'compaction'] as const;
  const item = await journal.readPlace(threadId, { seq, kinds, after });
  if (item?.kind === 'compaction') return { outgrown: { reason: 'estimated' } };
  return item && knownBody(item, 'modelReply');
}

/** Calls the model and journals its reply; a request that is too long is not worth a call. */
async function call(
  dependencies: ActivityDependencies,
  input: ModelCallInput,
  account: Account,
  signal: AbortSignal,
): Promise<ModelReply | { readonly outgrown: Outgrown }> {
  const { journal, transcripts, recall } = dependencies;
  const { threadId, turn, seq } = input;
  const parts = await readRequestParts(dependencies, input);
  const { lastCount } = parts.transcript;
  if (!input.isCompacted && isTooLong(parts.promptBytes, lastCount, limitNow(dependencies, parts)))
    return { outgrown: { reason: 'estimated' } };
  const { mayUse } = parts;
  const live = dependencies.live.begin({ threadId, turn, seq, attempt: activityInfo().attempt });
  const { result, leftOut } = await withoutRefusedReply(parts.transcript, (without) => {
    const request = buildRequest({ ...parts, mayCallTools: input.tools, leftOut: without });
    const asked = withCutNote(request, input.cutBy);
    return respondOrPickUp(dependencies, asked, { mayUse, account, live, signal });
  }).finally(() => live.end());
  if (!result.ok) {
    if (result.failure.usage !== undefined) account.add(result.failure.usage);
    const { refusal } = result.failure;
    if (refusal?.of === 'length' && !input.isCompacted) return { outgrown: refusedFor(refusal) };
    return throwModelFailure(result.failure, account.total());
  }
  const readsText = input.tools && dependencies.toolCalls === 'auto';
  const reply: ModelReplyBody = {
    ...(readsText ? withWrittenCalls(result.reply, seq) : result.reply),
    promptBytes: parts.promptBytes,
    ...(leftOut.replies.length === 0 ? {} : { leftOut: leftOut.replies }),
    ...defined({ thoughtsLeftOut: leftOut.thoughtsUpTo }),
  };
  const body = JSON.stringify(reply);
  const item = { callId: `model-${seq}`, seq, turn, kind: 'modelReply', body } as const;
  const stored = await finishCall(journal, threadId, item, signal, input.after).catch((error: unknown) => {
    // The journal does not have the reply, so that nobody can use it; the provider bills it all the same.
    account.add(result.reply.usage);
    throw error;
  });
  recall.note(threadId, stored);
  transcripts.note(threadId, stored);
  return knownBody(stored, 'modelReply');
}

const refusedFor = ({ saidTokens }: { readonly saidTokens?: number }): Outgrown => ({
  reason: 'refused',
  ...defined({ saidTokens }),
});

async function digestOf(dependencies: ActivityDependencies, threadId: string): Promise<string> {
  const workspace = await openWorkspace(dependencies, threadId);
  return shortDigest(await dependencies.workspaces.digest(workspace, tellsProgress));
}

const resultOf = (
  reply: ModelReply,
  { threadId, seq }: ModelCallInput,
  workspaceDigest: string | undefined,
  scope: CallScope,
): ModelCallResult => ({
  toolCalls: toolCallRefs(reply, { threadId, seq }, scope),
  usage: countsOf(reply.usage),
  ...defined({ fallback: reply.fallback }),
  ...cutBy(reply),
  ...defined({ workspaceDigest }),
});

/** The tier is of the record alone. */
const countsOf = ({ serviceTier: _, ...counts }: ModelReply['usage']): ModelUsage => counts;

async function callScope(
  { recall, budgets }: ActivityDependencies,
  { goal, isPlanning }: ModelCallInput,
): Promise<CallScope> {
  if (goal === undefined) return { budgets, isPlanning };
  const contract = await recall.contract(goal);
  const { boundaries, policy } = contract;
  // A contract of an older release does not know the rule.
  const { questionTimeoutSeconds }: Partial<Policy> = policy;
  const checks = contestableChecks(contract);
  return { budgets, allowed: boundaries.tools, checks, questionTimeoutSeconds, isPlanning };
}
