/** Makes a thread's row: its workflow is begun afterwards, so that a request that is cut short can go on. */
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { contractOf, labelsOfGoal, type setGoalSchema } from '../../contracts/schema/contract.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import type { Principal } from '../access/principal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ceiledContract } from '../goals/ceiled-contract.ts';
import type { SetGoalRequest } from '../goals/set-goal.ts';
import { withRequestIds } from '../http/named-outage.ts';
import { requireWebhookUrl } from '../lookup/webhook-address.ts';
import { workspaceSettings } from '../lookup/workspace-source.ts';
import {
  refuseDiskOverQuota,
  refuseGoalOverQuota,
  refuseThreadOverQuota,
} from '../quotas/refuse-over-quota.ts';
import { uploadStore } from '../uploads/upload-store.ts';
import type { NewThreadBody } from './new-thread.ts';

type SetGoalBody = z.output<typeof setGoalSchema>;

/** A goal that may be set, by all that can be said of it without its thread. */
export type WantedGoal = Omit<SetGoalRequest, 'requestId' | 'condition'> & {
  readonly sent: ReturnType<typeof contractOf>;
};

export interface MadeThread {
  readonly thread: ThreadRow;
  readonly wanted: WantedGoal | undefined;
  /** `false`: the same request has made it before. */
  readonly isNew: boolean;
}

/**
 * Throws a 400, 403, 404, 409 or 429 before anything is kept. The same request finds the thread that it made
 * before.
 */
export async function makeThread(
  dependencies: ServerDependencies,
  { tenantId, keyId }: { readonly tenantId: string; readonly keyId?: string },
  body: NewThreadBody,
  ids: { readonly requestId: string; readonly threadId?: string },
): Promise<MadeThread> {
  const { requestId, threadId = `thr_${uuidv7()}` } = ids;
  const tenant: Pick<Principal, 'tenantId'> = { tenantId };
  const store = () => uploadStore(dependencies)().states;
  const workspace = await workspaceSettings(dependencies, tenant, body.workspace, store);
  const wanted = body.goal && wantedGoal(dependencies, body.goal, 'goal.');
  await refuseThreadOverQuota(dependencies, tenantId);
  await refuseDiskOverQuota(dependencies, tenantId);
  if (wanted !== undefined) await refuseGoalOverQuota(dependencies, { tenantId, ...defined({ keyId }) });
  const { title, metadata, model, reasoningEffort, maxOutputTokens } = body;
  const thread = await withRequestIds({ requestId }, () =>
    dependencies.journal.createThread({
      ...{ threadId, tenantId, requestId },
      ...defined({ madeBy: keyId }),
      labels: { metadata: {}, ...defined({ title, metadata }) },
      settings: { ...defined({ model, reasoningEffort, maxOutputTokens }), ...workspace },
    }),
  );
  return { thread, wanted, isNew: thread.threadId === threadId };
}

/** `prefix`: where the goal stands in the body. Throws a 400 where a limit is too high. */
export function wantedGoal(dependencies: ServerDependencies, goal: SetGoalBody, prefix: string): WantedGoal {
  const sent = contractOf(goal);
  const contract = ceiledContract(dependencies, sent, prefix);
  const { replace, callbackUrl } = goal;
  if (callbackUrl !== undefined) requireWebhookUrl(dependencies, callbackUrl, `${prefix}callbackUrl`);
  return { sent, contract, labels: labelsOfGoal(goal), replace, callbackUrl };
}
