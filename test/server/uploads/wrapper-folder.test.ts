import { expect, test } from '@jest/globals';
import { wrapperFolder } from '../../../server/uploads/wrapper-folder.ts';
import { manifest } from '../../support/workspace/manifests.ts';

test('wrapperFolder: all of it in one folder → its name; anything beside it, or nothing in it → none', () => {
  expect(wrapperFolder(manifest({ 'shop/src/a': 'a', 'shop/README': 'b' }))).toBe('shop');
  expect(wrapperFolder(manifest({ 'shop/a': 'a', b: 'b' }))).toBeUndefined();
  expect(wrapperFolder(manifest({ shop: null }))).toBeUndefined();
  expect(wrapperFolder(manifest({ a: 'a' }))).toBeUndefined();
  expect(wrapperFolder(new Map())).toBeUndefined();
});
