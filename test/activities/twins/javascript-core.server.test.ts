import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { javascriptMutator } from '../../../activities/twins/javascript/mutator.ts';
import { openTwinBench, type TwinBench } from './twin-bench.ts';

const TESTS = {
  'test/sum.test.mjs': `import { test } from 'node:test';
import assert from 'node:assert/strict';
import { sum } from '../src/sum.mjs';
test('adds', () => { assert.equal(sum(1, 2), 3); assert.equal(sum(0, 0), 0); });
test('joins', () => { assert.equal(sum('a', 'b'), 'ab'); assert.deepEqual([sum(2, 2)], [4]); });
`,
};

let bench: TwinBench;
beforeAll(async () => {
  bench = await openTwinBench([javascriptMutator]);
});
afterAll(() => bench.close());

describe('twins of node:test, through the core', () => {
  test.each([
    ['honest', 'export const sum = (a, b) => a + b;\n', 'canFail'],
    ['one that leaves at import', 'process.exit(0);\nexport const sum = 0;\n', 'cannotFail'],
  ])('%s → %s', async (_, text, standing) => {
    const record = await bench.tryTwins({ 'src/sum.mjs': text }, TESTS, 'node --test test/sum.test.mjs');
    expect(record.summary).toMatchObject({ standing });
  });
});
