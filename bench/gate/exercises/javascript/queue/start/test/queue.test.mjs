import assert from 'node:assert';
import { beforeEach, describe, test } from 'node:test';
import { Queue } from '../src/queue.mjs';

describe('a queue by priority', () => {
  let queue;
  beforeEach(() => {
    queue = new Queue();
    queue.push('write', 2);
    queue.push('read', 5);
    queue.push('rest', 1);
  });

  test('gives the highest first', () => {
    assert.strictEqual(queue.pop(), 'read');
    assert.strictEqual(queue.pop(), 'write');
  });

  test('keeps the order of equals', () => {
    queue.push('sing', 5);
    assert.deepStrictEqual([queue.pop(), queue.pop()], ['read', 'sing']);
  });

  test('counts', () => {
    assert.strictEqual(queue.size, 3);
    queue.pop();
    assert.strictEqual(queue.size, 2);
  });

  test('is empty at last', () => {
    for (let index = 0; index < 3; index += 1) queue.pop();
    assert.strictEqual(queue.pop(), undefined);
    assert.strictEqual(queue.size, 0);
  });
});
