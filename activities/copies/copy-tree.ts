/**
 * Copies directory trees with the system's `cp`: links as links, several times faster on large trees than
 * Node's own.
 */
import { constants } from 'node:fs';
import { copyFile, readlink } from 'node:fs/promises';
import { runProgram } from '../../spawner/run-program.ts';
import { placeEntries } from '../../states/place-entries.ts';
import type { Placed, PlacedEntry } from '../../states/state-entry.ts';
import { feedPaths } from '../../tree/feed-paths.ts';
import { complainsOfFullDisk, DiskFull, TOOL_LOCALE } from '../../tree/full-disk.ts';
import { listTree } from '../../tree/list-entries.ts';
import type { EntryStamp, Tree } from '../../tree/listing/entry-stamp.ts';
import { lookInto, setModes } from '../../tree/opened-tree.ts';
import type { Owner } from '../../tree/owner.ts';
import { setModificationTimes } from '../../tree/set-times.ts';
import { withShortPath } from '../../tree/short-path.ts';
import { type BytePath, displayPath, toHostPath } from '../../tree/tree-paths.ts';

const AS_THEY_ARE = ['-dR', '--preserve=mode,timestamps,links', '--reflink=auto'];
/** More that `cp` could not copy is no matter of a few paths that are too long. */
const MAX_LEFT_OUT = 10_000;
const PRIVATE_MODE = 0o700;

/**
 * Fills `to`, which exists, with what is in `from`. Modes and times are kept; everything then belongs to
 * `owner` when one is given. `to` itself becomes private to its owner. Rejects, with the path first, when
 * something cannot be copied.
 */
export async function copyTree(from: string, to: string, owner?: Owner): Promise<void> {
  await lookInto(from, async (tree, closed) => {
    const env = { ...process.env, ...TOOL_LOCALE };
    const complaint = await runProgram('cp', [...AS_THEY_ARE, '--', `${from}/.`, to], { env }).then(
      () => undefined,
      (error: { readonly stderr?: string }) => error.stderr ?? String(error),
    );
    if (complaint !== undefined && complainsOfFullDisk(complaint)) throw new DiskFull(complaint);
    if (complaint !== undefined) await copyLeftOut(from, to, tree, complaint);
    // `cp` gave the copy the mode of the original, and saw opened what is closed.
    const modes = new Map([...closed, ['', PRIVATE_MODE] as const]);
    if (owner !== undefined)
      await runProgram('chown', ['-R', '-P', '--no-dereference', `${owner.uid}:${owner.gid}`, '--', to]);
    await setModes(to, modes);
  });
}

/** What `cp` cannot reach, because its path is too long: the same by other means. */
async function copyLeftOut(from: string, to: string, source: Tree, complaint: string): Promise<void> {
  const copied = await listTree(to);
  const leftOut: Placed[] = [];
  for (const [path, stamp] of source.entries) {
    const copy = copied.entries.get(path);
    if (copy !== undefined && isLike(stamp, copy)) continue;
    leftOut.push({ path, entry: await entryOf(from, path, stamp) });
    if (leftOut.length > MAX_LEFT_OUT) throw new Error(said(from, complaint));
  }
  await placeEntries(to, leftOut, {
    fill: (_, target, path) =>
      withShortPath(toHostPath(from, path), (short) => copyFile(short, target, constants.COPYFILE_EXCL)),
  });
  await setModificationTimes(to, [['', source.root.mtime]]);
  const special = leftOut.find(({ entry }) => entry.kind === 'special');
  if (special !== undefined) throw new Error(`${displayPath(special.path)} cannot be copied`);
}

const isLike = (a: EntryStamp, b: EntryStamp): boolean =>
  a.kind === b.kind && a.mode === b.mode && a.mtime === b.mtime && (a.kind === 'd' || a.size === b.size);

async function entryOf(directory: string, path: BytePath, stamp: EntryStamp): Promise<PlacedEntry> {
  const { kind, mtime, size } = stamp;
  const mode = Number.parseInt(stamp.mode, 8);
  if (kind === 'd') return { kind: 'directory', mode, mtime };
  if (kind === 'f') return { kind: 'file', mode, mtime, sha256: '', sizeBytes: Number(size) };
  if (kind !== 'l') return { kind: 'special', mode, what: 'special file' };
  const target = await withShortPath(toHostPath(directory, path), (short) =>
    readlink(short, { encoding: 'buffer' }),
  );
  return { kind: 'link', target: target.toString('latin1'), mtime };
}

/** `cp` names paths behind its own name. */
const said = (from: string, complaint: string): string =>
  complaint.replaceAll('cp: ', '').replaceAll(`${from}/./`, '').trim().slice(0, 500);

/**
 * Copies files and links into folders that are there, with modes and times; nothing stands at their paths.
 */
export async function copyFiles(
  from: string,
  to: string,
  paths: readonly BytePath[],
  owner?: Owner,
): Promise<void> {
  await feedPaths(from, ['cp', '--parents', ...AS_THEY_ARE, '-t', to], paths);
  if (owner !== undefined) await feedPaths(to, ['chown', '-h', `${owner.uid}:${owner.gid}`], paths);
}
