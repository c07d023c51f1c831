/** Makes findings. Pure. */
import { CODES, type Code } from '../codes.ts';
import type { Finding } from '../draft.ts';

/** The message is the meaning of the code unless there is something more precise to say. */
export function finding(code: Code, field: string, message: string = CODES[code].meaning): Finding {
  const { severity, help } = CODES[code];
  return { code, severity, field, message, help };
}

const MAX_NAMED = 8;

/** `a, b and 3 more`. */
export const named = (names: readonly string[]): string =>
  names.length <= MAX_NAMED
    ? names.join(', ')
    : `${names.slice(0, MAX_NAMED).join(', ')} and ${names.length - MAX_NAMED} more`;
