/** Looks a webhook up; one of another tenant is as unknown as one that does not exist. */
import { z } from 'zod';
import type { Webhook } from '../../journal/rows/webhook.ts';
import type { Principal } from '../access/principal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { notFound, ProblemError } from '../http/problem.ts';
import { ID_CHARACTERS } from '../lookup/find-thread.ts';

export const webhookParams = z.object({ webhookId: z.string().min(1).max(100) });

export async function findWebhook(
  { journal }: Pick<ServerDependencies, 'journal'>,
  { tenantId }: Principal,
  webhookId: string,
): Promise<Webhook> {
  const isId = ID_CHARACTERS.test(webhookId);
  const webhook = isId ? await journal.readWebhook(tenantId, webhookId) : undefined;
  if (webhook === undefined) throw notFound('webhook');
  return webhook;
}

/** Throws a 409 where nothing would be sent. */
export function requireEnabled({ status }: Webhook): void {
  if (status === 'enabled') return;
  throw new ProblemError({
    status: 409,
    code: 'webhookDisabled',
    title: 'The webhook is disabled',
    detail: 'Enable it first: PATCH it with {"status": "enabled"}.',
  });
}
