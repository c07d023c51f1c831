/** Go, by its own parser: tables and comparisons of `testing`, testify, and what examples print. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOnce } from '../build-once.ts';
import { findProgram } from '../find-program.ts';
import type { Mutator, MutatorAvailability } from '../mutator.ts';

const INSIDE = '/opt/goalkeeper/twins/go';
const PLACES = ['/usr/local/go/bin', '/usr/lib/go/bin', '/usr/bin', '/usr/local/bin'];
const BUILD_CACHE = 'build-cache';
const ENVIRONMENT = {
  PATH: '/usr/bin:/bin',
  GOENV: 'off',
  GOTOOLCHAIN: 'local',
  GO111MODULE: 'off',
  CGO_ENABLED: '0',
};

const known = new Map<string, Promise<MutatorAvailability>>();

export const goMutator: Mutator = {
  language: 'go',
  extensions: ['.go'],
  availability(cacheDirectory) {
    const found = known.get(cacheDirectory) ?? build(cacheDirectory);
    known.set(cacheDirectory, found);
    return found;
  },
};

/** Half a minute without a cache, too long for each audit. */
async function build(cacheDirectory: string): Promise<MutatorAvailability> {
  const go = findProgram('go', PLACES);
  if (go === undefined) return { ok: false, reason: 'no Go toolchain (`go`) is installed below /usr' };
  const built = await buildOnce({
    language: 'go',
    cacheDirectory,
    sourceDirectory: import.meta.dirname,
    extension: '.go',
    version: [go, 'version'],
    command: (target, sources) => [
      go,
      'build',
      '-trimpath',
      '-ldflags=-s -w',
      '-o',
      join(target, 'mutate'),
      ...sources,
    ],
    env: (target) => ({ ...ENVIRONMENT, HOME: target, GOCACHE: join(target, BUILD_CACHE) }),
  });
  if (!built.ok) return built;
  await rm(join(built.directory, BUILD_CACHE), { recursive: true, force: true });
  return { ok: true, argv: [`${INSIDE}/mutate`], readOnlyBinds: { [INSIDE]: built.directory } };
}
