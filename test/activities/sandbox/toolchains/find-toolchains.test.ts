import { describe, expect, test } from '@jest/globals';
import { findToolchains } from '../../../../activities/sandbox/toolchains/find-toolchains.ts';
import { operatorPath } from '../../../../activities/sandbox/toolchains/operator-path.ts';
import type { HostFiles } from '../../../../activities/sandbox/toolchains/toolchain.ts';

/** A file system in memory: paths of files, with what they hold. */
const lookAt = (files: Readonly<Record<string, string>>, closed = '/nothing'): HostFiles => {
  const paths = Object.keys(files);
  return {
    isReachable: (path) =>
      !path.startsWith(closed) && paths.some((each) => each === path || each.startsWith(`${path}/`)),
    names: (directory) => [
      ...new Set(
        paths
          .filter((each) => each.startsWith(`${directory}/`))
          .map((each) => each.slice(directory.length + 1).split('/')[0] ?? ''),
      ),
    ],
    text: (path) => files[path] ?? '',
  };
};
const found = (files: Readonly<Record<string, string>>, env = {}, closed?: string) =>
  findToolchains(lookAt(files, closed), '/home/ada', env);
const NVM = '/home/ada/.nvm';
const NODES = Object.fromEntries(
  ['v18.2.0', 'v20.9.0', 'v20.11.1', 'v22.0.0'].map((name) => [`${NVM}/versions/node/${name}/bin/node`, '']),
);

describe('findToolchains', () => {
  test('nothing installed → nothing', () => {
    expect(found({})).toEqual([]);
  });

  test.each([
    ['no alias', {}, 'v22.0.0'],
    ['a whole version', { default: 'v18.2.0\n' }, 'v18.2.0'],
    ['the beginning of one', { default: '20' }, 'v20.11.1'],
    ['an alias of an alias', { default: 'lts/*', 'lts/*': 'lts/iron', 'lts/iron': 'v20.9.0' }, 'v20.9.0'],
    ['one that leads elsewhere', { default: '../../../etc' }, 'v22.0.0'],
    ['one that goes round', { default: 'default' }, 'v22.0.0'],
    ['a version that is gone', { default: 'v16.0.0' }, 'v22.0.0'],
  ])('nvm, %s → the version that its user gets', (_, aliases, version) => {
    const files = Object.fromEntries(
      Object.entries(aliases).map(([name, text]) => [`${NVM}/alias/${name}`, text]),
    );
    const root = `${NVM}/versions/node/${version}`;
    expect(found({ ...NODES, ...files })).toEqual([
      { name: 'nvm', directories: [`${root}/bin`], roots: [root], goesFirst: true },
    ]);
  });

  test('what the user of the commands cannot reach → passed over', () => {
    expect(found(NODES, {}, '/home')).toEqual([]);
  });

  test('pyenv → the version chosen for everything; without a choice the system is meant', () => {
    const files = {
      '/home/ada/.pyenv/versions/3.11.7/bin/python3': '',
      '/home/ada/.pyenv/versions/3.12.1/bin/python3': '',
    };
    expect(found(files)).toEqual([]);
    const chosen = (version: string) => found({ ...files, '/home/ada/.pyenv/version': version })[0]?.roots;
    expect(chosen('3.11.7\n')).toEqual(['/home/ada/.pyenv/versions/3.11.7']);
    expect(chosen('3.12\n')).toEqual(['/home/ada/.pyenv/versions/3.12.1']);
    expect(chosen('system\n')).toBeUndefined();
  });

  test('rustup → the default toolchain itself, and nothing of what cargo keeps beside it', () => {
    const files = {
      '/opt/rust/settings.toml': 'version = "12"\ndefault_toolchain = "stable-x86_64-unknown-linux-gnu"\n',
      '/opt/rust/toolchains/nightly-x86_64-unknown-linux-gnu/bin/cargo': '',
      '/opt/rust/toolchains/stable-x86_64-unknown-linux-gnu/bin/cargo': '',
      '/home/ada/.cargo/credentials.toml': 'token',
    };
    expect(found(files, { RUSTUP_HOME: '/opt/rust' }).flatMap(({ roots }) => roots)).toEqual([
      '/opt/rust/toolchains/stable-x86_64-unknown-linux-gnu',
    ]);
  });

  test('JDKs → the one that JAVA_HOME names before the system, else the newest behind it', () => {
    const files = { '/usr/lib/jvm/jdk-17/bin/java': '', '/opt/jdk-21/bin/java': '', '/opt/other/x': '' };
    expect(found(files)).toEqual([
      {
        name: 'JDK',
        directories: ['/usr/lib/jvm/jdk-17/bin'],
        roots: ['/usr/lib/jvm/jdk-17'],
        goesFirst: false,
      },
    ]);
    expect(found(files, { JAVA_HOME: '/opt/jdk-21' })).toMatchObject([
      { directories: ['/opt/jdk-21/bin'], goesFirst: true, env: { JAVA_HOME: '/opt/jdk-21' } },
    ]);
  });

  test('Go of GOROOT, or the newest download → found', () => {
    const files = {
      '/home/ada/sdk/go1.9/bin/go': '',
      '/home/ada/sdk/go1.22.1/bin/go': '',
      '/opt/go/bin/go': '',
    };
    expect(found(files)[0]?.directories).toEqual(['/home/ada/sdk/go1.22.1/bin']);
    expect(found(files, { GOROOT: '/opt/go' })[0]).toMatchObject({ roots: ['/opt/go'], goesFirst: true });
  });
});

describe('operatorPath', () => {
  test('an installation → visible as a whole; a home, a hidden folder or plain programs → the directory alone', () => {
    const files = {
      '/opt/jdk/lib/x': '',
      '/home/ada/lib/x': '',
      '/home/ada/.local/lib/x': '',
      '/opt/bin/x': '',
    };
    const named = ['/opt/jdk/bin', '/home/ada/bin', '/home/ada/.local/bin', '/opt/bin', '/srv/zig'];
    expect(operatorPath(lookAt(files), named, '/home/ada')).toMatchObject({
      directories: named,
      roots: ['/opt/jdk', '/home/ada/bin', '/home/ada/.local/bin', '/opt/bin', '/srv/zig'],
    });
  });
});
