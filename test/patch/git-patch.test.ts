import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changedPaths } from '../../patch/changed-entries.ts';
import { gitModeOf } from '../../patch/git-entry.ts';
import { type GitBlob, gitPatch } from '../../patch/git-patch.ts';
import { sorted } from '../../states/manifest-format.ts';
import type { Manifest, StateEntry } from '../../states/state-entry.ts';
import { sha256Of } from '../support/workspace/manifests.ts';

/** One character stands for each byte, in paths and contents. */
interface Plain {
  readonly content: string;
  readonly kind: 'file' | 'script' | 'link';
}
type Tree = ReadonlyMap<string, Plain>;

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'goalkeeper-patch-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const manifestOf = (tree: Tree): Manifest =>
  sorted(
    [...tree].map(([path, { content, kind }]): [string, StateEntry] => [
      path,
      kind === 'link'
        ? { kind: 'link', target: content }
        : {
            kind: 'file',
            mode: kind === 'script' ? 0o755 : 0o644,
            sha256: sha256Of(content),
            sizeBytes: content.length,
            mtime: '1.0',
          },
    ]),
  );

const blobOf = (tree: Tree, path: string, entry: StateEntry | undefined): GitBlob | undefined => {
  const mode = gitModeOf(entry);
  return mode && { mode, content: Buffer.from(tree.get(path)?.content ?? '', 'latin1') };
};

function patchBetween(from: Tree, to: Tree): string {
  const { told } = changedPaths(manifestOf(from), manifestOf(to));
  const parts = told.map(({ path, before, after }) =>
    gitPatch({ path, before: blobOf(from, path, before), after: blobOf(to, path, after) }),
  );
  return parts.map(({ text }) => text).join('');
}

/**
 * One program for all pairs, since it takes names as bytes and starts git quickly. It writes both trees of
 * each pair, applies the patch to the first and, the other way round, to the second, and says where what came
 * out is not the other tree.
 */
const PLAY = `
import sys, os, json, subprocess
root = os.fsencode(sys.argv[1])
def write(folder, rows):
    os.makedirs(folder)
    for path, kind, content in rows:
        place = os.path.join(folder, path.encode('latin1'))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        if kind == 'link':
            os.symlink(content.encode('latin1'), place)
        else:
            with open(place, 'wb') as file: file.write(content.encode('latin1'))
            os.chmod(place, 0o755 if kind == 'script' else 0o644)
def seen(folder):
    found = []
    for at, folders, files in os.walk(folder):
        for name in files + [each for each in folders if os.path.islink(os.path.join(at, each))]:
            place = os.path.join(at, name)
            path = os.path.relpath(place, folder).decode('latin1')
            if os.path.islink(place): found.append([path, 'link', os.readlink(place).decode('latin1')])
            else:
                with open(place, 'rb') as file: content = file.read().decode('latin1')
                found.append([path, 'script' if os.stat(place).st_mode & 0o100 else 'file', content])
    return sorted(found)
wrong = []
for number, pair in enumerate(json.load(sys.stdin)):
    ends = [pair['from'], pair['to']]
    patch = pair['patch'].encode('latin1')
    for way in ([], ['-R']):
        begin, end = ends if not way else ends[::-1]
        folder = os.path.join(root, b'%d%s' % (number, b'back' if way else b''))
        write(folder, begin)
        said = ''
        if patch:
            run = subprocess.run(['git', 'apply', '--whitespace=nowarn', *way, '-'], cwd=folder, input=patch, capture_output=True)
            said = run.stderr.decode('latin1') if run.returncode else ''
        if said or seen(folder) != sorted(end): wrong.append([number, way, said, begin, end])
print(json.dumps(wrong))
`;

