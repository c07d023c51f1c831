import { describe, expect, test } from '@jest/globals';
import { decisiveLine } from '../../../activities/checks/decisive-line.ts';

describe('decisiveLine', () => {
  test.each([
    [
      'an error, not the sum behind it',
      'Traceback\n  File "t.py", line 1\nImportError: cannot import name \'area\'\n-----\nRan 1 test\n\nFAILED (errors=1)\n',
      "ImportError: cannot import name 'area'",
    ],
    ['as pytest lays it out', 'E   AssertionError: 4 != 6\n1 failed in 0.1s', 'E AssertionError: 4 != 6'],
    [
      'of Node',
      '  error: |-\n  AssertionError [ERR_ASSERTION]: 4 == 6\n# fail 1',
      'AssertionError [ERR_ASSERTION]: 4 == 6',
    ],
    [
      'a place, where no error is named',
      '--- FAIL: TestArea\n    a_test.go:7: got 4, want 6\nFAIL\nexit status 1',
      'a_test.go:7: got 4, want 6',
    ],
    ['else what is said to have failed', 'ok 1\nnot ok 2 - area\n1..2\n', 'not ok 2 - area'],
    ['else the last line', 'one\ntwo\n\n', 'two'],
  ])('%s', (_, output, line) => {
    expect(decisiveLine(output)).toBe(line);
  });

  test('nothing was printed → nothing; a long line → cut', () => {
    expect(decisiveLine(' \n')).toBeUndefined();
    expect(decisiveLine('x'.repeat(500))?.length).toBeLessThanOrEqual(160);
  });
});
