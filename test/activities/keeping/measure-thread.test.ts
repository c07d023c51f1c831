/** What a thread takes of the disk: each content that a state adds counts once. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { measureThread } from '../../../activities/keeping/measure-thread.ts';
import type { KeptStateRow } from '../../../journal/rows/kept-state-row.ts';
import type { MeasuredSize } from '../../../journal/rows/tenant-counts.ts';
import { createDirectoryStore } from '../../../states/directory-store.ts';
import { diskUsage } from '../../../tree/disk-usage.ts';

let root: string;
let workspace: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'measured-'));
  workspace = join(root, 'work');
  await mkdir(workspace);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const KIB = 1024;
/** Each entry of a state is counted with this for its line. */
const LINE = 150;

test('measureThread: states that add and repeat contents, seen in two measurements → each content that is new counts once', async () => {
  const states = createDirectoryStore(join(root, 'states'));
  const rows: KeptStateRow[] = [];
  const saved: MeasuredSize[] = [];
  const keep = async (name: string, content: string): Promise<void> => {
    await writeFile(join(workspace, name), content);
    const { stateId } = await states.keep(workspace);
    const at = new Date(Date.UTC(2026, 0, 1) + rows.length * 1_000);
    rows.unshift({ stateId, keptFor: 'audit' as KeptStateRow['keptFor'], at, cursor: `${rows.length}` });
  };
  const measure = () =>
    measureThread(
      {
        journal: {
          listKeptStates: async (_threadId, limit, cursor) => {
            const from = cursor === undefined ? 0 : rows.findIndex((row) => row.cursor === cursor) + 1;
            return rows.slice(from, from + limit);
          },
          readThreadSize: async () => saved.at(-1),
          saveThreadSize: async (_threadId, size) => void saved.push(size),
        },
        workspaces: { states, bytesOf: async () => 42 },
      },
      'thr_1',
    );
  await measure();
  await keep('a', 'x'.repeat(10 * KIB));
  await keep('b', 'x'.repeat(10 * KIB));
  await measure();
  await measure();
  await keep('c', 'y'.repeat(5 * KIB));
  await measure();
  expect(saved.map(({ keptBytes }) => keptBytes)).toEqual([
    0,
    10 * KIB + 3 * LINE,
    10 * KIB + 3 * LINE,
    15 * KIB + 6 * LINE,
  ]);
  expect(saved.at(-1)).toMatchObject({ workspaceBytes: 42, keptUntil: rows[0]?.at });
});

test('diskUsage: files, a link out, a folder that is not there → what the files take', async () => {
  const folder = join(root, 'used');
  await mkdir(folder);
  await writeFile(join(folder, 'a'), Buffer.alloc(1_000_000, 'x'));
  const before = await diskUsage([folder]);
  await symlink(workspace, join(folder, 'out'));
  const after = await diskUsage([folder, join(root, 'missing')]);
  expect(before).toBeGreaterThanOrEqual(1_000_000);
  expect(after - before).toBeLessThan(100_000);
  expect(await diskUsage([join(root, 'missing')])).toBe(0);
});
