/**
 * The SDK's own payload converter, but one that never throws: a payload that nobody can read would fail every
 * workflow task from then on, and with it the thread. Used inside the workflow only.
 */
import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/** No command has this shape, so whoever sent it is refused (`parse-command.ts`). */
const UNREADABLE = 'unreadable payload';

export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload<T>(payload: Payload): T {
    try {
      return defaultPayloadConverter.fromPayload(payload);
    } catch {
      return UNREADABLE as T;
    }
  },
};
