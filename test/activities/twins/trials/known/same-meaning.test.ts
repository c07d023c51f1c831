import { expect, test } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import { sameMeaning } from '../../../../../activities/twins/trials/known/same-meaning.ts';

const written = (path: string, text: string) => sameMeaning({ path, text }, createRandom(1));

test.each<[string, string, RegExp]>([
  ['tests/run.py', 'print(1)', /^print\(1\)\n# [a-z]{9}\n$/],
  ['test/run.mjs', 'go();\n', /^go\(\);\n\/\/ [a-z]{9}\n$/],
  ['check', '#!/bin/sh\n', /^#!\/bin\/sh\n# [a-z]{9}\n$/],
  ['cases.yaml', 'a: 1\n', /^a: 1\n# [a-z]{9}\n$/],
  ['cases.json', '[1]\n', /^\[1\]\n(?: \n)+$/],
])('sameMeaning: %s → one comment more, or blanks', (path, text, expected) => {
  expect(written(path, text)).toMatch(expected);
});

test.each(['expected.txt', 'a.csv', 'out'])('sameMeaning: %s → none: every character may count', (path) => {
  expect(written(path, 'a\n')).toBeUndefined();
});
