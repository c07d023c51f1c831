/** What the sandbox takes over from the host's root directory. */
import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';

type RootEntry =
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | { readonly kind: 'directory'; readonly path: string };

export interface HostLayout {
  /** `/bin`, `/lib` and the like as the host has them: links on a merged `/usr`, else directories. */
  readonly rootEntries: readonly RootEntry[];
  /** Files and directories of `/etc` that programs of `/usr` need and that hold no secret. */
  readonly etcPaths: readonly string[];
  /** Absent where util-linux is not installed; then no resource limits are set. */
  readonly prlimitPath?: string;
  /**
   * It comes with the same package; without it the kernel may choose the worker before a command when memory
   * runs out.
   */
  readonly choomPath?: string;
  /** Directories of toolchains below `/usr` that no usual PATH names. */
  readonly toolPaths?: readonly string[];
}

const ROOT_NAMES = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
/**
 * Debian reaches awk, java and many others through /etc/alternatives, and keeps in /etc what a JDK, Maven,
 * OpenSSL, TeX, PHP and fonts start with. Names of services, protocols and media types are looked up by
 * libraries of every language.
 */
const ETC_PATHS = [
  ...['/etc/alternatives', '/etc/ld.so.cache', '/etc/ld.so.conf', '/etc/ld.so.conf.d', '/etc/os-release'],
  ...['/etc/debian_version', '/etc/lsb-release', '/etc/locale.alias', '/etc/host.conf', '/etc/gai.conf'],
  ...['/etc/services', '/etc/protocols', '/etc/rpc', '/etc/networks', '/etc/mime.types', '/etc/magic'],
  ...['/etc/ssl/openssl.cnf', '/etc/ssl/certs', '/etc/fonts', '/etc/texmf', '/etc/php', '/etc/R'],
  ...['/etc/maven', '/etc/gradle', '/etc/ant', '/etc/perl', '/etc/python3', '/etc/dotnet', '/etc/mono'],
  ...['/etc/ImageMagick-6', '/etc/ImageMagick-7', '/etc/OpenCL', '/etc/vulkan', '/etc/xml', '/etc/sgml'],
];
const JDK_SETTINGS = /^java(-\d+)?(-openjdk)?$/;
const PRLIMIT = '/usr/bin/prlimit';
const CHOOM = '/usr/bin/choom';

export function readHostLayout(): HostLayout {
  return {
    rootEntries: ROOT_NAMES.flatMap(rootEntry),
    etcPaths: [...ETC_PATHS, ...jdkSettings()].filter((path) => existsSync(path)),
    ...(existsSync(PRLIMIT) ? { prlimitPath: PRLIMIT } : {}),
    ...(existsSync(CHOOM) ? { choomPath: CHOOM } : {}),
    toolPaths: toolPaths(),
  };
}

function rootEntry(path: string): RootEntry[] {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return [{ kind: 'link', path, target: readlinkSync(path) }];
  return stats?.isDirectory() ? [{ kind: 'directory', path }] : [];
}

const jdkSettings = (): string[] =>
  readdirSync('/etc')
    .filter((name) => JDK_SETTINGS.test(name))
    .map((name) => `/etc/${name}`);

/**
 * Go as its own archive and as distributions install it, the newest first; nothing that leads out of `/usr`.
 */
function toolPaths(): string[] {
  const versions = readdirSync('/usr/lib')
    .filter((name) => /^go(-\d[\d.]*)?$/.test(name))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return ['/usr/local/go/bin', ...versions.map((name) => `/usr/lib/${name}/bin`)].filter(
    (path) => existsSync(`${path}/go`) && realpathSync(`${path}/go`).startsWith('/usr/'),
  );
}
