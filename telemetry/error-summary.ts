/**
 * What of an error may stand in a log: its kind and the places in our code that it went through. Never its
 * message, which may repeat words of a model, a prompt, a tool or a key; that is in Temporal's history and in
 * the journal, for those who may read them. Pure.
 */

export interface ErrorSummary {
  readonly type: string;
  /** It is a code of the system, the database or the framework, e.g. `ECONNREFUSED`. */
  readonly code?: string;
  /** Stack frames, innermost first; absent for failures that say what they are by their type. */
  readonly at?: readonly string[];
  readonly cause?: ErrorSummary;
}

const MAX_CAUSES = 5;
const MAX_FRAMES = 10;
/** Names that programs give; whatever else stands there may be anybody's text. */
const NAME = /^[\w.$-]{1,80}$/;

export function errorSummary(error: unknown, causesLeft = MAX_CAUSES): ErrorSummary {
  if (typeof error !== 'object' || error === null) return { type: typeof error };
  const { name, type, code, cause } = error as Readonly<Record<string, unknown>>;
  const frames = 'nonRetryable' in error ? [] : framesOf(error);
  return {
    type: nameIn(type) ?? nameIn(name) ?? 'Error',
    ...(nameIn(code) === undefined ? {} : { code: nameIn(code) as string }),
    ...(frames.length === 0 ? {} : { at: frames }),
    ...(cause === undefined || causesLeft === 0 ? {} : { cause: errorSummary(cause, causesLeft - 1) }),
  };
}

const nameIn = (value: unknown): string | undefined =>
  typeof value === 'string' && NAME.test(value) ? value : undefined;

/** The frames follow the message, which may itself look like one. */
function framesOf({ stack, message }: { readonly stack?: unknown; readonly message?: unknown }): string[] {
  if (typeof stack !== 'string' || typeof message !== 'string') return [];
  const end = stack.indexOf(message) + message.length;
  if (!stack.includes(message)) return [];
  const lines = stack
    .slice(end)
    .split('\n')
    .map((line) => line.trim());
  return lines.filter((line) => line.startsWith('at ')).slice(0, MAX_FRAMES);
}
