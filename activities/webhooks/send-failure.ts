/** Why a receiver did not answer, told without any words of its own. Pure. */
import type { AttemptBody } from '../../journal/rows/webhook-delivery.ts';

interface Failure {
  readonly failure: NonNullable<AttemptBody['failure']>;
  readonly detail: string;
}

const OF_TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|EPROTO$|HOSTNAME_MISMATCH)/;
const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;

export function sendFailure(error: unknown, timeoutMs: number): Failure {
  const { name, code, cause } = error as { name?: unknown; code?: unknown; cause?: { name?: unknown } };
  if (name === 'TimeoutError' || cause?.name === 'TimeoutError')
    return { failure: 'timeout', detail: `There was no answer within ${timeoutMs / 1_000} s.` };
  const said = typeof code === 'string' && CODE.test(code) ? code : 'no code';
  if (OF_TLS.test(said)) return { failure: 'tls', detail: `The TLS connection failed (${said}).` };
  return { failure: 'connection', detail: `The connection failed (${said}).` };
}
