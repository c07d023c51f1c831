import { expect, test } from '@jest/globals';
import { planFile } from '../../../activities/placement/plan-file.ts';
import { planReplacement, withEntries } from '../../../activities/placement/plan-replacement.ts';
import type { Manifest, StateEntry } from '../../../states/state-entry.ts';

const TIME = '1700000000.000000000';
const file = (content: string, mode = 0o644): StateEntry => ({
  kind: 'file',
  mode,
  sha256: content.padEnd(64, '0'),
  sizeBytes: content.length,
  mtime: TIME,
});
const FOLDER: StateEntry = { kind: 'directory', mode: 0o755, mtime: TIME };
const TREE: Manifest = new Map([
  ['a', FOLDER],
  ['a/b', file('b', 0o755)],
  ['link', { kind: 'link', target: 'a', mtime: TIME } as const],
]);
const SENT = { what: 'file', sha256: 'c'.padEnd(64, '0'), sizeBytes: 1, maxBytes: 10, maxFiles: 10 } as const;

test('planFile: a file in the place of another → keeps its permissions; a new one is plain', () => {
  expect(planFile(TREE, { ...SENT, path: 'a/b' }, TIME)).toMatchObject({
    ok: true,
    isNew: false,
    placed: { entry: { mode: 0o755 } },
  });
  expect(planFile(TREE, { ...SENT, path: 'x/y' }, TIME)).toMatchObject({
    ok: true,
    isNew: true,
    placed: { entry: { mode: 0o644 } },
  });
});

test.each([
  ['below a file', { ...SENT, path: 'a/b/c' }, 'notPlaced'],
  ['below a link', { ...SENT, path: 'link/c' }, 'notPlaced'],
  ['in the place of a folder', { ...SENT, path: 'a' }, 'notPlaced'],
  [
    'where other content stands',
    { ...SENT, path: 'a/b', condition: { is: ['d'.repeat(64)] } },
    'contentChanged',
  ],
  ['where something stands', { ...SENT, path: 'a/b', condition: { is: 'absent' } }, 'contentChanged'],
  ['where nothing stands', { ...SENT, path: 'n', condition: { is: '*' } }, 'contentChanged'],
  ['that is too large', { ...SENT, path: 'n', sizeBytes: 10 }, 'uploadTooLarge'],
  ['that is one too many', { ...SENT, path: 'n', maxFiles: 3 }, 'uploadTooLarge'],
  ['that is to go and is not there', { what: 'removal', path: 'n' }, 'noSuchFile'],
] as const)('planFile: a file %s → refused', (_, sent, code) => {
  expect(planFile(TREE, sent, TIME)).toMatchObject({ ok: false, code });
});

test('planReplacement: of another tree → what is there goes, what is the same stays', () => {
  const wanted = new Map<string, StateEntry>([
    ['a', FOLDER],
    ['a/b', file('b', 0o755)],
    ['n', file('n')],
  ]);
  expect(planReplacement(TREE, wanted)).toEqual([
    { path: 'link', entry: { kind: 'absent' } },
    { path: 'n', entry: file('n') },
  ]);
});

test('withEntries: a file below one, and in place of a folder → the tree that stands then', () => {
  const below = withEntries(TREE, [{ path: 'a/b/c', entry: file('c') }]);
  expect([...below].map(([path, { kind }]) => `${kind} ${path}`)).toEqual([
    'directory a',
    'directory a/b',
    'file a/b/c',
    'link link',
  ]);
  expect([...withEntries(TREE, [{ path: 'a', entry: { kind: 'absent' } }]).keys()]).toEqual(['link']);
});
