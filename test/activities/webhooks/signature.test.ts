import { expect, test } from '@jest/globals';
import { signedHeaders } from '../../../activities/webhooks/signature.ts';
import { newSigningSecret } from '../../../contracts/webhook/signing-secret.ts';

/** The vector that the libraries of Standard Webhooks share. */
const VECTOR = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  message: {
    ...{ eventId: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
    at: new Date(1_614_265_330_000),
  },
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

test('signedHeaders: the vector of Standard Webhooks → its signature', () => {
  expect(signedHeaders(VECTOR.message, { secret: VECTOR.secret })).toEqual({
    'webhook-id': VECTOR.message.eventId,
    'webhook-timestamp': '1614265330',
    'webhook-signature': VECTOR.signature,
  });
});

test('signedHeaders: while a rotation lasts → both signatures; from its end on → the new one alone', () => {
  const secret = newSigningSecret();
  const rotated = (untilMs: number) => ({ secret, old: { secret: VECTOR.secret, until: new Date(untilMs) } });
  const at = VECTOR.message.at.getTime();
  const signatures = (untilMs: number) =>
    signedHeaders(VECTOR.message, rotated(untilMs))['webhook-signature']?.split(' ') ?? [];
  expect(signatures(at + 1)).toEqual([expect.stringMatching(/^v1,/), VECTOR.signature]);
  expect(signatures(at)).toHaveLength(1);
  expect(signatures(at)).not.toContain(VECTOR.signature);
});

test('newSigningSecret → 32 bytes in the form of the specification, another each time', () => {
  expect(newSigningSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(newSigningSecret()).not.toBe(newSigningSecret());
});
