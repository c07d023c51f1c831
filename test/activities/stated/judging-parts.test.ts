import { expect, test } from '@jest/globals';
import { keepsJudgingParts } from '../../../activities/stated/judging-parts.ts';

const HELPER = 'def same(got, want):\n    if got != want:\n        raise AssertionError((got, want))\n';
const RULE = 'from src.area import area\n\n\ndef holds():\n    return area(2, 3) == 6 and area(5, 5) == 25\n';
const CHECK =
  'export const check = (a, b) => { if (a !== b) { console.error("wrong"); process.exitCode = 1; } };\n';
const WORK = `def parse(text):
    if not text:
        raise ValueError("empty")
    head, tail = text[0], text[1:]
    if head == tail:
        return None
    return head


def total(rows):
    return sum(rows)
`;

test.each([
  ['a helper that compares no more', HELPER, 'def same(got, want): pass\n'],
  ['a helper by another one of its name', HELPER, `${HELPER}\n\nsame = lambda got, want: None\n`],
  ['a rule that always holds', RULE, RULE.replace(/return .*/, 'return True')],
  ['a helper of JavaScript', CHECK, 'export const check = () => {};\n'],
])('keepsJudgingParts: %s → false', (_, was, is) => {
  expect(keepsJudgingParts(was, is)).toBe(false);
});

test.each([
  ['work that refuses bad input is rewritten', WORK, 'def parse(text):\n    return text\n'],
  ['a function beside the helper', HELPER, `${HELPER}\n\ndef other(rows):\n    return rows\n`],
  [
    'a program that states nothing',
    'def area(w, h):\n    return w + h\n',
    'def area(w, h):\n    return w * h\n',
  ],
])('keepsJudgingParts: %s → true', (_, was, is) => {
  expect(keepsJudgingParts(was, is)).toBe(true);
});
