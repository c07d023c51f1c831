import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { objectIn, repeatableArguments } from '../../../context/transcript/call-arguments.ts';

test('arguments that are an object → repeated as they came', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const text = JSON.stringify(value, null, 1);
      expect(repeatableArguments(text)).toBe(text);
    }),
  );
});

test.each([
  ['cut in the middle', '{"command": "ls'],
  ['a list', '["ls"]'],
  ['null', 'null'],
  ['two objects', '{"a":1}{"b":2}'],
])('arguments that are none (%s) → as a field of an object, not a character lost', (_, text) => {
  expect(objectIn(repeatableArguments(text))).toEqual({ notAnObject: text });
});

test('no arguments → an empty object', () => {
  expect(['', ' \n'].map(repeatableArguments)).toEqual(['{}', '{}']);
});
