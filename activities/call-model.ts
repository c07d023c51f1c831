/** The `callModel` Activity: one model call, journalled before it completes, so that no reply is paid twice. */
import { activityInfo } from '@temporalio/activity';
import type { ModelChoice } from '../context/model-choice.ts';
import type { ModelReply, ModelReplyBody } from '../context/model-reply.ts';
import { type ClosingSources, readClosing } from '../context/read-closing.ts';
import { buildRequest } from '../context/request.ts';
import { promptBytes, requestSize } from '../context/request-size.ts';
import type { Item } from '../journal/journal.ts';
import type { Activities, ModelCallInput, ModelCallResult, ModelUsage } from '../workflows/activities.ts';
import { type Account, withAccount } from './account.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { readLedger } from './ledger/read-ledger.ts';
import { cutBy, withCutNote } from './model/cut-reply.ts';
import { refuseLateAttempt, refuseSpent, refuseUnpriced } from './model/refuse-call.ts';
import { throwModelFailure } from './model/throw-model-failure.ts';
import { openWorkspace } from './open-workspace.ts';
import { contractsIn, toolCallRefs } from './tool-call-refs.ts';
import { shortDigest } from './workspace/short-digest.ts';

export const createCallModel =
  (dependencies: ActivityDependencies): Activities['callModel'] =>
  (input) =>
    withAccount(async (account, signal) => {
      const { journal, transcripts } = dependencies;
      const { threadId, events = [], inputs = [] } = input;
      await journal.append(threadId, { events, inputs });
      for (const event of events) transcripts.noteEvent(threadId, event.seq);
      // No tool of this thread runs meanwhile, so the workspace can be looked at while the model thinks.
      // One that is not there costs the digest only: the reply is paid for, and the next tool call tells what is wrong.
      const digest = input.wantsDigest ? digestOf(dependencies, threadId).catch(() => undefined) : undefined;
      const paid = await findReply(dependencies, input);
      if (paid === undefined) {
        refuseLateAttempt(input);
        refuseSpent(input.goal?.left, account.total());
      }
      const reply = paid ?? (await call(dependencies, input, account, signal));
      // Of the reply that the record holds: another attempt may have had another one.
      for (const { goalId, contract } of contractsIn(reply, input))
        await journal.saveContract(threadId, goalId, 1, contract);
      const { modelCalls, usage } = account.total();
      return {
        ...resultOf(reply, input, await digest, await allowedTools(dependencies, input)),
        ...(modelCalls === 0 ? {} : { wasted: { modelCalls, usage } }),
      };
    });

/** The reply that an earlier attempt journalled; a first attempt has none. */
async function findReply(
  { journal }: ActivityDependencies,
  { threadId, seq }: ModelCallInput,
): Promise<ModelReply | undefined> {
  if (activityInfo().attempt === 1) return undefined;
  const item = await journal.readItem(threadId, seq);
  return item === undefined ? undefined : replyIn(item);
}

const replyIn = ({ body }: Item): ModelReply => JSON.parse(body) as ModelReply;

/** Calls the model and journals its reply. */
async function call(
  dependencies: ActivityDependencies,
  input: ModelCallInput,
  account: Account,
  signal: AbortSignal,
): Promise<ModelReply> {
  const { journal, model, fallbacks, transcripts, recall } = dependencies;
  const { threadId, turn, seq, goal } = input;
  const choice = await choiceFor(dependencies, input);
  const tenantId = await recall.tenantId(threadId);
  const needsPrice = goal?.left?.costUsd !== undefined;
  if (needsPrice) refuseUnpriced(model.pricedModel(choice.model));
  const [transcript, closing] = await Promise.all([
    transcripts.read(threadId, seq),
    readClosing(closingSources(dependencies), input),
  ]);
  const parts = { transcript, ...(closing === undefined ? {} : { closing }) };
  // Now, since the transcript goes on while the model thinks should another attempt be faster.
  const size = promptBytes(requestSize(parts));
  const request = buildRequest({
    threadId,
    choice,
    ...parts,
    mayCallTools: input.tools,
    ...(tenantId === undefined ? {} : { tenantId }),
  });
  const result = await fallbacks.respond(model, withCutNote(request, input.cutBy), {
    attempt: activityInfo().attempt,
    mayUse: (other) => !needsPrice || model.pricedModel(other).hasPrice,
    signal,
  });
  if (!result.ok) {
    if (result.failure.usage !== undefined) account.add(result.failure.usage);
    return throwModelFailure(result.failure, account.total());
  }
  const reply: ModelReplyBody = { ...result.reply, promptBytes: size };
  const stored = await journal.finishCall(threadId, {
    callId: `model-${seq}`,
    seq,
    turn,
    kind: 'modelReply',
    body: JSON.stringify(reply),
  });
  recall.note(threadId, stored);
  transcripts.note(threadId, stored);
  return replyIn(stored);
}

/** As the thread was set up, and as the goal's policy says. */
async function choiceFor(
  { recall }: ActivityDependencies,
  { threadId, goal }: ModelCallInput,
): Promise<ModelChoice> {
  const { workspaceSource: _, ...choice } = await recall.settings(threadId);
  const policy = goal === undefined ? undefined : (await recall.contract(goal)).policy;
  return policy?.serviceTier === 'flex' ? { ...choice, serviceTier: 'flex' } : choice;
}

async function digestOf(dependencies: ActivityDependencies, threadId: string): Promise<string> {
  const workspace = await openWorkspace(dependencies, threadId);
  return shortDigest(await dependencies.workspaces.digest(workspace));
}

const resultOf = (
  reply: ModelReply,
  { threadId, seq }: ModelCallInput,
  workspaceDigest: string | undefined,
  allowed: readonly string[] | undefined,
): ModelCallResult => ({
  toolCalls: toolCallRefs(reply, { threadId, seq }, allowed),
  usage: countsOf(reply.usage),
  ...(reply.fallback === undefined ? {} : { fallback: reply.fallback }),
  ...cutBy(reply),
  ...(workspaceDigest === undefined ? {} : { workspaceDigest }),
});

/** The tier is of the record alone. */
const countsOf = ({ serviceTier: _, ...counts }: ModelReply['usage']): ModelUsage => counts;

const allowedTools = async (
  { recall }: ActivityDependencies,
  { goal }: ModelCallInput,
): Promise<readonly string[] | undefined> =>
  goal === undefined ? undefined : (await recall.contract(goal)).boundaries.tools;

const closingSources = (dependencies: ActivityDependencies): ClosingSources => ({
  ...dependencies.recall,
  ledger: (of) => readLedger(dependencies, of),
});
