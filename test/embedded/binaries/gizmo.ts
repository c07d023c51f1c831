/** A small part for tests, with a fake `python3` that plays pip and a cache of its own; no network. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FindContext } from '../../../embedded/binaries/find-part.ts';
import type { SystemPart } from '../../../embedded/binaries/part.ts';
import { searchPath } from '../../../settings/search-path.ts';

export const programInWheel = 'gizmo_bin/_bin/gizmo';
const fakeTools = ['sh', 'tar', 'cp', 'gzip', 'dirname'];

export interface Workshop {
  readonly directory: string;
  /** The only directory on the PATH of `context`; a few standard tools are in it. */
  readonly bin: string;
  readonly context: FindContext;
  /** Lines that were reported. */
  readonly reported: string[];
  readonly part: SystemPart;
  /** A gizmo that prints its version; returns its path. */
  readonly writeGizmo: (path: string, version?: string) => string;
  /** A `python3` whose pip brings `wheel` and whose zipfile unpacks it. */
  readonly installPython: (wheel?: string) => void;
  readonly wheel: string;
}

export function createWorkshop(): Workshop {
  const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-parts-'));
  const bin = join(directory, 'bin');
  mkdirSync(bin);
  for (const tool of fakeTools) symlinkSync(searchPath(tool, process.env)[0] ?? tool, join(bin, tool));
  const wheel = createWheel(directory);
  const reported: string[] = [];
  return {
    directory,
    bin,
    wheel,
    reported,
    context: {
      env: { PATH: bin },
      platform: 'linux',
      arch: 'x64',
      cacheDirectory: join(directory, 'cache'),
      downloadUrl: 'http://127.0.0.1:1',
      report: (line) => reported.push(line),
    },
    part: {
      title: 'the gizmo',
      program: 'gizmo',
      pathVariable: 'GIZMO_PATH',
      proof: { args: ['--version'], output: /gizmo (\d+\.\d+\.\d+)/, minimumVersion: '1.2.0' },
      wheel: {
        name: 'gizmo-bin',
        version: '1.2.3',
        file: programInWheel,
        sha256: { 'linux-x64': sha256(wheel) },
      },
      fix: 'apt-get install -y gizmo',
    },
    writeGizmo,
    installPython: (source = wheel) => writeScript(join(bin, 'python3'), fakePython(source)),
  };
}

export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

export function writeScript(path: string, body: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

function writeGizmo(path: string, version = '1.2.3'): string {
  return writeScript(path, `echo gizmo ${version}`);
}

/**
 * Not a zip but a tar, which the fake zipfile module takes. The program needs its neighbour folder, like
 * bwrap.
 */
function createWheel(directory: string): string {
  const content = join(directory, 'content');
  writeScript(
    join(content, programInWheel),
    'read -r version <"$(dirname "$0")/../../gizmo_bin.libs/version"; echo gizmo "$version"',
  );
  mkdirSync(join(content, 'gizmo_bin.libs'));
  writeFileSync(join(content, 'gizmo_bin.libs', 'version'), '1.2.3\n');
  chmodSync(join(content, programInWheel), 0o644);
  const wheel = join(directory, 'gizmo_bin-1.2.3-py3-none-any.whl');
  execFileSync('tar', ['-cf', wheel, '-C', content, '.']);
  return wheel;
}

function fakePython(wheel: string): string {
  return `
    case "$2" in
      pip) while [ "$1" != --dest ]; do shift; done; cp '${wheel}' "$2" ;;
      zipfile) tar -xf "$4" -C "$5" ;;
    esac`;
}
