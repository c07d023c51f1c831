/** A commit as git stores it: the same fields always give the same commit. Pure. */

export interface CommitFields {
  readonly tree: string;
  readonly parent: string;
  /** `Name <address>`. */
  readonly author: string;
  readonly atMs: number;
  readonly message: string;
}

export function commitObject({ tree, parent, author, atMs, message }: CommitFields): string {
  const who = `${author} ${Math.floor(atMs / 1_000)} +0000`;
  const text = message.replaceAll('\0', '').replace(/\r\n?/g, '\n').trimEnd();
  return [`tree ${tree}`, `parent ${parent}`, `author ${who}`, `committer ${who}`, '', `${text}\n`].join(
    '\n',
  );
}
