import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { ChangedFile } from '../../../activities/accepted/changed-files.ts';
import { artifactPaths, artifactsOf } from '../../../activities/work/artifacts.ts';
import { workPatch } from '../../../activities/work/work-patch.ts';
import type { StateEntry } from '../../../states/state-entry.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { claimRecord, FILE_EVIDENCE } from '../../support/journal/ledger-records.ts';

const contents = new Map<string, Buffer>();
const contentOf = async (sha256: string) => contents.get(sha256);

function file(content: string | Buffer, mode = 0o644): StateEntry {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  contents.set(sha256, bytes);
  return { kind: 'file', mode, sha256, sizeBytes: bytes.length, mtime: '1' };
}

type Side = StateEntry | undefined;
type Pair = readonly [path: string, kind: ChangedFile['kind'], before: Side, after: Side];

function patchOf(pairs: readonly Pair[]) {
  const side = (index: 2 | 3) =>
    new Map(
      pairs.flatMap((pair): [string, StateEntry][] =>
        pair[index] === undefined ? [] : [[pair[0], pair[index]]],
      ),
    );
  const changes = pairs.map(([path, kind, before, after]): ChangedFile => {
    const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'modified';
    return { path, change, kind };
  });
  return workPatch({ changes, accepted: side(2), current: side(3) }, contentOf);
}

describe('workPatch', () => {
  test('files of each kind of change → one diff, the work first', async () => {
    const { text, cutFiles, leftOutFiles } = await patchOf([
      ['notes.md', 'other', undefined, file('note\n')],
      ['test/a.js', 'test', file('old\n'), undefined],
      ['src/a.js', 'declared', file('1\n'), file('2\n')],
    ]);
    expect(text).toBe(
      [
        '--- a/src/a.js\n+++ b/src/a.js\n@@ -1,1 +1,1 @@\n-1\n+2\n',
        '--- a/test/a.js\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-old\n',
        '--- /dev/null\n+++ b/notes.md\n@@ -0,0 +1,1 @@\n+note\n',
      ].join(''),
    );
    expect([cutFiles, leftOutFiles]).toEqual([[], 0]);
  });

  test('what is no text → told by size and digest; a link, a mode and an empty file in words', async () => {
    const { text } = await patchOf([
      ['a.png', 'declared', file(Buffer.from([0, 1])), file(Buffer.from([0, 255, 254]))],
      ['run.sh', 'declared', file('x\n', 0o644), file('x\n', 0o755)],
      ['link', 'declared', undefined, { kind: 'link', target: '/etc/passwd' }],
      ['empty', 'declared', undefined, file('')],
    ]);
    expect(text).toMatch(
      /^# a\.png is no text that is compared: 2 bytes, SHA-256 \w{64} -> 3 bytes, SHA-256 \w{64}\n/,
    );
    expect(text).toContain('# run.sh: mode 644 -> 755\n# link: a link to /etc/passwd\n# empty is empty\n');
  });

  test('a name with a line break → quoted, so that it forges no line', async () => {
    const { text } = await patchOf([['a\n+++ b/x', 'other', undefined, file('y\n')]]);
    expect(text.split('\n')[1]).toBe('+++ b/"a\\n+++ b/x"');
  });

  test('one long file → cut at a line and named; the others are there', async () => {
    const long = 'line of a long file\n'.repeat(2_000);
    const { text, cutFiles, leftOutFiles } = await patchOf([
      ['long.txt', 'declared', undefined, file(long)],
      ['short.txt', 'declared', undefined, file('short\n')],
    ]);
    expect([cutFiles, leftOutFiles]).toEqual([['long.txt'], 0]);
    expect(Buffer.byteLength(text)).toBeLessThan(17 * 1024);
    expect(text).toMatch(
      /\+line of a long file\n--- \/dev\/null\n\+\+\+ b\/short\.txt\n@@ -0,0 \+1,1 @@\n\+short\n$/,
    );
  });

  test('very many files → at most 64 KiB, and how many are left out', async () => {
    const pairs = Array.from(
      { length: 300 },
      (_, n): Pair => [`${n}`, 'declared', undefined, file(`${'x'.repeat(999)}\n`)],
    );
    const { text, leftOutFiles } = await patchOf(pairs);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(64 * 1024);
    expect(leftOutFiles).toBeGreaterThan(200);
    expect(text.endsWith('x\n')).toBe(true);
  });

  test('a text larger than is compared → told by size and digest', async () => {
    const { text } = await patchOf([['big', 'other', undefined, file('x\n'.repeat(200_000))]]);
    expect(text).toMatch(/^# big is no text that is compared: absent -> 400000 bytes, SHA-256 /);
  });
});

describe('artifacts', () => {
  const contract = contractWith({ boundaries: { text: [], writePaths: ['report.md', 'src/**'] } });
  const current = new Map<string, StateEntry>([
    ['out/price.txt', file('1.69\n')],
    ['plot.png', file(Buffer.from([0, 1]))],
    ['report.md', file(`# Report\n${'x'.repeat(3_000)}`)],
    ['src/new.js', file('new\n')],
    ['src/old.js', file('old\n')],
  ]);
  const changes: ChangedFile[] = [
    { path: 'src/new.js', change: 'added', kind: 'declared' },
    { path: 'src/old.js', change: 'modified', kind: 'declared' },
    { path: 'notes.md', change: 'added', kind: 'other' },
  ];
  const cited = claimRecord({ evidence: [FILE_EVIDENCE] });
  const outcome = { contract, changes, current };

  test('files → those that claims cite, those named as the work, new ones of it; each once', () => {
    expect(artifactPaths({ ...outcome, claims: [cited] })).toEqual([
      'out/price.txt',
      'report.md',
      'src/new.js',
    ]);
    const withdrawn = claimRecord({ claimId: 'z', status: 'withdrawn' });
    expect(artifactPaths({ ...outcome, claims: [cited, withdrawn] })).toEqual(['report.md', 'src/new.js']);
  });

  test('text → its beginning, and whether it is cut; no text → size and digest alone', async () => {
    const picture = { ...FILE_EVIDENCE, ref: { kind: 'file' as const, path: 'plot.png' } };
    const claims = [claimRecord({ evidence: [FILE_EVIDENCE, picture] })];
    const [price, plot, report] = await artifactsOf({ ...outcome, claims }, contentOf);
    expect(price).toMatchObject({ path: 'out/price.txt', sizeBytes: 5, excerpt: '1.69\n', isCut: false });
    expect(plot).toEqual({ path: 'plot.png', sizeBytes: 2, sha256: expect.any(String), isCut: false });
    expect(report).toMatchObject({
      path: 'report.md',
      isCut: true,
      excerpt: expect.stringMatching(/^# Report\nx+$/),
    });
  });
});
