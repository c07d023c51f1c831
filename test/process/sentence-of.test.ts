import { mkdir } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { sentenceOf } from '../../process/sentence-of.ts';

const withCode = (code: string, message: string, options?: ErrorOptions) =>
  Object.assign(new Error(message, options), { code });

describe('sentenceOf', () => {
  test.each([
    ['an error', new Error('no port'), 'no port'],
    ['an error with its cause', new Error('no port', { cause: new Error('taken') }), 'no port (taken)'],
    [
      'a cause that is said already',
      new Error('no port: taken', { cause: new Error('taken') }),
      'no port: taken',
    ],
    ['a text', 'gone', 'gone'],
    ['an error without words', withCode('ECONNREFUSED', ''), 'ECONNREFUSED'],
    [
      'an error for each address of a host',
      new AggregateError([withCode('ECONNREFUSED', 'connect ECONNREFUSED ::1:5432')], ''),
      'connect ECONNREFUSED ::1:5432',
    ],
    ['an object that is no error', { code: 'ENOWHERE' }, 'ENOWHERE'],
    ['an object without anything', {}, 'The process failed, and nothing says why'],
    ['words that are no words', new Error(String({})), 'Error'],
    ['nothing', undefined, 'undefined'],
  ])('%s → one line', (_, error, sentence) => {
    expect(sentenceOf(error)).toBe(sentence);
  });

  test('a full disk, also as the cause of another error → what is full, and what helps', () => {
    const full = withCode('ENOSPC', "ENOSPC: no space left on device, write '/srv/x'");
    for (const error of [full, new Error('the cache could not be filled', { cause: full })])
      expect(sentenceOf(error)).toMatch(/\/srv\/x.*The disk is full: free some space/);
  });

  test('a place that is closed to the process → it and what helps', async () => {
    const error = await mkdir('/proc/no/such').catch((thrown: unknown) => thrown);
    expect(sentenceOf(error)).toContain('/proc/no/such');
    expect(sentenceOf(withCode('EACCES', "EACCES: permission denied, mkdir '/srv/x'"))).toMatch(
      /'\/srv\/x'\. The user of this process may not/,
    );
  });
});
