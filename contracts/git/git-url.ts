/** Addresses of git repositories that a caller may name. Pure. */
import { type Host, hostInUrl, PORTS } from '../../net/host.ts';

export interface GitUrl extends Host {
  /** Only ssh has one. */
  readonly user?: string;
  /** Starts with a slash; of the short form of ssh it does not. */
  readonly path: string;
  /** What git is given. */
  readonly url: string;
}

export type ReadGitUrl =
  | { readonly ok: true; readonly git: GitUrl }
  | { readonly ok: false; readonly problem: string };

const MAX_CHARACTERS = 2_000;
/** Names that no shell, no option parser and no URL parser reads as anything else. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$|^[0-9a-f:.]+$/;
const USER = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/;
const PATH = /^[A-Za-z0-9._~\-/%+@=,:]+$/;
const NO_PART_OF_A_URL = /[\s\p{Cc}\\]/u;
/** A server may decode them into another path than the one that a credential is held against. */
const ENCODED = /%(?:2e|2f|5c|25|[01][0-9a-f]|7f)/i;
const FORMS =
  'must be https://host/path, ssh://user@host/path or user@host:path (http:// is taken for hosts in GIT_ALLOWED_HOSTS)';
const SHORT_SSH = /^([^@/:]+)@([^/:]+):(?!\/\/)(.+)$/;

/** `https://host/path`, `ssh://user@host/path` and `user@host:path`; nothing else. */
export function readGitUrl(text: string): ReadGitUrl {
  const refuse = (problem: string): ReadGitUrl => ({ ok: false, problem });
  if (text.length > MAX_CHARACTERS) return refuse('is too long');
  // A parser of URLs would pass over some of these.
  if (NO_PART_OF_A_URL.test(text)) return refuse('must hold no spaces, backslashes and controls');
  if (ENCODED.test(text)) return refuse('must hold no encoded slashes, backslashes, dots and controls');
  const short = SHORT_SSH.exec(text);
  const written = short === null ? text : `ssh://${short[1]}@${short[2]}/${short[3]}`;
  const form = /^(https|http|ssh):\/\//.exec(written)?.[1] as GitUrl['scheme'] | undefined;
  if (form === undefined || !URL.canParse(written)) return refuse(FORMS);
  const parsed = new URL(written);
  if (parsed.password !== '' || (form !== 'ssh' && parsed.username !== ''))
    return refuse("must name no credentials: they are the operator's to set (GIT_CREDENTIALS_FILE)");
  if (parsed.search !== '' || parsed.hash !== '') return refuse('must have no query and no fragment');
  // A special scheme brings every spelling of an address into its usual one; ssh is none.
  const host = canonicalHost(parsed.hostname);
  if (host === undefined || !HOST.test(host)) return refuse('has a host name that is not valid');
  const user = form === 'ssh' ? decodeURIComponent(parsed.username) || 'git' : undefined;
  if (user !== undefined && !USER.test(user)) return refuse('has a user name that is not valid');
  const path = parsed.pathname;
  if (path.length < 2 || !PATH.test(path) || path.includes('/-'))
    return refuse('has a path that is not valid');
  const port = parsed.port === '' ? PORTS[form] : Number(parsed.port);
  const at = port === PORTS[form] ? hostInUrl(host) : `${hostInUrl(host)}:${port}`;
  const url = `${form}://${user === undefined ? '' : `${user}@`}${at}${path}`;
  return { ok: true, git: { scheme: form, ...(user === undefined ? {} : { user }), host, port, path, url } };
}

function canonicalHost(host: string): string | undefined {
  const url = `http://${host}/`;
  if (!URL.canParse(url)) return undefined;
  return new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

const REF = /^[A-Za-z0-9_][A-Za-z0-9._\-/+@]{0,199}$/;

/** A branch, a tag or a commit, without what git would read as anything else. */
export const isGitRef = (text: string): boolean =>
  REF.test(text) &&
  !text.includes('..') &&
  !text.includes('@{') &&
  !text.endsWith('.lock') &&
  !text.endsWith('/');
