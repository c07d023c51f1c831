/** Why a push did not go through, by what git says of it. Pure. */
import type { PushOutcome } from '../../journal/rows/push.ts';
import { ownLines } from '../clone/own-lines.ts';
import type { GitEnd } from '../clone/run-git.ts';

type Refused = Extract<PushOutcome, { readonly ok: false }>;

const MAX_LINES = 20;
const MAX_LINE_CHARACTERS = 200;

const CREDENTIALS =
  /could not read Username|Authentication failed|terminal prompts disabled|error: 40[13]|Permission denied|Host key verification failed/i;

/** A line of `push --porcelain` about a ref that was not updated. */
const REFUSED_REF = /^!\t[^\t]*\t\[(remote )?rejected\](?: \(([\s\S]*)\))?$/;

/** `url` is the repository's; nothing that git wrote of this machine is repeated. */
export function refusedPush(end: Extract<GitEnd, { readonly ok: false }>, url: string): Refused {
  const remote = remoteWords(end.complaint);
  const told = (words: readonly string[]) => (words.length === 0 ? {} : { remote: words });
  const line = (end.output?.toString() ?? '').split('\n').find((each) => REFUSED_REF.test(each));
  const [, byRemote, why = ''] = REFUSED_REF.exec(line ?? '') ?? [];
  if (byRemote !== undefined)
    return {
      ok: false,
      code: 'rejected',
      reason: `${url} does not take the commit`,
      ...told([bounded(why), ...remote].filter((each) => each !== '').slice(0, MAX_LINES)),
    };
  if (line !== undefined)
    return { ok: false, code: 'branchExists', reason: `the branch holds other commits`, ...told(remote) };
  if (end.isTooLarge) return { ok: false, code: 'rejected', reason: 'what is to be pushed is too large' };
  if (ownLines(end.complaint).some((each) => CREDENTIALS.test(each)))
    return {
      ok: false,
      code: 'credentials',
      reason: `${url} refuses the service: the operator's credentials do not open it for writing, or it is not there`,
    };
  return { ok: false, code: 'unreachable', reason: `${url} does not answer as a repository does` };
}

/** What git marks as the remote's, without what would move a terminal. */
export const remoteWords = (complaint: string): string[] =>
  complaint
    .split(/[\r\n]+/)
    .flatMap((line) => (line.startsWith('remote:') ? [bounded(line.slice('remote:'.length))] : []))
    .filter((line) => line !== '')
    .slice(0, MAX_LINES);

const bounded = (line: string): string => line.replace(/\p{C}/gu, ' ').trim().slice(0, MAX_LINE_CHARACTERS);
