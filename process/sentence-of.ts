/**
 * Whatever was thrown, in one line for whoever starts the process: what it is, and what helps where that is
 * known. Pure.
 */

/** What a system call or a database says about a place where nothing can be written. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: free some space on it, then start again.',
  EDQUOT: 'The quota of the disk is used up: free some space, then start again.',
  EROFS: 'The file system is read-only: choose a directory that can be written to.',
  EACCES: 'The user of this process may not do that there: give it the right, or choose another directory.',
  EPERM: 'The user of this process may not do that there: give it the right, or choose another directory.',
  EMFILE: 'Too many files are open: raise the limit (`ulimit -n`), then start again.',
  '53100': 'The disk of the database is full: free some space on it, then start again.',
};
const MAX_CAUSES = 5;

export function sentenceOf(error: unknown): string {
  const said = wordsOf(error);
  const remedy = codesIn(error).flatMap((code) => REMEDIES[code] ?? [])[0];
  return remedy === undefined ? said : `${said.replace(/[.\s]+$/, '')}. ${remedy}`;
}

function wordsOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { cause, errors, code, name } = error as Fields;
  // An error of several tries (of every address of a host) says nothing itself.
  const inner = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  const own = textIn(messageOf(error));
  const below = textIn(messageOf(inner));
  if (own !== undefined) return below === undefined || own.includes(below) ? own : `${own} (${below})`;
  return below ?? textIn(code) ?? textIn(name) ?? 'The process failed, and nothing says why';
}

type Fields = Readonly<Record<string, unknown>>;

const messageOf = (error: unknown): unknown =>
  typeof error === 'string' ? error : (error as Fields | null | undefined)?.message;

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && value !== '[object Object]' ? value : undefined;

/** The codes of the error and of what caused it. */
function codesIn(error: unknown): string[] {
  const codes: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && typeof current === 'object' && current !== null; depth += 1) {
    const { code, cause } = current as Fields;
    if (typeof code === 'string') codes.push(code);
    current = cause;
  }
  return codes;
}
