import { expect, test } from '@jest/globals';
import { linkLines } from '../../../activities/request/outward-links.ts';

test('no link leads out → nothing to say', () => {
  expect(linkLines('')).toEqual([]);
});

test('links that lead out → each with its target, those to nothing first', () => {
  const printed = '.venv/bin/python\t/usr/bin/python3.11\tthere\ndata\t/srv/data\tmissing\n';
  expect(linkLines(printed)).toEqual([
    'leads out of the workspace: data, to /srv/data, which is not there',
    'leads out of the workspace: .venv/bin/python, to /usr/bin/python3.11, which is there',
  ]);
});

test('the .git of a worktree → git does not work', () => {
  expect(linkLines('.git\t/srv/shop/.git/worktrees/a\tmissing\n').at(-1)).toMatch(/^git does not work here/);
});

test('many → cut, and said', () => {
  const printed = Array.from({ length: 11 }, (_, index) => `l${index}\t/x\tmissing`).join('\n');
  expect(linkLines(printed)).toHaveLength(11);
  expect(linkLines(printed).at(-1)).toMatch(/^more links/);
});
