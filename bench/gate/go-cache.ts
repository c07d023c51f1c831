/**
 * A build cache with the packages of Go's standard library that the exercises lean on, to be shown to
 * sandboxes read-only.
 */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PACKAGES =
  'errors fmt os path/filepath reflect slices strconv strings syscall testing time unicode'.split(' ');

/** Where sandboxes look for it as well. */
const GO_FOLDER = '/usr/local/go/bin';

/** Undefined where there is no Go. */
export async function makeGoCache(directory: string): Promise<string | undefined> {
  const cache = join(directory, 'go-cache');
  const module = join(directory, 'go-module');
  await mkdir(module, { recursive: true });
  const imports = PACKAGES.map((path) => `import _ "${path}"\n`).join('');
  await writeFile(join(module, 'go.mod'), 'module example.com/warm\n\ngo 1.21\n');
  await writeFile(join(module, 'warm.go'), 'package warm\n');
  await writeFile(join(module, 'warm_test.go'), `package warm\n\n${imports}`);
  try {
    await run('go', ['test', './...'], {
      cwd: module,
      env: { ...process.env, PATH: `${process.env.PATH}${delimiter}${GO_FOLDER}`, GOCACHE: cache },
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  await run('chmod', ['-R', 'a+rX', cache]);
  return cache;
}
