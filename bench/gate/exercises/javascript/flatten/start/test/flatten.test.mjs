import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flatten } from '../src/flatten.mjs';

test('nothing to do', () => assert.deepEqual(flatten([0, 1, 2]), [0, 1, 2]));
test('one level', () => assert.deepEqual(flatten([1, [2, 3, 4], 5]), [1, 2, 3, 4, 5]));
test('deep', () => assert.deepEqual(flatten([0, [[[2, 3]]], [8, [100, [4]]], -2]), [0, 2, 3, 8, 100, 4, -2]));
test('empty', () => assert.deepEqual(flatten([[], [[]]]), []));
test('no value', () => assert.deepEqual(flatten([1, null, [undefined, [2]]]), [1, 2]));
test('texts', () => assert.deepEqual(flatten(['a', ['bc']]), ['a', 'bc']));
