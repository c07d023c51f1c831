/**
 * What a server wants to get back with a message of the model and nobody has: the reply came from another
 * model, or from a release that did not keep it. Without it the whole conversation would be refused for good.
 * Pure.
 */
import type { ChatDialect } from './chat-dialect.ts';
import type { AssistantMessage, ChatCall } from './chat-message.ts';

/** What Google's documentation of thought signatures gives for calls of other models. */
const UNSIGNED = { google: { thought_signature: 'skip_thought_signature_validator' } };

/** `index`: of the message. */
export function withStandIns(
  message: AssistantMessage,
  index: number,
  { thoughts, signatures }: ChatDialect,
): AssistantMessage {
  const wantsThoughts = thoughts !== 'asKept' && thoughts !== 'leftOut' && message[thoughts] === undefined;
  const wantsSignature = signatures === 'always' && !message.tool_calls?.some(isSigned);
  if (!wantsThoughts && !wantsSignature) return message;
  const [first, ...others] = message.tool_calls ?? [];
  return {
    ...message,
    // Not empty, which some take for missing; and no two alike: models take to repeating what stands
    // everywhere.
    ...(wantsThoughts ? { [thoughts]: `[thoughts of message ${index}, not kept]` } : {}),
    // Only the first of calls that were made side by side is signed.
    ...(wantsSignature && first ? { tool_calls: [{ ...first, extra_content: UNSIGNED }, ...others] } : {}),
  };
}

const isSigned = ({ extra_content: extra }: ChatCall): boolean => extra !== undefined;
