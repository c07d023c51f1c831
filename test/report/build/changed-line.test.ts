import { describe, expect, test } from '@jest/globals';
import { changedLine } from '../../../report/build/changed-line.ts';
import type { ChangedFiles } from '../../../report/outcome-report.ts';

const changed = (fields: Partial<ChangedFiles>): ChangedFiles => ({
  count: 0,
  files: [],
  asOf: '2026-11-25T22:00:00.000Z',
  turn: 3,
  isOutdated: false,
  ...fields,
});

describe('changedLine', () => {
  test.each<[string, ChangedFiles | null, string]>([
    ['nobody has looked', null, 'not known: nobody has compared the files'],
    ['nothing was changed', changed({}), 'no file since the accepted state'],
    [
      'nothing was changed by then, and tools have run since',
      changed({ isOutdated: true }),
      'not looked since turn 3',
    ],
    [
      'the only look was the baseline',
      changed({ isOutdated: true, turn: null }),
      'not looked since before the first turn',
    ],
    ['one file', changed({ count: 1 }), '1 file since the accepted state'],
    [
      'a protected one among them, and tools have run since',
      changed({ count: 2, files: [{ path: 'a', change: 'modified', kind: 'protected' }], isOutdated: true }),
      '2 files since the accepted state, 1 of them protected; not looked since turn 3',
    ],
  ])('%s → said so', (_, files, line) => {
    expect(changedLine(files)).toBe(line);
  });
});
