import type { DeliveryMode } from '../rows/input.ts';
import { isFields, isText, mayBeText } from './fields.ts';

/**
 * Body of a `userMessage` item: the form in which a message waits as well, so that delivery only copies it.
 */
export interface UserMessageBody {
  readonly content: string;
  /** This and the next one are absent in items of older releases. */
  readonly inputId?: string;
  readonly delivery?: DeliveryMode;
  /** The question of `request_input` that it answers, or the one about a claim or a check. */
  readonly answers?: string;
}

export const isUserMessage = (value: unknown): value is UserMessageBody =>
  isFields(value) && isText(value.content) && mayBeText(value.answers);
