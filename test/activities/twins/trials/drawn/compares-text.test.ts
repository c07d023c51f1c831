import { describe, expect, test } from '@jest/globals';
import { isExcused } from '../../../../../activities/twins/trials/drawn/compares-text.ts';
import type { Variant } from '../../../../../activities/twins/trials/variant.ts';
import type { TwinRun } from '../../../../../journal/bodies/twin-record.ts';
import { defined } from '../../../../../objects/defined.ts';

const FILE = { path: 'tests/test_a.py', text: 'import unittest\nself.assertEqual(f(), 4)\n' };
const OTHER = { path: 'tests/test_b.py', text: 'import unittest\nself.assertEqual(g(), 4)\n' };
const SAID_OTHERWISE = FILE.text.replace('4', '(9 - 5)');
const PART = 'python3 -m unittest';

const run = (kind: TwinRun['kind'], passed: boolean, command?: string): TwinRun => ({
  kind,
  path: kind === 'equal' ? FILE.path : null,
  line: kind === 'equal' ? 2 : null,
  testCase: null,
  what: 'x',
  passed,
  durationMs: 1,
  ...defined({ command }),
});
const CHANGED = { path: FILE.path, text: SAID_OTHERWISE };
const EQUAL = { path: FILE.path, line: 2, testCase: null, what: 'x', changes: [CHANGED] };

interface Seen {
  readonly text: string;
  readonly other: string;
  readonly command: string | undefined;
}

/** A check on the accepted state: what it prints when it ends badly, and nothing when it passes. */
function excused(
  complains: (seen: Seen) => string,
  options: {
    readonly runs?: readonly TwinRun[];
    readonly part?: string;
    readonly scriptsCompare?: boolean;
    readonly files?: readonly (typeof FILE)[];
  } = {},
) {
  const { runs = [run('equal', false), run('equal', false)], part, files = [FILE] } = options;
  const { scriptsCompare = false } = options;
  const onAccepted = async ({ changes, command }: Pick<Variant, 'changes' | 'command'>) => {
    const textOf = ({ path, text }: typeof FILE) =>
      changes.find((change) => change.path === path)?.text ?? text;
    const output = complains({ text: textOf(FILE), other: textOf(OTHER), command });
    return { passed: !output.includes('failed'), gist: output };
  };
  return isExcused({ runs, equal: [EQUAL], files, part, scriptsCompare }, false, onAccepted);
}

/** Tests that expect something fail as long as the work is missing. */
const fails = (text: string): boolean => text.includes('assertEqual') && !text.includes('_exit(0)');
const checksum = (text: string): string => (text === FILE.text ? '' : 'checksum failed');
const tests = ({ text }: Seen): string => (fails(text) ? 'tests failed' : '');

describe('isExcused: every equal twin failed', () => {
  test('the command only runs tests → no', async () => {
    expect(await excused(tests)).toBe(false);
  });

  test('it shows what was changed, and goes by the tests → no', async () => {
    expect(await excused((seen) => (seen.text === FILE.text ? '' : 'M tests; ') + tests(seen))).toBe(false);
  });

  test('it compares a checksum before the tests → yes', async () => {
    expect(await excused((seen) => checksum(seen.text) || tests(seen))).toBe(true);
  });

  test.each([true, false])('it compares one behind the tests, by a script: %s → the same', async (is) => {
    const complains = (seen: Seen) => tests(seen) || checksum(seen.text);
    expect(await excused(complains, { scriptsCompare: is })).toBe(is);
  });

  test('it compares how lines are laid out → yes', async () => {
    const layout = ({ text }: Seen) => (text.includes('(9 - 5)') ? 'layout failed' : '');
    expect(await excused((seen) => layout(seen) || tests(seen))).toBe(true);
    expect(await excused((seen) => tests(seen) || layout(seen))).toBe(true);
  });

  test('one of the other tests compares a checksum → yes', async () => {
    const compares = ({ text, other }: Seen) => (other === OTHER.text ? checksum(text) : '');
    const files = [FILE, OTHER];
    expect(await excused((seen) => compares(seen) || tests(seen), { files })).toBe(true);
  });

  test('another test fails without the work as well → no', async () => {
    const both = ({ text, other }: Seen) => `${tests({ text } as Seen)}${fails(other) ? 'b failed' : ''}`;
    expect(await excused(both, { files: [FILE, OTHER] })).toBe(false);
  });

  test('the part that runs the tests does not pass alone, and all that it lacks is a look → no', async () => {
    const runs = [run('equal', false), run('control', false, PART), run('equal', false)];
    const complains = (seen: Seen) => (seen.command === PART ? '' : checksum(seen.text)) || tests(seen);
    expect(await excused(complains, { runs, part: PART })).toBe(false);
  });

  test('the same where the part lacks what the rest makes → yes', async () => {
    const runs = [run('equal', false), run('control', false, PART), run('equal', false)];
    const complains = (seen: Seen) =>
      seen.command === PART ? 'import failed' : checksum(seen.text) || tests(seen);
    expect(await excused(complains, { runs, part: PART })).toBe(true);
  });

  test('the part passes alone → twins of it are judged by it', async () => {
    const runs = [run('equal', false), run('control', true, PART), run('equal', false, PART)];
    const complains = (seen: Seen) => (seen.command === PART ? '' : checksum(seen.text)) || tests(seen);
    expect(await excused(complains, { runs, part: PART })).toBe(false);
  });
});

test('isExcused: an equal twin passed → what the words say, and nothing is run', async () => {
  const onAccepted = () => Promise.reject(new Error('run'));
  const evidence = { runs: [run('equal', true)], equal: [EQUAL], files: [FILE], part: undefined };
  expect(await isExcused({ ...evidence, scriptsCompare: false }, true, onAccepted)).toBe(true);
});
