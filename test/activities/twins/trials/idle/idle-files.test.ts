import { describe, expect, test } from '@jest/globals';
import type { TestFile } from '../../../../../activities/twins/trials/find-twins.ts';
import { BROKEN } from '../../../../../activities/twins/trials/harmless-texts.ts';
import { idleFiles } from '../../../../../activities/twins/trials/idle/idle-files.ts';

const fileOf = (path: string): TestFile => ({ path, text: `import unittest  # ${path}\n` });
const paths = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `net/test_net${index}.py`);

interface Told {
  /** Those that run on the accepted state, in this order; the check ends at the first that fails. */
  readonly live: readonly string[];
  readonly files: readonly TestFile[];
  /** Files whose original text fails as long as the work is missing. */
  readonly failing?: readonly string[];
  readonly withWork?: boolean;
}

function ask({ live, files, failing = [], withWork = true }: Told) {
  const textIn = (changes: readonly TestFile[], path: string): string =>
    changes.find((change) => change.path === path)?.text ?? 'original';
  return idleFiles(files, {
    async onAccepted({ changes }) {
      const bad = live.find((path) => {
        const text = textIn(changes, path);
        return text === BROKEN || (text === 'original' && failing.includes(path));
      });
      return { passed: bad === undefined, gist: bad === undefined ? 'ok' : `${bad} ${textIn(changes, bad)}` };
    },
    passesWithWork: async () => withWork,
  });
}

describe('idleFiles', () => {
  test.each([1, 6, 40])('%d files that are read, and one that runs → all but that one', async (count) => {
    const files = [...paths(count), 'tests/test_a.py'].map(fileOf);
    expect(await ask({ live: ['tests/test_a.py'], failing: ['tests/test_a.py'], files })).toEqual(
      paths(count),
    );
  });

  test('a test that is come to only after another has passed → runs', async () => {
    const files = ['a_test.py', 'b_test.py', 'net/test_x.py'].map(fileOf);
    const told = await ask({ live: ['a_test.py', 'b_test.py'], failing: ['a_test.py', 'b_test.py'], files });
    expect(told).toEqual(['net/test_x.py']);
  });

  test.each<[string, Partial<Told>]>([
    ['nothing runs that is known', { live: [] }],
    ['all of them run', { live: ['a_test.py', 'net/test_x.py'] }],
    ['the check fails on the work with the others broken', { withWork: false }],
    ['a language without a text that passes', { files: ['a_test.py', 'ATest.java'].map(fileOf) }],
    [
      'the one that runs may load the other',
      { files: [{ path: 'a_test.py', text: 'import importlib' }, fileOf('net/test_x.py')] },
    ],
  ])('%s → cannot be told', async (_, told) => {
    const files = ['a_test.py', 'net/test_x.py'].map(fileOf);
    expect(await ask({ live: ['a_test.py'], files, ...told })).toBeUndefined();
  });

  test('a check that fails without any expectation → cannot be told', async () => {
    const onAccepted = async () => ({ passed: false, gist: '' });
    expect(
      await idleFiles([fileOf('a_test.py')], { onAccepted, passesWithWork: async () => true }),
    ).toBeUndefined();
  });
});
