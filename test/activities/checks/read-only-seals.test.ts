import { expect, test } from '@jest/globals';
import { planCopy } from '../../../activities/accepted/copy-plan.ts';
import { pathFilter } from '../../../activities/accepted/path-filter.ts';
import { readOnlySeals } from '../../../activities/checks/read-only-seals.ts';
import { manifest } from '../../support/workspace/manifests.ts';

const sealsIn = (tree: Parameters<typeof manifest>[0]): string[] => {
  const state = manifest(tree);
  const ownership = { isProtected: pathFilter(['test']) };
  return readOnlySeals({ plan: planCopy(state, state, ownership), ownership });
};

test('readOnlySeals: sealed files → each of them; folders and what is not sealed → not', () => {
  expect(sealsIn({ 'src/a': '1', 'test/a': '1', 'test/cases/1': 'c' })).toEqual(['test/a', 'test/cases/1']);
});

test('readOnlySeals: more files and folders than a sandbox can mount → as many as fit with the folders above them', () => {
  const paths = Array.from({ length: 2_500 }, (_, index) => `test/${index}/file`);
  const seals = sealsIn(Object.fromEntries(paths.map((path) => [path, '1'])));
  expect(seals.length + new Set(seals.map((path) => path.replace('/file', ''))).size + 1).toBeLessThan(
    2_000 - 200,
  );
  expect(seals.length).toBeGreaterThan(800);
});
