/**
 * Keeps a second process out of a directory. The kernel frees the lock when the process ends, however it
 * ends.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';

export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Takes the lock of a directory (its real path), or rejects when it is taken. The lock is a listening socket
 * named after the path: on Linux in the abstract namespace, so nothing stale can stay behind. It does not
 * reach across containers with networks of their own.
 */
export async function lockDirectory(realPath: string): Promise<DirectoryLock> {
  const name = `goalkeeper-${createHash('sha256').update(realPath).digest('hex').slice(0, 32)}`;
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`another process uses ${realPath}`) : error),
    );
    server.listen(platform() === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.lock`), resolve);
  });
  // The lock alone keeps no process alive.
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}
