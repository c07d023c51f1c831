import { expect, test } from '@jest/globals';
import { lookAtThemselves } from '../../../../../activities/twins/trials/drawn/own-text.ts';

const FILE = { path: 'tests/test_a.py', text: 'self.assertEqual(len(open(__file__).read()), 5)\n' };
const LONG = `self.assertEqual(len(open(__file__).read()), int("${'7'.repeat(90)}") - 1)\n`;
/** The same written otherwise. */
const EQUAL = { path: FILE.path, line: 1, testCase: null, what: '5 → …', changes: [{ ...FILE, text: LONG }] };
const ends = (text: string): boolean => text.startsWith('import os\n\nos._exit(0)');

/** What the check prints on the accepted state, by the text of its tests. */
const asked = (prints: (text: string) => string, files = [FILE]): Promise<boolean> =>
  lookAtThemselves(files, [EQUAL], async ({ changes }) => ({
    passed: false,
    gist: prints(changes[0]?.text ?? FILE.text),
  }));

test('lookAtThemselves: tests whose outcome a comment changes → they do', async () => {
  expect(await asked((text) => (ends(text) ? 'nothing ran' : `${text.length} characters`))).toBe(true);
});

test('lookAtThemselves: tests that only name themselves → they do not', async () => {
  expect(await asked(() => 'test_century failed')).toBe(false);
});

test('lookAtThemselves: a command that shows what was changed, tests or none → it is not the tests who look', async () => {
  expect(await asked((text) => (text.includes('# read') ? 'M tests/test_a.py' : ''))).toBe(false);
});

test('lookAtThemselves: a command that shows which files were changed, beside tests that fail → it is not the tests who look', async () => {
  const shows = (text: string): string =>
    `${text === FILE.text ? '' : 'M tests/test_a.py\n'}${ends(text) ? '' : 'test_century failed'}`;
  expect(await asked(shows)).toBe(false);
});

test('lookAtThemselves: tests that look, beside a command that shows which files were changed → they do', async () => {
  const shows = (text: string): string =>
    `${text === FILE.text ? '' : 'M tests/test_a.py\n'}${ends(text) ? '' : `${text.length} characters`}`;
  expect(await asked(shows)).toBe(true);
});

test('lookAtThemselves: a check that prints something else each time → nothing is shown', async () => {
  let turn = 0;
  const count = (): string => {
    turn += 1;
    return String(turn);
  };
  expect(await asked(count)).toBe(false);
});

test('lookAtThemselves: a language in which tests cannot be made to end → nothing is shown', async () => {
  expect(await asked((text) => `${text.length}`, [{ path: 'a_test.go', text: FILE.text }])).toBe(false);
});

test('lookAtThemselves: tests that want short lines, or none with a certain word → they do', async () => {
  const hasLong = (text: string): boolean => text.split('\n').some((line) => line.length > 99);
  expect(await asked((text) => (!ends(text) && hasLong(text) ? 'a long line' : 'well'))).toBe(true);
  expect(await asked((text) => (!ends(text) && text.includes('int(') ? 'int' : 'well'))).toBe(true);
});
