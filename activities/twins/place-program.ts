/** Lays a mutator's program out where every user of the sandbox can read it. */
import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Copies files (path below the new directory → path on the host) into a directory below `cacheDirectory` that
 * is named for their contents, once; returns that directory. A checkout may be closed to the sandbox's user,
 * the cache is not.
 */
export async function placeProgram(
  cacheDirectory: string,
  label: string,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const contents = await Promise.all(
    Object.entries(files).map(async ([path, source]) => ({ path, bytes: await readFile(source) })),
  );
  const hash = createHash('sha256');
  for (const { path, bytes } of contents) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  const directory = join(cacheDirectory, 'twins', `${label}-${hash.digest('hex').slice(0, 16)}`);
  await placeOnce(directory, async (temporary) => {
    for (const { path, bytes } of contents) {
      const target = join(temporary, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes);
    }
  });
  return directory;
}

/** Never leaves half of it under the final name, also when two processes do this at once. */
export async function placeOnce(
  directory: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  if (await isThere(directory)) return;
  const temporary = `${directory}.${randomUUID()}.part`;
  try {
    await mkdir(temporary, { recursive: true });
    await chmod(dirname(temporary), 0o755);
    await fill(temporary);
    await openToAll(temporary);
    await rename(temporary, directory).catch(async (error: unknown) => {
      if (!(await isThere(directory))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Whatever the process's mask for new files is. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else await chmod(path, ((await stat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

const isThere = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
