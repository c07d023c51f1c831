import { describe, expect, test } from '@jest/globals';
import type { ChangedFile } from '../../../activities/accepted/changed-files.ts';
import { type ListingPage, listingOf, listingPage } from '../../../activities/auditor/listing.ts';
import { file, manifest } from '../../support/workspace/manifests.ts';

type Tree = Parameters<typeof manifest>[0];

const page = (
  tree: Tree,
  changes: readonly ChangedFile[] = [],
  fields: Partial<ListingPage> = {},
): string[] =>
  listingPage(listingOf(manifest(tree), changes), { isChangedOnly: false, offset: 0, ...fields }).split('\n');

describe('listingPage', () => {
  test('files, links, programs, empty folders → one a line, by path, names in quotes; none → said', () => {
    expect(page({})).toEqual(['There is nothing to list.']);
    expect(page({ 'b/c': '123', a: '1', l: '->b/c', empty: null, run: file('x', { mode: 0o755 }) })).toEqual([
      'Entries 1-5 of 5; changed ones first.',
      '"a" 1 byte',
      '"b/c" 3 bytes',
      '"empty" folder',
      '"l" link to "b/c"',
      '"run" 1 byte, executable',
    ]);
  });

  test('ten thousand decoys → what was changed comes first, those of which most depends before the others', () => {
    const decoys = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`a/${index}`, 'x']));
    const lines = page({ ...decoys, 'z/work': '1', 'z/test': '2' }, [
      { path: 'z/gone', change: 'removed', kind: 'other' },
      { path: 'z/work', change: 'modified', kind: 'declared' },
      { path: 'z/test', change: 'modified', kind: 'protected' },
    ]);
    expect(lines.slice(0, 4)).toEqual([
      'Entries 1-300 of 10003; changed ones first. Go on with offset 300.',
      '"z/test" 1 byte, modified, protected',
      '"z/work" 1 byte, modified, declared',
      '"z/gone" not there, removed, other',
    ]);
  });

  test('page after page → every entry once', () => {
    const tree = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [`${'n'.repeat(200)}${index}`, 'x']),
    );
    const listed: string[] = [];
    for (let offset = 0; offset < 1_000; ) {
      const [, ...lines] = page(tree, [], { offset });
      expect(JSON.stringify(lines).length).toBeLessThan(16_000);
      listed.push(...lines);
      offset += lines.length;
    }
    expect(new Set(listed).size).toBe(1_000);
    expect(page(tree, [], { offset: 1_000 })).toEqual(['Offset 1000 is behind the last of 1000.']);
  });

  test('a folder → only what is in it; changes alone → nothing else', () => {
    const tree = { 'src/a': '1', 'src/b': '1', 'src2/c': '1' };
    const changes: ChangedFile[] = [{ path: 'src/b', change: 'added', kind: 'other' }];
    expect(page(tree, changes, { folder: 'src' }).slice(1)).toEqual([
      '"src/b" 1 byte, added, other',
      '"src/a" 1 byte',
    ]);
    expect(page(tree, changes, { isChangedOnly: true }).slice(1)).toEqual(['"src/b" 1 byte, added, other']);
  });

  test('.git and node_modules → counted, shown when they are named; what was changed in them is listed all the same', () => {
    const tree = { 'node_modules/x/a.js': '1', 'node_modules/x/b.js': '1', '.git/config': '1', a: '1' };
    const changes: ChangedFile[] = [{ path: 'node_modules/x/a.js', change: 'modified', kind: 'other' }];
    const [, ...lines] = page(tree, changes);
    expect(lines).toEqual([
      '"node_modules/x/a.js" 1 byte, modified, other',
      '"a" 1 byte',
      expect.stringMatching(/^Not listed: 2 more below \.git and node_modules/),
    ]);
    expect(page(tree, [], { folder: 'node_modules' }).slice(1)).toEqual([
      '"node_modules/x/a.js" 1 byte',
      '"node_modules/x/b.js" 1 byte',
    ]);
  });

  test('a line break or a quote in a name → forges no line', () => {
    const lines = page({ 'a\n"test/a" 1 bytes': '1', 'b"c': '1', '\xff': '1' });
    expect(lines).toEqual([
      'Entries 1-3 of 3; changed ones first.',
      `"hex:${Buffer.from('a\n"test/a" 1 bytes').toString('hex')}" 1 byte`,
      '"b\\"c" 1 byte',
      '"hex:ff" 1 byte',
    ]);
  });
});
