/** What a provider has refused, where the service knows what to do without: the model, its tier, or a field of the request. Pure. */

/** `model`: there is none of that name. `tier`: it is not served in that tier, or has no room left there. */
export type RefusedPart = 'model' | 'tier';

const GONE_STATUS: readonly unknown[] = [404, 410];
const BAD_REQUEST_STATUS: readonly unknown[] = [400, 422];
/** They change no answer. */
const OPTIONAL_FIELDS: readonly string[] = ['prompt_cache_key', 'parallel_tool_calls'];

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

/** Names a field that may be left out. */
export function refusesOptional(error: unknown): boolean {
  const { status, param, message } = fieldsOf(error);
  const isNamed = OPTIONAL_FIELDS.some((field) => param === field || message.includes(field));
  return isNamed && BAD_REQUEST_STATUS.includes(status);
}

function fieldsOf(error: unknown) {
  const fields = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const { status, code, type, param, message } = fields;
  return { status, code, type, param, message: typeof message === 'string' ? message : '' };
}
