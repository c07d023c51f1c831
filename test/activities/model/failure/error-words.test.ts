import { describe, expect, test } from '@jest/globals';
import { errorWords } from '../../../../activities/model/failure/error-words.ts';

/** An error with its cause, which has the next one for its own, and so on. */
const caused = (message: string, ...causes: readonly object[]): object => ({
  message,
  cause: causes.reduceRight((cause, error) => ({ ...error, cause })),
});

describe('errorWords', () => {
  test.each<[string, unknown, string]>([
    ['a message', { message: '429 slow down' }, '429 slow down'],
    ['a text', 'boom', 'boom'],
    ['nothing', undefined, 'no reason given'],
    ['several lines', { message: 'one\n  two\u0007' }, 'one two'],
    [
      "a proxy's page",
      { message: '502 <!DOCTYPE html><html><head><title>x |\n 502: Bad gateway</title></head></html>' },
      '502 a web page: x | 502: Bad gateway',
    ],
    ['a page without status and title', { message: '<html><body>no</body></html>' }, 'a web page'],
    [
      'a connection error',
      caused(
        'Connection error.',
        { message: 'fetch failed' },
        { message: 'getaddrinfo ENOTFOUND a.example' },
      ),
      'Connection error. (getaddrinfo ENOTFOUND a.example)',
    ],
    [
      'a TLS error',
      caused('Connection error.', { message: 'error:0A00010B:SSL routines:x:y', code: 'EPROTO' }),
      'Connection error. (EPROTO)',
    ],
    ['a cause that says the same', caused('read ECONNRESET', { message: 'ECONNRESET' }), 'read ECONNRESET'],
  ])('%s → one line', (_, error, words) => {
    expect(errorWords(error)).toBe(words);
  });

  test('causes in a circle → come to an end', () => {
    const error: { message: string; cause?: unknown } = { message: 'round' };
    error.cause = { message: 'and round', cause: error };
    expect(errorWords(error)).toContain('round');
  });
});
