/** The operator's credential for a host. It is read each time, so that a new one counts at once. */
import { readFile } from 'node:fs/promises';
import type { GitUrl } from '../../contracts/git/git-url.ts';
import { PORTS } from '../../net/host.ts';

export interface Credential {
  readonly user: string;
  readonly password: string;
}

/** The first line that fits: same scheme, host and port, and a path that the repository's begins with. */
export async function credentialFor(git: GitUrl, file: string | undefined): Promise<Credential | undefined> {
  if (file === undefined) return undefined;
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  for (const line of lines) {
    const text = line.trim();
    if (!URL.canParse(text)) continue;
    const url = new URL(text);
    const port = url.port === '' ? PORTS[git.scheme] : Number(url.port);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const prefix = url.pathname.replace(/\/$/, '');
    const isFor =
      url.protocol === `${git.scheme}:` &&
      host === git.host &&
      port === git.port &&
      (git.path === prefix || git.path.startsWith(`${prefix}/`));
    if (isFor) return { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  }
  return undefined;
}
