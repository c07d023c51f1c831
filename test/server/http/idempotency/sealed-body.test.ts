import { expect, test } from '@jest/globals';
import { digestOfKey, openBody, sealBody } from '../../../../server/http/idempotency/sealed-body.ts';

const FOR = { tenantId: 'a', key: 'order 17, "ü"', fingerprint: 'f' };
const BODY = '{"secret":"whsec_AAAA","text":"ü\\u0000😀"}';

test('sealBody, openBody: by the same key → the same bytes, which stand nowhere in what is kept', () => {
  const kept = sealBody(BODY, FOR);
  expect(openBody(kept, FOR)).toBe(BODY);
  expect(Buffer.from(kept.slice('sealed.'.length), 'base64url').includes('whsec_')).toBe(false);
  expect(sealBody(BODY, FOR)).not.toBe(kept);
});

test.each([
  ['another key', { key: 'order 18' }],
  ['another tenant', { tenantId: 'b' }],
  ['another request', { fingerprint: 'g' }],
])('openBody: %s → nothing', (_, other) => {
  expect(openBody(sealBody(BODY, FOR), { ...FOR, ...other })).toBeUndefined();
});

test.each(['sealed.', 'sealed.AAAA', `${sealBody(BODY, FOR)}AA`, sealBody(BODY, FOR).slice(0, -4)])(
  'openBody: %s, which is damaged → nothing',
  (kept) => {
    expect(openBody(kept, FOR)).toBeUndefined();
  },
);

test('openBody: an answer that an older release kept → as it is', () => {
  expect(openBody(BODY, FOR)).toBe(BODY);
});

test('digestOfKey → hexadecimal SHA-256 of its UTF-8, as SQL makes it of older keys', () => {
  expect(digestOfKey('ü')).toBe('607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f');
});
