/** Why a repository could not be fetched, in words for whoever named it. Pure. */
import type { GitUrl } from '../../contracts/git/git-url.ts';
import { ownLines } from './own-lines.ts';
import type { GitEnd } from './run-git.ts';

const CAUSES: readonly (readonly [RegExp, (url: string, ref: string | undefined) => string])[] = [
  [
    /^fatal: fsck error|^(?:error|warning): object [0-9a-f]+: \w+: /,
    (url) => `${url} holds objects that git finds malformed (git fsck names them)`,
  ],
  [/No space left on device|Disk quota exceeded/i, (url) => `the service has no room left for ${url}`],
  [
    /couldn't find remote ref|not our ref|no such ref|unadvertised object|invalid refspec/i,
    (url, ref) =>
      `${url} has no ${ref === undefined ? 'branch to begin with' : `branch, tag or commit ${ref}`}`,
  ],
  [
    /could not read Username|Authentication failed|terminal prompts disabled|error: 40[13]|Permission denied/i,
    (url) => `${url} refuses the service: it is not there, or the operator's credentials do not open it`,
  ],
  [
    /Host key verification failed/i,
    (url) => `the host of ${url} is not one that the operator knows by its key`,
  ],
  [
    /unable to access '[^']*': .*certificate/i,
    (url) =>
      `the host of ${url} has a certificate of no authority that the operator trusts, or of another name`,
  ],
  [
    /not found|error: 404|does not exist|does not appear to be a git repository/i,
    (url) => `there is no repository at ${url}`,
  ],
  [/error: 30\d|redirect/i, (url) => `${url} leads elsewhere: name the address that it leads to`],
  [
    /Could not resolve|Failed to connect|Connection (?:refused|timed out|reset)|unable to access|timed out/i,
    (url) => `the host of ${url} does not answer`,
  ],
];

/**
 * Nothing that git or the remote wrote is repeated: it would show paths of the service, or words of others.
 */
export function failureText(
  { complaint, isTooLarge }: Extract<GitEnd, { readonly ok: false }>,
  { url }: GitUrl,
  ref: string | undefined,
): string {
  if (isTooLarge) return `the repository ${url} is too large`;
  const lines = ownLines(complaint);
  const cause = CAUSES.find(([pattern]) => lines.some((line) => pattern.test(line)));
  return cause?.[1](url, ref) ?? `${url} cannot be cloned: git refuses what it was sent`;
}
