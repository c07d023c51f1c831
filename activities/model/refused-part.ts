/** What a provider has refused, where the service knows what to do without: the model, or its tier. Pure. */

/** `model`: there is none of that name. `tier`: it is not served in that tier, or has no room left there. */
export type RefusedPart = 'model' | 'tier';

const GONE_STATUS: readonly unknown[] = [404, 410];
const BAD_REQUEST_STATUS: readonly unknown[] = [400, 422];

/** Reads an `openai` error, or the fields of one. */
export function refusedPart(error: unknown): RefusedPart | undefined {
  const { status, code, type, param, message } = fieldsOf(error);
  if (code === 'model_not_found') return 'model';
  if (GONE_STATUS.includes(status) && /\bmodel\b/i.test(message)) return 'model';
  const isFull = [code, type].includes('resource_unavailable') || /resource[ _]unavailable/i.test(message);
  if (status === 429 && isFull) return 'tier';
  if (!BAD_REQUEST_STATUS.includes(status)) return undefined;
  return param === 'service_tier' || message.includes('service_tier') ? 'tier' : undefined;
}

function fieldsOf(error: unknown) {
  const fields = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const { status, code, type, param, message } = fields;
  return { status, code, type, param, message: typeof message === 'string' ? message : '' };
}
