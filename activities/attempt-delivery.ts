/** The `attemptDelivery` Activity: sends an event to a webhook once, and records what came of it. */
import { newSigningSecret } from '../contracts/webhook/signing-secret.ts';
import type { Journal } from '../journal/journal.ts';
import type { DeliveryAttempt, DueDelivery } from '../journal/rows/webhook-delivery.ts';
import { defined } from '../objects/defined.ts';
import type { AttemptInput, AttemptResult, DeliveryActivities } from '../workflows/delivery/delivery.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { outcomeOf } from './webhooks/next-attempt.ts';
import { type SendEnd, sendWebhook } from './webhooks/send-webhook.ts';
import { signedHeaders } from './webhooks/signature.ts';

type Dependencies = Pick<ActivityDependencies, 'journal' | 'webhooks'>;

const TIMEOUT_MS = 15_000;
const ENDED: AttemptResult = {};

export const createAttemptDelivery =
  (dependencies: Dependencies): DeliveryActivities['attemptDelivery'] =>
  async (input) => {
    const { journal } = dependencies;
    const { deliveryId, round, attempt, dueMs } = input;
    const due = await journal.readDueDelivery(deliveryId, round);
    if (due === undefined) return ENDED;
    const nowMs = Math.max(Date.now(), dueMs);
    const { delivery, webhook } = due;
    // Its result was lost on the way to Temporal.
    if ((await journal.readAttempt(deliveryId, round, attempt)) !== undefined)
      return retryAt(delivery.nextAttemptAt, nowMs);
    if (webhook.status === 'disabled') {
      await journal.endDelivery(deliveryId, round, 'disabled', new Date(nowMs));
      return ENDED;
    }
    return sendOnce(dependencies, due, input, nowMs);
  };

const retryAt = (next: Date | undefined, nowMs: number): AttemptResult =>
  next === undefined ? ENDED : { retryInMs: Math.max(1, next.getTime() - nowMs) };

async function sendOnce(
  { journal, webhooks }: Dependencies,
  { delivery, webhook, secrets, hasSucceededSince }: DueDelivery,
  { deliveryId, round, attempt, sinceMs }: AttemptInput,
  nowMs: number,
): Promise<AttemptResult> {
  const { eventId, body } = delivery;
  const at = new Date(nowMs);
  const signed = signedHeaders({ eventId, body, at }, secrets ?? (await ofTenant(journal, webhook.tenantId)));
  const headers = { ...signed, 'content-type': 'application/json', 'user-agent': 'Goalkeeper-Webhooks/1' };
  const beganMs = performance.now();
  const sent = await sendWebhook(
    { url: webhook.url, headers, body },
    { allowedHosts: webhooks?.allowedHosts ?? [], timeoutMs: TIMEOUT_MS },
  );
  const durationMs = performance.now() - beganMs;
  const outcome = outcomeOf({ attempt, sinceMs, nowMs, random: Math.random(), sent, hasSucceededSince });
  await journal.recordAttempt(deliveryId, { round, attempt, at, durationMs, ...told(sent) }, outcome);
  return retryAt(outcome.nextAttemptAt, nowMs);
}

const ofTenant = (journal: Journal, tenantId: string) =>
  journal.keepSigningSecret(tenantId, newSigningSecret());

function told(sent: SendEnd): Pick<DeliveryAttempt, 'httpStatus' | 'body'> {
  if (!sent.ok) return { body: { failure: sent.failure, detail: sent.detail } };
  return { httpStatus: sent.status, body: defined({ answer: sent.answer || undefined }) };
}
