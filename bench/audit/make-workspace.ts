/** A large workspace, written quickly: many small files and a few large ones that make up the size. */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILES_PER_FOLDER = 500;
const SMALL_FILE_BYTES = 2_048;
const LARGE_FILE_BYTES = 16 * 1024 * 1024;

/** `files` small files of 2 KB, and large ones of random bytes until `bytes` are reached. */
export async function makeWorkspace(directory: string, files: number, bytes: number): Promise<void> {
  const small = randomBytes(SMALL_FILE_BYTES);
  // No two are the same: a store that keeps the same content once would be measured too well.
  const contentOf = (number: number): Buffer => {
    const content = Buffer.from(small);
    content.writeUInt32LE(number);
    return content;
  };
  for (let first = 0; first < files; first += FILES_PER_FOLDER) {
    const folder = join(directory, 'src', `folder-${first / FILES_PER_FOLDER}`);
    await mkdir(folder, { recursive: true });
    const count = Math.min(FILES_PER_FOLDER, files - first);
    await Promise.all(
      Array.from({ length: count }, (_, index) =>
        writeFile(join(folder, `file-${index}.js`), contentOf(first + index)),
      ),
    );
  }
  await mkdir(join(directory, 'fixtures'), { recursive: true });
  const large = randomBytes(LARGE_FILE_BYTES);
  for (let left = bytes - files * SMALL_FILE_BYTES, index = 0; left > 0; left -= LARGE_FILE_BYTES, index += 1)
    await writeFile(
      join(directory, 'fixtures', `${index}.bin`),
      large.subarray(0, Math.min(left, LARGE_FILE_BYTES)),
    );
}
