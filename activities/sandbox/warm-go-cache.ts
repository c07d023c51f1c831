/**
 * Go's standard library, compiled once and seen read-only by every check: with the empty HOME of a check
 * alone, each run would compile it anew, which takes half a minute. Only Go's own sources go into it, so that
 * nothing of a goal can lie there.
 */
import { randomUUID } from 'node:crypto';
import { access, chmod, chown, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Identity } from './identity.ts';
import type { Sandbox, SandboxedCommand } from './sandbox.ts';

/** What a command gets along with the rest of its environment. */
export type WarmCache = Pick<SandboxedCommand, 'env' | 'readOnlyBinds'>;

export interface GoCacheSettings {
  readonly sandbox: Sandbox;
  readonly identity: Identity & { readonly drop: boolean };
  /** Users of the sandbox can enter it. */
  readonly cacheDirectory: string;
}

const INSIDE = '/opt/goalkeeper/go-cache';
const TIMEOUT_MS = 10 * 60_000;
/** A test of nothing brings in what every test links with. */
const FILL = `
set -e
go build std
mkdir /tmp/warm && cd /tmp/warm
printf 'module warm\\n\\ngo 1.18\\n' > go.mod
printf 'package warm\\n' > warm.go
printf 'package warm\\n\\nimport "testing"\\n\\nfunc TestNothing(t *testing.T) {}\\n' > warm_test.go
go test ./...`;

/**
 * Made on the first call, which waits for it; nothing where Go is missing or cannot be run. Never rejects.
 */
export function createWarmGoCache(settings: GoCacheSettings): () => Promise<WarmCache> {
  let warming: Promise<WarmCache> | undefined;
  return () => {
    warming ??= make(settings).catch(() => ({}));
    return warming;
  };
}

async function make({ sandbox, identity, cacheDirectory }: GoCacheSettings): Promise<WarmCache> {
  const version = await versionOf(sandbox, cacheDirectory);
  if (version === undefined) return {};
  const directory = join(cacheDirectory, 'go-build', version);
  // Go writes an index of modules into its cache before it reads one; without that it only reads where it may
  // not write.
  const env = { GOCACHE: INSIDE, GODEBUG: 'goindex=0' };
  const cache: WarmCache = { env, readOnlyBinds: { [INSIDE]: directory } };
  if (await isThere(directory)) return cache;
  const home = `${directory}.${randomUUID()}.part`;
  try {
    await mkdir(home, { recursive: true, mode: 0o755 });
    if (identity.drop) await chown(home, identity.uid, identity.gid);
    const result = await sandbox.run({
      workspace: home,
      home,
      argv: ['/bin/bash', '-c', FILL],
      env: { GOCACHE: '/home/goalkeeper/go-build', GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' },
      timeoutMs: TIMEOUT_MS,
    });
    if (result.endedBy !== 'exit' || result.exitCode !== 0) return {};
    const filled = join(home, 'go-build');
    if (identity.drop) await chown(filled, 0, 0);
    await chmod(filled, 0o755);
    // Another process may have been quicker: its cache is as good.
    await rename(filled, directory).catch(() => undefined);
    return (await isThere(directory)) ? cache : {};
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** The version is spelled as the name of a directory; `undefined` where there is no Go. */
async function versionOf(sandbox: Sandbox, directory: string): Promise<string | undefined> {
  const result = await sandbox.run({
    workspace: directory,
    readOnlyWorkspace: true,
    argv: ['/bin/sh', '-c', 'go version'],
    env: { GOTOOLCHAIN: 'local' },
    timeoutMs: 30_000,
  });
  const version = /^go version (\S+) (\S+)$/.exec(result.output.trim());
  if (result.exitCode !== 0 || version === null) return undefined;
  return `${version[1]}-${version[2]}`.replaceAll(/[^\w.-]/g, '-');
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
