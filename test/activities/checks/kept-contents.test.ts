import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contentOf, keepContents } from '../../../activities/checks/kept-contents.ts';
import { keptEntries } from '../../../activities/checks/kept-entries.ts';
import { digestTree } from '../../../activities/workspace/digest-workspace.ts';
import { displayPath } from '../../../activities/workspace/tree-paths.ts';

let workspace: string;
let kept: Map<string, Buffer>;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
  kept = new Map();
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

const journal = {
  async saveContents(_: string, contents: readonly { readonly sha256: string; readonly content: Buffer }[]) {
    for (const { sha256, content } of contents) kept.set(sha256, content);
  },
  readContents: async (_: string, sha256s: readonly string[]) =>
    new Map([...kept].filter(([sha256]) => sha256s.includes(sha256))),
};

async function keep(isSealed: (path: string) => boolean, wantsOthers = true) {
  const { entries } = await digestTree(workspace);
  await keepContents(journal, { threadId: 'thr_1', workspace, entries, isSealed, wantsOthers });
  return Object.fromEntries([...entries].map(([path, digest]) => [displayPath(path), digest]));
}

describe('keepContents', () => {
  test('files and links → by their digest, the same content once; directories and pipes have none', async () => {
    writeFileSync(join(workspace, 'a'), 'same');
    writeFileSync(join(workspace, 'b'), 'same');
    symlinkSync('a', join(workspace, 'link'));
    mkdirSync(join(workspace, 'd'));
    const digests = await keep(() => true);
    expect([...kept.values()].map(String).sort()).toEqual(['a', 'same']);
    expect(contentOf(digests.d ?? '')).toBeUndefined();
    expect(kept.get(contentOf(digests.a ?? '') ?? '')?.toString()).toBe('same');
  });

  test('a large file → kept when it is sealed, else not; without others → sealed ones only', async () => {
    writeFileSync(join(workspace, 'large'), Buffer.alloc(200_000, 'x'));
    writeFileSync(join(workspace, 'small'), 'y');
    await keep(() => false);
    expect([...kept.values()].map(String)).toEqual(['y']);
    kept.clear();
    await keep((path) => path === 'large', false);
    expect([...kept.values()].map((content) => content.length)).toEqual([200_000]);
  });
});

describe('keptEntries', () => {
  test('what was kept → as it stood; what was not there → absent; what is not kept → left out', async () => {
    writeFileSync(join(workspace, 'run.sh'), 'exit 1');
    chmodSync(join(workspace, 'run.sh'), 0o755);
    symlinkSync('run.sh', join(workspace, 'link'));
    mkdirSync(join(workspace, 'd'));
    const digests = { ...(await keep(() => true)), lost: `file 644 ${'0'.repeat(64)}` };
    const found = await keptEntries(journal, 'thr_1', digests, ['run.sh', 'planted', 'link', 'lost', 'd']);
    expect(found).toEqual([
      { path: 'd', entry: { kind: 'directory', mode: 0o755 } },
      { path: 'link', entry: { kind: 'link', target: Buffer.from('run.sh') } },
      { path: 'planted', entry: { kind: 'absent' } },
      { path: 'run.sh', entry: { kind: 'file', mode: 0o755, content: Buffer.from('exit 1') } },
    ]);
  });
});