let count = 0;
/** Gives what went wrong. */
function play(pairs: readonly (readonly [Tree, Tree])[]): unknown {
  count += 1;
  const rows = (tree: Tree) => [...tree].map(([path, { kind, content }]) => [path, kind, content]);
  const input = pairs.map(([from, to]) => ({
    from: rows(from),
    to: rows(to),
    patch: patchBetween(from, to),
  }));
  const said = execFileSync('python3', ['-c', PLAY, join(scratch, String(count))], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(said);
}

const tree = (entries: Readonly<Record<string, string | Plain>>): Tree =>
  new Map(
    Object.entries(entries).map(([path, what]) => [
      path,
      typeof what === 'string' ? { content: what, kind: 'file' } : what,
    ]),
  );
const script = (content: string): Plain => ({ content, kind: 'script' });
const link = (content: string): Plain => ({ content, kind: 'link' });

describe('gitPatch → what git apply makes of the old tree is the new one', () => {
  test.each<[string, Tree, Tree]>([
    [
      'a new, a changed and a removed file',
      tree({ a: '1\n2\n3\n', b: 'x\n' }),
      tree({ a: '1\ntwo\n3\n', c: 'y\n' }),
    ],
    [
      'no newline at the end, on either side',
      tree({ a: 'x', b: 'x\n', c: 'x' }),
      tree({ a: 'x\n', b: 'x', c: 'y' }),
    ],
    ['empty files that come and go', tree({ a: '', b: 'x\n', c: '' }), tree({ b: '', c: 'x', d: '' })],
    [
      'modes alone, and with content',
      tree({ a: 'x\n', b: script('x\n') }),
      tree({ a: script('x\n'), b: 'y\n' }),
    ],
    ['links', tree({ a: link('/etc/passwd'), b: link('x') }), tree({ a: link('../../y'), c: link('z\n') })],
    [
      'a file that becomes a link, and back',
      tree({ a: 'x\n', b: link('y') }),
      tree({ a: link('/x'), b: 'y\n' }),
    ],
    ['a file that becomes a folder, and back', tree({ a: 'x', 'b/c': 'y' }), tree({ 'a/d': 'x', b: 'y' })],
    ['a folder that becomes a link', tree({ 'a/b': 'x' }), tree({ a: link('c'), c: 'x' })],
    ['a link that becomes a folder', tree({ a: link('c'), c: 'x' }), tree({ 'a/b': 'x', c: 'x' })],
    [
      'binary files',
      tree({ a: 'x\0y', b: 'text\n' }),
      tree({ a: 'x\0z', b: '\0\xff', c: '\0'.repeat(9_000) }),
    ],
    ['bytes that are no UTF-8, and CRLF', tree({ a: '\xff\r\n\xfe\n' }), tree({ a: '\xff\n\xfd\r\n' })],
    [
      'an empty file whose name holds another one',
      tree({ a: 'x' }),
      tree({ ' /a b/a': '', 'y b/y': '', a: 'x' }),
    ],
    [
      'odd names',
      tree({ ' a b/c d': 'x', 'tab\t': 'x', 'x b/x': '\0' }),
      tree({
        ' a b/c d': 'y',
        'new\nline': '1',
        '"q"\\': '\0',
        '\xc3\xa9\xff': '2',
        '-rf': '3',
        'x b/x': '\x001',
      }),
    ],
    [
      'a long text that is wholly another',
      tree({ a: 'x\n'.repeat(3_000) }),
      tree({ a: 'y\n'.repeat(2_500) }),
    ],
    [
      'a text that is too long to compare',
      tree({ a: 'x\n'.repeat(400_000) }),
      tree({ a: 'y\n'.repeat(400_000) }),
    ],
  ])('%s', (_, from, to) => {
    expect(play([[from, to]])).toEqual([]);
  });

  const name = fc.constantFrom('a', 'b', 'c d', '\xc3\xa9', '\xff', '"', '\\n', 'x\ny', 'b/b', ' ', 'a b/a');
  const text = fc.oneof(
    fc
      .array(fc.constantFrom('1\n', '2\n', '\n', ' x\n', '+y\n', '-z\n', '\r\n', '@@ -1 +1 @@\n'), {
        maxLength: 12,
      })
      .map((lines) => lines.join('')),
    fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
      maxLength: 80,
    }),
    fc.constantFrom('no end', 'x\nno end', ''),
  );
  const plain = fc.oneof(
    fc.record<Plain>({ content: text, kind: fc.constantFrom('file', 'script') }),
    fc.record<Plain>({ content: fc.constantFrom('x', '/etc', '../a', 'b\n'), kind: fc.constant('link') }),
  );
  /** Nothing is below what is no folder. */
  const randomTree = fc
    .dictionary(
      fc.array(name, { minLength: 1, maxLength: 2 }).map((names) => names.join('/')),
      plain,
      { maxKeys: 6 },
    )
    .map((entries): Tree => {
      const kept = new Map<string, Plain>();
      for (const [path, what] of Object.entries(entries)) {
        const clashes = [...kept.keys()].some(
          (key) => key.startsWith(`${path}/`) || path.startsWith(`${key}/`),
        );
        if (!clashes) kept.set(path, what);
      }
      return kept;
    });

  test('any two trees', () => {
    const pairs = fc.array(fc.tuple(randomTree, randomTree), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(pairs, (each) => expect(play(each)).toEqual([])),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

describe('changedPaths', () => {
  test('what no patch can tell → is named apart; a folder that comes with a file is not', () => {
    const folder: StateEntry = { kind: 'directory', mode: 0o755, mtime: '1' };
    const file: StateEntry = { kind: 'file', mode: 0o644, sha256: sha256Of('x'), sizeBytes: 1, mtime: '1' };
    const before: Manifest = new Map<string, StateEntry>([['a', file]]);
    const after: Manifest = new Map<string, StateEntry>([
      ['a', { ...file, mode: 0o600 }],
      ['empty', folder],
      ['full', folder],
      ['full/b', file],
      ['pipe', { kind: 'special', mode: 0o644, what: 'pipe' }],
    ]);
    const { told, untold } = changedPaths(before, after);
    expect(told.map(({ path }) => path)).toEqual(['full/b']);
    expect(untold).toEqual(['a', 'empty', 'pipe']);
  });
});
