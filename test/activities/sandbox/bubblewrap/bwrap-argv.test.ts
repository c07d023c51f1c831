import { describe, expect, test } from '@jest/globals';
import type { BwrapInput, SandboxPolicy } from '../../../../activities/sandbox/bubblewrap/bwrap-argv.ts';
import { bwrapArguments } from '../../../../activities/sandbox/bubblewrap/bwrap-argv.ts';
import { DEFAULT_LIMITS } from '../../../../activities/sandbox/bubblewrap/limits.ts';
import { omit } from '../../../../objects/omit.ts';

const policy: SandboxPolicy = {
  host: {
    rootEntries: [
      { kind: 'link', path: '/bin', target: 'usr/bin' },
      { kind: 'directory', path: '/lib' },
    ],
    etcPaths: ['/etc/alternatives'],
    prlimitPath: '/usr/bin/prlimit',
  },
  limits: DEFAULT_LIMITS,
  nodePath: '/cache/node',
  readOnlyPaths: ['/opt/tools'],
};
const input: BwrapInput = {
  workspace: '/w/t1',
  readOnlyWorkspace: false,
  argv: ['/bin/bash', '-c', 'rm -rf "$HOME"; echo $(id)'],
  env: {},
  cpuSeconds: 7,
  descriptors: { seccomp: 3, files: { '/etc/passwd': 4 } },
  init: { separateStderr: false, reports: true },
};
const text = (changed: Partial<BwrapInput> = {}, host: Partial<SandboxPolicy['host']> = {}): string =>
  bwrapArguments({ ...policy, host: { ...policy.host, ...host } }, { ...input, ...changed }).join(' ');

describe('bubblewrap arguments', () => {
  test('any policy → every confinement is asked for', () => {
    for (const part of [
      '--unshare-all --unshare-user --disable-userns --cap-drop ALL',
      '--as-pid-1 --new-session --die-with-parent',
      '--clearenv',
      '--seccomp 3',
      '--remount-ro /dev',
      '--remount-ro / ',
    ]) {
      expect(text()).toContain(part);
    }
  });

  test('a merged and an unmerged directory of the host → a link and a read-only bind', () => {
    expect(text()).toContain('--symlink usr/bin /bin --ro-bind /lib /lib');
  });

  test('only the workspace → the one writable bind', () => {
    expect(text().match(/--bind \S+ \S+/g)).toEqual(['--bind /w/t1 /workspace']);
    expect(text({ readOnlyWorkspace: true })).not.toContain('--bind /w');
    expect(text({ readOnlyWorkspace: true })).toContain('--ro-bind /w/t1 /workspace');
  });

  test('a command with shell syntax → one untouched argument at the end', () => {
    expect(bwrapArguments(policy, input).slice(-3)).toEqual(input.argv);
  });

  test('everything is mounted → before the root is sealed', () => {
    const args = bwrapArguments(policy, input);
    const sealed = args.findIndex((arg, index) => arg === '--remount-ro' && args[index + 1] === '/');
    const mounts = ['--ro-bind', '--bind', '--tmpfs', '--symlink', '--file', '--proc', '--dev'];
    expect(args.findLastIndex((arg) => mounts.includes(arg))).toBeLessThan(sealed);
  });

  test('no prlimit on the host → no limits, the rest unchanged', () => {
    const host = omit(policy.host, 'prlimitPath');
    const args = bwrapArguments({ ...policy, host }, input).join(' ');
    expect(args).not.toContain('prlimit');
    expect(args).toContain('--seccomp 3');
  });

  test('resource limits → set inside the sandbox, around the command', () => {
    expect(text()).toMatch(
      / -- \/bin\/sh -c .* sh \/usr\/bin\/prlimit .*--nproc=512 .*--cpu=7 --core=0 -- \/bin\/bash/s,
    );
  });
});
