/** The Node that nvm gives its user: the one that its alias `default` means, else the newest. */
import { join } from 'node:path';
import { type HostFiles, newest, type Toolchain } from './toolchain.ts';

const MAX_ALIASES = 5;

export function nvmToolchain(look: HostFiles, root: string): Toolchain | undefined {
  const versions = look.names(join(root, 'versions/node')).filter((name) => /^v\d/.test(name));
  const chosen = chosenVersion(look, root, versions) ?? newest(versions);
  if (chosen === undefined) return undefined;
  const prefix = join(root, 'versions/node', chosen);
  return { name: 'nvm', directories: [join(prefix, 'bin')], roots: [prefix], goesFirst: true };
}

/** An alias names a version, the beginning of one, or another alias. */
function chosenVersion(look: HostFiles, root: string, versions: readonly string[]): string | undefined {
  let wanted = 'default';
  for (let step = 0; step < MAX_ALIASES; step += 1) {
    const meant = look.text(join(root, 'alias', wanted)).trim();
    // Nothing but a name: an alias leads nowhere else.
    if (meant === '' || meant.split('/').includes('..')) return undefined;
    const number = meant.replace(/^v/, '');
    if (/^\d+(\.\d+)*$/.test(number))
      return newest(versions.filter((name) => name === `v${number}` || name.startsWith(`v${number}.`)));
    wanted = meant;
  }
  return undefined;
}
