/**
 * The `judgeClaim` Activity: what the checks have left open, an auditor decides. Its ruling is journalled as
 * the result of the tool call that claimed completion. An auditor that cannot be asked or understood gives no
 * verdict: the Activity fails.
 */

import type { AuditorBody } from '../journal/bodies/audit.ts';
import type { ChecksBody } from '../journal/bodies/checks.ts';
import { knownBody } from '../journal/bodies/read-body.ts';
import type { Item } from '../journal/journal.ts';
import { defined } from '../objects/defined.ts';
import type { Activities, JudgeClaimInput } from '../workflows/activities.ts';
import { NOTHING_SPENT, type Spent } from '../workflows/budget/spent.ts';
import { type JudgeClaimResult, refusesNothing } from '../workflows/evidence/auditor.ts';
import type { ChecksVerdict } from '../workflows/evidence/checks-verdict.ts';
import { type Account, withAccount } from './activity/account.ts';
import { modelPlace } from './activity/call-place.ts';
import { finishCall } from './activity/finish-call.ts';
import { type AuditorAnswer, askAuditor } from './auditor/ask-auditor.ts';
import { refusalReason, rulingText } from './auditor/auditor-ruling.ts';
import type { ActivityDependencies } from './dependencies.ts';

export const createJudgeClaim =
  (dependencies: ActivityDependencies): Activities['judgeClaim'] =>
  (input) =>
    withAccount(
      (account, signal) => judge(dependencies, input, account, signal),
      modelPlace(dependencies, 'judge', input),
    );

async function judge(
  dependencies: ActivityDependencies,
  input: JudgeClaimInput,
  account: Account,
  signal: AbortSignal,
): Promise<JudgeClaimResult> {
  const { journal, transcripts } = dependencies;
  const { threadId, turn, seq, callId, checksSeq, events = [], inputs = [], after } = input;
  const call = { callId, seq, turn, kind: 'toolResult' as const };
  const known = await journal.beginCall(threadId, call, { events, inputs, after });
  if (known.state === 'finished') return resultOf(known.item);
  const checks = await readChecks(dependencies, input);
  const answer = refusesNothing(checks.verdict)
    ? await askAuditor(dependencies, input, checks, account, signal)
    : undefined;
  const body = bodyOf(checks, checksSeq, answer, answer === undefined ? NOTHING_SPENT : account.total());
  const item = { ...call, body: JSON.stringify(body) };
  const stored = await finishCall(journal, threadId, item, signal, after);
  transcripts.note(threadId, stored);
  return resultOf(stored);
}

async function readChecks(
  { journal }: ActivityDependencies,
  { threadId, checksSeq }: JudgeClaimInput,
): Promise<ChecksBody> {
  const item = await journal.readItem(threadId, checksSeq);
  if (item === undefined) throw new Error(`the journal of ${threadId} has no checks at ${checksSeq}`);
  return knownBody(item, 'checks');
}

function bodyOf(
  checks: ChecksBody,
  checksSeq: number,
  answer: AuditorAnswer | undefined,
  spent: Spent,
): AuditorBody {
  const common = { ...checks, purpose: 'audit' as const, checksSeq, spent };
  if (answer === undefined) return { ...common, ok: false, verdict: { ...checks.verdict, proven: false } };
  const { audit, earlierSeq, objection } = answer;
  const accepted = audit.accepted && objection === undefined;
  const { awaitsPerson } = checks.verdict;
  const refusal = accepted ? {} : { reason: objection ?? refusalReason(audit) };
  const isAsking = accepted && awaitsPerson !== undefined;
  const proven = accepted && !isAsking;
  const ruledVerdict = ({ awaitsPerson: asked, ...verdict }: ChecksVerdict): ChecksVerdict => ({
    ...verdict,
    proven,
    ...refusal,
    ...(isAsking && asked !== undefined ? { awaitsPerson: asked } : {}),
  });
  return {
    ...common,
    ok: proven,
    output:
      objection === undefined
        ? rulingText(audit, checks.verdict)
        : `Completion refused: ${objection}. Claim again.`,
    verdict: ruledVerdict(checks.verdict),
    ...(checks.whole === undefined ? {} : { whole: ruledVerdict(checks.whole) }),
    audit: { ...audit, accepted },
    ...defined({ earlierSeq }),
  };
}

function resultOf(item: Item): JudgeClaimResult {
  const { verdict, audit, spent } = knownBody(item, 'audit');
  return {
    // A person may have the last word: then it is not proven yet, and accepted all the same.
    accepted: audit?.accepted ?? verdict.proven,
    isAudited: audit !== undefined,
    ...defined({ reason: verdict.reason }),
    ...spent,
  };
}
