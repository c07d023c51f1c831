import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, encode } from '../src/rle.mjs';

const pairs = {
  '': '',
  XYZ: 'XYZ',
  AABBBCCCC: '2A3B4C',
  '  hsqq qww  ': '2 hs2q q2w2 ',
  aabbbcccc: '2a3b4c',
};

for (const [plain, packed] of Object.entries(pairs)) {
  test(`packs "${plain}"`, () => assert.equal(encode(plain), packed));
  test(`unpacks "${packed}"`, () => assert.equal(decode(packed), plain));
}

test('there and back', () => assert.equal(decode(encode('zzz ZZ  zZ')), 'zzz ZZ  zZ'));
