/** The headers of Standard Webhooks: by them a receiver knows what it is sent, and that it is ours. */
import { Webhook } from 'standardwebhooks';
import type { SigningSecrets } from '../../journal/rows/webhook.ts';

export interface SignedMessage {
  /** The same in every attempt, and when somebody asks for the delivery again. */
  readonly eventId: string;
  readonly body: string;
  readonly at: Date;
}

/** While a rotation lasts there are two signatures, the new one first. */
export function signedHeaders(
  { eventId, body, at }: SignedMessage,
  { secret, old }: SigningSecrets,
): Record<string, string> {
  const secrets = old !== undefined && at < old.until ? [secret, old.secret] : [secret];
  return {
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((each) => new Webhook(each).sign(eventId, at, body)).join(' '),
  };
}
