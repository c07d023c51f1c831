/** What a provider has refused, where the service knows what to do without: the model, or its tier. Pure. */
import { apiErrorFields, isBadRequest } from './api-error.ts';

/** `model`: there is none of that name. `tier`: it is not served in that tier, or has no room left there. */
export type RefusedPart = 'model' | 'tier';

const GONE_STATUS: readonly unknown[] = [404, 410];

/** Reads an `openai` error, or the fields of one. */
export function refusedPart(error: unknown): RefusedPart | undefined {
  const { status, code, type, param, message } = apiErrorFields(error);
  if (code === 'model_not_found') return 'model';
  if (GONE_STATUS.includes(status) && /\bmodel\b/i.test(message)) return 'model';
  const isFull = [code, type].includes('resource_unavailable') || /resource[ _]unavailable/i.test(message);
  if (status === 429 && isFull) return 'tier';
  if (!isBadRequest({ status })) return undefined;
  return param === 'service_tier' || message.includes('service_tier') ? 'tier' : undefined;
}
