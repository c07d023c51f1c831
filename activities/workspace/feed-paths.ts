/** Runs one of the system's tools over any number of paths, which it gets NUL-separated through `xargs`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { BytePath } from './tree-paths.ts';

/** The paths follow the tool's arguments, relative to `directory`. Rejects with what it complained about. */
export async function feedPaths(
  directory: string,
  tool: readonly string[],
  paths: Iterable<BytePath>,
): Promise<void> {
  const xargs = spawn('xargs', ['-0', '-r', ...tool, '--'], {
    cwd: directory,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const complaints: Buffer[] = [];
  xargs.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const closed = once(xargs, 'close');
  // That it stopped reading is told by its exit code.
  xargs.stdin.on('error', () => undefined);
  xargs.stdin.end(Buffer.from([...paths].map((path) => `./${path}\0`).join(''), 'latin1'));
  const [code] = (await closed) as [number | null];
  if (code !== 0)
    throw new Error(`${tool[0]} failed: ${Buffer.concat(complaints).toString().trim().slice(0, 500)}`);
}
