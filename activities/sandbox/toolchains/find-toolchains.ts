/**
 * Finds toolchains that lie where their installers put them, and not below `/usr`: of the user that the
 * service runs as, or of the machine. Only the part that holds the chosen version is made visible, never a
 * directory that keeps settings or credentials. What the commands' user cannot reach is passed over.
 */
import { join } from 'node:path';
import { nvmToolchain } from './node-versions.ts';
import { type HostFiles, newest, type Toolchain } from './toolchain.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** `home`: of the service's user. `env`: its environment, which says where installers were told to go. */
export function findToolchains(look: HostFiles, home: string, env: Environment): Toolchain[] {
  const found = [
    nvmToolchain(look, env.NVM_DIR ?? join(home, '.nvm')),
    pyenvToolchain(look, env.PYENV_ROOT ?? join(home, '.pyenv')),
    ...[env.RUSTUP_HOME ?? join(home, '.rustup'), '/usr/local/rustup'].map((root) =>
      rustToolchain(look, root),
    ),
    goToolchain(look, home, env),
    javaToolchain(look, home, env),
  ];
  return found.filter(
    (it): it is Toolchain => it?.directories.every((path) => look.isReachable(path)) ?? false,
  );
}

/** The version that pyenv's user has chosen for everything; without a choice it gives the system's own. */
function pyenvToolchain(look: HostFiles, root: string): Toolchain | undefined {
  const chosen = look.text(join(root, 'version')).split(/\s+/)[0] ?? '';
  const known = look.names(join(root, 'versions'));
  const version = known.includes(chosen) ? chosen : newest(known.filter((it) => it.startsWith(`${chosen}.`)));
  if (chosen === '' || version === undefined) return undefined;
  const prefix = join(root, 'versions', version);
  return { name: 'pyenv', directories: [join(prefix, 'bin')], roots: [prefix], goesFirst: true };
}

/** The programs themselves: rustup's stand-ins want to write beside them. */
function rustToolchain(look: HostFiles, root: string): Toolchain | undefined {
  const known = look.names(join(root, 'toolchains'));
  const chosen = /^default_toolchain = "([^"/]+)"$/m.exec(look.text(join(root, 'settings.toml')))?.[1];
  const name = chosen !== undefined && known.includes(chosen) ? chosen : newest(known);
  if (name === undefined) return undefined;
  const prefix = join(root, 'toolchains', name);
  return { name: 'rustup', directories: [join(prefix, 'bin')], roots: [prefix], goesFirst: true };
}

/** `/usr/local/go` and what a distribution installs are found with the system. */
function goToolchain(look: HostFiles, home: string, { GOROOT }: Environment): Toolchain | undefined {
  const downloaded = newest(look.names(join(home, 'sdk')).filter((name) => /^go\d/.test(name)));
  const root = GOROOT ?? (downloaded === undefined ? undefined : join(home, 'sdk', downloaded));
  if (root === undefined) return undefined;
  return { name: 'Go', directories: [join(root, 'bin')], roots: [root], goesFirst: GOROOT !== undefined };
}

function javaToolchain(look: HostFiles, home: string, { JAVA_HOME }: Environment): Toolchain | undefined {
  const chosen = [JAVA_HOME, join(home, '.sdkman/candidates/java/current')].find(
    (root) => root !== undefined && look.isReachable(join(root, 'bin')),
  );
  const installed = ['/usr/lib/jvm', '/opt', join(home, '.jdks')].flatMap((directory) =>
    look
      .names(directory)
      .filter((name) => /^(java|jdk|openjdk|temurin|zulu|corretto|graalvm)/i.test(name))
      .map((name) => join(directory, name))
      .filter((root) => look.isReachable(join(root, 'bin/java'))),
  );
  const root = chosen ?? newest(installed);
  if (root === undefined) return undefined;
  const settings = { name: 'JDK', directories: [join(root, 'bin')], roots: [root] };
  return chosen === undefined
    ? { ...settings, goesFirst: false }
    : { ...settings, goesFirst: true, env: { JAVA_HOME: root } };
}
