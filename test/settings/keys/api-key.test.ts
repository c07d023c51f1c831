import { expect, test } from '@jest/globals';
import { modelSettings } from '../../../settings/model-settings.ts';

const keyOf = (key: string) => modelSettings({ OPENAI_API_KEY: key })?.apiKey;

test.each(['sk-abc_DEF.123', 'a"b', 'none'])('a key, %s → as it is', (key) => {
  expect(keyOf(key)).toBe(key);
});

test.each([
  ['"sk-abc"', /^ {2}OPENAI_API_KEY: must be the key alone, without quotes around it$/m],
  ["'sk-abc'", /without quotes/],
  ['Bearer sk-abc', /without "Bearer" before it/],
  ['   ', /holds nothing but blanks/],
  ['sk-abc\n', /character that no key has, at place 7: copy it anew/],
  ['sk abc', /at place 3/],
  ['sk-abc\u2028', /at place 7/],
  ['“sk-abc”', /at place 1/],
])('what was copied along, %j → refused in a sentence that does not tell the key', (key, message) => {
  expect(() => keyOf(key)).toThrow(message);
  expect(() => keyOf(key)).not.toThrow('sk-abc');
  expect(() =>
    modelSettings({ OPENAI_API_KEY: 'k', AUDITOR_API_KEY: key, AUDITOR_BASE_URL: 'http://a/v1' }),
  ).toThrow('AUDITOR_API_KEY');
});
