/**
 * What the in-process database throws when its files cannot be written: an object that is no error, with a
 * number in place of words. Pure.
 */

/** Numbers as its C library counts them, by the names that Node gives. */
const CODES: Readonly<Record<number, string>> = {
  2: 'EACCES',
  19: 'EDQUOT',
  29: 'EIO',
  33: 'EMFILE',
  41: 'ENFILE',
  51: 'ENOSPC',
  63: 'EPERM',
  69: 'EROFS',
};

/** An error with a code in place of such an object; anything else is what it was. */
export function asFileSystemError(thrown: unknown, directory: string): unknown {
  const { name, errno } = (thrown ?? {}) as { readonly name?: unknown; readonly errno?: unknown };
  if (thrown instanceof Error || name !== 'ErrnoError' || typeof errno !== 'number') return thrown;
  const code = CODES[errno] ?? `errno ${errno}`;
  return Object.assign(new Error(`the journal's files in ${directory} cannot be written (${code})`), {
    code,
  });
}
