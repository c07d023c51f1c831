import { mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { diffBetween, surveyed } from '../../../server/files/diff-between.ts';
import { createFileDigests } from '../../../server/files/view/file-digests.ts';
import { createKeptView } from '../../../server/files/view/kept-view.ts';
import { createLivingView } from '../../../server/files/view/living-view.ts';
import type { TreeView } from '../../../server/files/view/tree-view.ts';

const MIB = 1024 * 1024;

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-diff-between-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const NOTHING = createKeptView(new Map(), async () => undefined);

function livingWith(content: string | Buffer): { readonly view: TreeView; readonly path: string } {
  const directory = mkdtempSync(join(root, 'thread-'));
  mkdirSync(join(directory, 'src'));
  writeFileSync(join(directory, 'src', 'f'), content);
  return { view: createLivingView(directory, createFileDigests(root)), path: join(directory, 'src', 'f') };
}

/** Counts what is read of the files that the view opens. */
function counted(view: TreeView): { readonly view: TreeView; readonly read: { bytes: number } } {
  const read = { bytes: 0 };
  return {
    read,
    view: {
      ...view,
      async open(...asked) {
        const opened = await view.open(...asked);
        if (!opened.ok) return opened;
        const { file } = opened;
        async function* reading(start: number, end: number): AsyncGenerator<Buffer> {
          for await (const chunk of file.read(start, end)) {
            read.bytes += chunk.length;
            yield chunk;
          }
        }
        return { ...opened, file: { ...file, read: reading } };
      },
    },
  };
}

test.each([
  ['small', 'x'],
  ['large', Buffer.alloc(2 * MIB, 'x')],
])('diffBetween: a %s file as it was surveyed → its patch', async (_, content) => {
  const { view } = livingWith(content);
  const { changes } = await diffBetween(await surveyed(NOTHING), await surveyed(view));
  expect(changes).toMatchObject([{ path: 'src/f' }]);
});

test.each([
  ['a small file that has grown by a byte', 'x', 2],
  ['a small file that has grown far beyond the limit of a diff', 'x', 300 * MIB],
  ['a large file that has grown', Buffer.alloc(2 * MIB, 'x'), 300 * MIB],
])('diffBetween: %s since the survey → 503, and nothing of it is read', async (_, content, sizeBytes) => {
  const living = livingWith(content);
  const { view, read } = counted(living.view);
  const after = await surveyed(view);
  truncateSync(living.path, sizeBytes);
  await expect(diffBetween(await surveyed(NOTHING), after)).rejects.toMatchObject({
    problem: { status: 503 },
  });
  expect(read.bytes).toBe(0);
});

test.each([
  ['other content of the same size', 'y'],
  ['less content', ''],
])('diffBetween: %s since the survey → 503', async (_, content) => {
  const { view, path } = livingWith('x');
  const after = await surveyed(view);
  writeFileSync(path, content);
  utimesSync(path, 1, 1);
  await expect(diffBetween(await surveyed(NOTHING), after)).rejects.toMatchObject({
    problem: { status: 503 },
  });
});
