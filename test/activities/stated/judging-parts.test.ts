import { expect, test } from '@jest/globals';
import { isTestedItself, keepsJudgingParts } from '../../../activities/stated/judging-parts.ts';

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

const TOTAL =
  'def check_total(order):\n    if sum(order) != order.total:\n        raise ValueError("total")\n    return order.total\n';
const MATRIX = 'def multiply(a, b):\n    assert len(a[0]) == len(b)\n    return a\n';
const PARSER =
  'export function parse(text) {\n  const expect = (mark) => {\n    if (text[0] !== mark) throw new Error(mark);\n  };\n  expect("(");\n}\n';

test.each([
  [
    'src/orders.py',
    TOTAL,
    'from src.orders import check_total\n\n\nself.assertEqual(check_total({"a": 1}), 3)\n',
  ],
  [
    'src/matrix.py',
    MATRIX,
    'from src.matrix import multiply\n\n\nassert multiply([[2]], [[3]]) == [[6]]\nwith self.assertRaises(AssertionError):\n    multiply([[1]], [[1], [2]])\n',
  ],
  [
    'src/parser.mjs',
    PARSER,
    "import { parse } from '../src/parser.mjs';\ntest('one', () => assert.equal(parse('(1)'), 1));\n",
  ],
])('isTestedItself: tests compare what %s gives → the work', (path, was, tests) => {
  expect(isTestedItself(path, was, [tests])).toBe(true);
});

test.each([
  [
    'support/same.py',
    HELPER,
    'from support.same import same\n\n\ndef test_small():\n    same(area(2, 3), 6)\n',
  ],
  [
    'rules/area_rule.py',
    RULE,
    'from rules.area_rule import holds\n\n\nassert holds()\nassert holds() == True\n',
  ],
  ['support/check.mjs', CHECK, "import { check } from './support/check.mjs';\ncheck(area(2, 3), 6);\n"],
  ['support/same.py', HELPER, 'from support.other import area\n\n\nassert area(2, 3) == 6\n'],
])('isTestedItself: %s is a helper, or no test compares what it gives → judges', (path, was, tests) => {
  expect(isTestedItself(path, was, [tests])).toBe(false);
});
