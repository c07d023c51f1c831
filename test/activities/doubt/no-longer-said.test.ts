import { expect, test } from '@jest/globals';
import { noLongerSaid } from '../../../activities/doubt/no-longer-said.ts';

test('noLongerSaid: lines of the failing run that the passing one has not, figures aside → what the work was to turn', () => {
  const before = 'ok 1 - leap (0.5ms)\n✖ century (1.25ms)\nRan 2 tests in 0.01s';
  const now = 'ok 1 - leap (0.7ms)\n✔ century (2ms)\nRan 2 tests in 0.02s';
  expect(noLongerSaid(before, now)).toBe('✖ century (1.25ms)');
  expect(noLongerSaid('', now)).toBe('');
});
