import { describe, expect, test } from '@jest/globals';
import {
  formedPrefixes,
  likeName,
  patternOf,
  spelledOut,
} from '../../../../activities/tools/files/like-names.ts';

describe('names in another Unicode form', () => {
  test('a path → its prefixes that can have another form, the longest first', () => {
    expect(formedPrefixes('./a/é/b')).toEqual(['./a/é/b', './a/é']);
    expect(formedPrefixes('./a/b')).toEqual([]);
  });

  test('a pattern → stars where forms differ, and for what a shell would read', () => {
    expect(patternOf('./caf\u00e9 [1]/x$.txt')).toBe('./caf** *1*/x*.txt');
  });

  test.each([
    ['composed, there decomposed', 'caf\u00e9', ['cafe\u0301', 'cafe'], { kind: 'one', path: 'cafe\u0301' }],
    ['decomposed, there composed', 'cafe\u0301', ['caf\u00e9'], { kind: 'one', path: 'caf\u00e9' }],
    ['nothing like it', 'caf\u00e9', ['cafe', 'caf\u00e8'], { kind: 'none' }],
    ['two forms', '\u1e69', ['s\u0323\u0307', 's\u0307\u0323'], { kind: 'several', count: 2 }],
  ])('%s → so', (_, wanted, there, like) => {
    expect(likeName(wanted, there)).toEqual(like);
  });

  test('a name → in plain ASCII, without ./', () => {
    expect(spelledOut('./cafe\u0301 \u{1f600}"')).toBe(String.raw`"cafe\u0301 \ud83d\ude00\""`);
  });
});
