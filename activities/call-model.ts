/** The `callModel` Activity: one model call, journalled before it completes, so that no reply is paid twice. */
import { activityInfo } from '@temporalio/activity';
import type { Item } from '../journal/journal.ts';
import type { Activities, ModelCallInput, ModelCallResult } from '../workflows/activities.ts';
import { checkLine } from '../workflows/check-line.ts';
import { type Account, withAccount } from './account.ts';
import type { AuditBody } from './audit/audit-body.ts';
import { refusalLines } from './audit/ruling.ts';
import type { ChecksBody } from './checks/checks-body.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { readLedger } from './ledger/read-ledger.ts';
import type { ClosingBlock } from './model/closing-block.ts';
import { cutBy, withCutNote } from './model/cut-reply.ts';
import { refuseLateAttempt, refuseSpent, refuseUnpriced } from './model/refuse-call.ts';
import type { ModelReply } from './model/reply.ts';
import { buildRequest } from './model/request.ts';
import { throwModelFailure } from './model/throw-model-failure.ts';
import { openWorkspace } from './open-workspace.ts';
import { contractsIn, toolCallRefs } from './tool-call-refs.ts';
import { functionTools } from './tools/registry.ts';
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
  const { journal, model, transcripts, recall } = dependencies;
  const { threadId, turn, seq, goal } = input;
  const settings = await recall.settings(threadId);
  if (goal?.left?.costUsd !== undefined) refuseUnpriced(model.pricedModel(settings.model));
  const [transcript, closing] = await Promise.all([
    transcripts.read(threadId, seq),
    closingOf(dependencies, input),
  ]);
  const request = buildRequest({
    threadId,
    transcript,
    tools: functionTools(),
    mayCallTools: input.tools,
    ...(settings.model === undefined ? {} : { model: settings.model }),
    ...(closing === undefined ? {} : { closing }),
  });
  const result = await model.respond(withCutNote(request, input.cutBy), signal);
  if (!result.ok) {
    if (result.failure.usage !== undefined) account.add(result.failure.usage);
    return throwModelFailure(result.failure, account.total());
  }
  const body = JSON.stringify(result.reply);
  const stored = await journal.finishCall(threadId, {
    callId: `model-${seq}`,
    seq,
    turn,
    kind: 'modelReply',
    body,
  });
  recall.note(threadId, stored);
  transcripts.note(threadId, stored);
  return replyIn(stored);
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
  usage: reply.usage,
  ...cutBy(reply),
  ...(workspaceDigest === undefined ? {} : { workspaceDigest }),
});

const allowedTools = async (
  { recall }: ActivityDependencies,
  { goal }: ModelCallInput,
): Promise<readonly string[] | undefined> =>
  goal === undefined ? undefined : (await recall.contract(goal)).boundaries.tools;

async function closingOf(
  dependencies: ActivityDependencies,
  { threadId, goal, kind, isPlanning }: ModelCallInput,
): Promise<ClosingBlock | undefined> {
  const { recall } = dependencies;
  // The mode may have changed in the middle of a turn that works for a goal.
  if (isPlanning) return { kind: 'plan' };
  if (goal === undefined) return undefined;
  const [contract, checks, audit] = await Promise.all([
    recall.contract(goal),
    goal.checksSeq === undefined ? undefined : recall.item(threadId, goal.checksSeq),
    goal.auditSeq === undefined ? undefined : recall.item(threadId, goal.auditSeq),
  ]);
  const outcomes = checks === undefined ? [] : (JSON.parse(checks.body) as ChecksBody).verdict.outcomes;
  const auditLines = audit === undefined ? [] : refusalLines(JSON.parse(audit.body) as AuditBody);
  const ledger = await readLedger(dependencies, { threadId, goal, outcomes });
  return {
    kind,
    goal,
    contract,
    checkLines: outcomes.map(checkLine),
    auditLines,
    ...(ledger === undefined ? {} : { ledger }),
  };
}
