/**
 * Puts a claim before the auditor: evidence, tools that only read, and what becomes of an answer that is
 * none.
 */
import { ApplicationFailure } from '@temporalio/activity';
import type { AuditorRuling } from '../../journal/bodies/audit.ts';
import type { ChecksBody } from '../../journal/bodies/checks.ts';
import { defined } from '../../objects/defined.ts';
import { shortDigest } from '../../tree/short-digest.ts';
import type { JudgeClaimInput } from '../../workflows/activities.ts';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';
import { acceptedState } from '../accepted/accepted-state.ts';
import { openWorkspace } from '../accepted/open-workspace.ts';
import type { Account } from '../activity/account.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { throwModelFailure } from '../model/failure/throw-model-failure.ts';
import { isUsedUp, refuseLateAttempt, refuseUnpriced } from '../model/refuse-call.ts';
import { parseArguments } from '../tools/registry.ts';
import { evidenceDocument } from './auditor-evidence.ts';
import { rulingOf } from './auditor-ruling.ts';
import { auditorTools } from './auditor-tools.ts';
import { converse } from './converse.ts';
import { gatherEvidence } from './gather-evidence.ts';

const CHANGED_MEANWHILE = 'the workspace was changed after its checks ran';

/** The auditor's ruling, and what else stands against the claim. */
export interface AuditorAnswer {
  readonly audit: AuditorRuling;
  readonly earlierSeq?: number;
  readonly objection?: string;
}

export async function askAuditor(
  dependencies: ActivityDependencies,
  input: JudgeClaimInput,
  checks: ChecksBody,
  account: Account,
  signal: AbortSignal,
): Promise<AuditorAnswer> {
  refuseLateAttempt(input);
  const { recall, auditor, sandbox, journal, workspaces } = dependencies;
  const { threadId, goal, left } = input;
  const [contract, settings, tenantId] = await Promise.all([
    recall.contract(goal),
    recall.settings(threadId),
    recall.tenantId(threadId),
  ]);
  const wantedModel = contract.verification.auditor?.model ?? auditor.model ?? settings.model;
  const { model, hasPrice } = auditor.client.pricedModel(wantedModel);
  if (left?.costUsd !== undefined) refuseUnpriced({ model, hasPrice });
  const workspace = await openWorkspace(dependencies, threadId);
  const evidence = await gatherEvidence(dependencies, input, contract, checks);
  const earlier = evidence.rulings?.at(-1);
  const { states } = workspaces;
  const accepted = await acceptedState({ journal, states }, threadId, goal);
  const tools = auditorTools({ contract, accepted, states, keep: () => states.keep(workspace) });
  const readItem = (place: number) => recall.item(threadId, place);
  const result = await converse({
    client: auditor.client,
    choice: { model, ...(contract.policy.serviceTier === 'flex' ? { serviceTier: 'flex' } : {}) },
    threadId,
    ...defined({ tenantId }),
    document: evidenceDocument(evidence),
    requirementIds: evidence.requirements.map(({ id }) => id),
    tools,
    async runTool(name, argumentsJson) {
      const prepared = parseArguments(name, argumentsJson, tools);
      return prepared.ok
        ? (await prepared.execute({ workspace, sandbox, signal, readItem })).output
        : prepared.problem;
    },
    pay: account.add,
    isSpent: () => isUsedUp(left, account.total()),
    signal,
  });
  if (!result.ok) throwNoVerdict(result, account);
  signal.throwIfAborted();
  const digest = shortDigest(await workspaces.digest(workspace));
  const isChanged = checks.verdict.workspaceDigest !== undefined && checks.verdict.workspaceDigest !== digest;
  return {
    audit: rulingOf(model, evidence.requirements, result.verdict),
    ...(earlier === undefined ? {} : { earlierSeq: earlier.seq }),
    ...(isChanged ? { objection: CHANGED_MEANWHILE } : {}),
  };
}

/** An outage is waited out by Temporal; an answer that is none ends the turn, and the goal waits. */
function throwNoVerdict(
  result: Extract<Awaited<ReturnType<typeof converse>>, { ok: false }>,
  account: Account,
): never {
  if ('failure' in result) {
    const { failure } = result;
    return throwModelFailure({ ...failure, reason: `the auditor: ${failure.reason}` }, account.total());
  }
  throw ApplicationFailure.create({
    type: FAILURE_TYPE.modelUnreadable,
    message: `the auditor gave no verdict that can be read: ${result.problem}`,
    nonRetryable: true,
    details: [account.details()],
  });
}
