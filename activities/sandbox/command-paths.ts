/** Where commands find programs beside those of the system, and what has to be visible for that. */
import { homedir } from 'node:os';
import { findSocket } from './find-socket.ts';
import type { Identity } from './identity.ts';
import { reachableBy } from './reachable-by.ts';
import { findToolchains } from './toolchains/find-toolchains.ts';
import { hostLook } from './toolchains/host-look.ts';
import { operatorPath } from './toolchains/operator-path.ts';

export interface CommandPaths {
  /** They are on the PATH before the system's own directories, and behind them. */
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Paths that are not below `/usr`. */
  readonly roots: readonly string[];
}

export interface CommandPathSettings {
  /** Directories of the operator. */
  readonly path?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What the operator names comes first; a toolchain that was found and holds a socket is passed over. */
export function commandPaths({ path = [], env }: CommandPathSettings, identity: Identity): CommandPaths {
  const look = hostLook((inside) => reachableBy(identity, inside).ok);
  const home = homedir();
  const found = findToolchains(look, home, process.env).filter(({ roots }) =>
    roots.every((root) => isOfSystem(root) || findSocket(root) === undefined),
  );
  const toolchains = [operatorPath(look, path, home), ...found];
  const directories = (goesFirst: boolean): string[] =>
    toolchains.filter((it) => it.goesFirst === goesFirst).flatMap((it) => it.directories);
  return {
    first: directories(true),
    last: directories(false),
    env: Object.assign({}, ...toolchains.map((it) => it.env), env),
    roots: [...new Set(toolchains.flatMap(({ roots }) => roots))].filter((root) => !isOfSystem(root)),
  };
}

const isOfSystem = (path: string): boolean => path === '/usr' || path.startsWith('/usr/');
