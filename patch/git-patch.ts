/** One changed entry as `git diff` writes it, so that `git apply` takes it. Pure. */
import type { BytePath } from '../tree/tree-paths.ts';
import { binaryPatch } from './binary-patch.ts';
import { blobId, type GitMode, NO_BLOB } from './git-entry.ts';
import { gitHead, gitLabel } from './git-path.ts';
import { hunksOf } from './hunks.ts';

/** A file, or a link with its target as its content. */
export interface GitBlob {
  readonly mode: GitMode;
  readonly content: Buffer;
}

export interface GitChange {
  readonly path: BytePath;
  readonly before: GitBlob | undefined;
  readonly after: GitBlob | undefined;
}

export interface GitPatch {
  /** One character stands for each byte. */
  readonly text: string;
  readonly isBinary: boolean;
  readonly linesAdded: number;
  readonly linesRemoved: number;
}

/** Larger texts are not compared line by line: they are given whole, as what is no text is. */
const MAX_COMPARED_BYTES = 512 * 1024;

export function gitPatch(change: GitChange): GitPatch {
  const { path, before, after } = change;
  if (before !== undefined && after !== undefined && isLink(before) !== isLink(after)) {
    // Another kind of thing: one goes and the other comes.
    const parts = [
      gitPatch({ path, before, after: undefined }),
      gitPatch({ path, before: undefined, after }),
    ];
    return {
      text: parts.map(({ text }) => text).join(''),
      isBinary: parts.some(({ isBinary }) => isBinary),
      linesAdded: parts.reduce((sum, { linesAdded }) => sum + linesAdded, 0),
      linesRemoved: parts.reduce((sum, { linesRemoved }) => sum + linesRemoved, 0),
    };
  }
  const [old, now] = [before?.content ?? NOTHING, after?.content ?? NOTHING];
  const head = `${gitHead(path)}${modeLines(change)}`;
  if (old.equals(now) && before !== undefined && after !== undefined)
    return { text: head, isBinary: false, linesAdded: 0, linesRemoved: 0 };
  const index = indexLine(change);
  if (!isComparable(old) || !isComparable(now))
    return {
      text: `${head}${index}${binaryPatch(old, now)}`,
      isBinary: true,
      linesAdded: 0,
      linesRemoved: 0,
    };
  const hunks = hunksOf(old.toString('latin1'), now.toString('latin1'));
  const from = before === undefined ? '/dev/null' : gitLabel('a/', path);
  const to = after === undefined ? '/dev/null' : gitLabel('b/', path);
  const labels = hunks.length === 0 ? '' : `--- ${from}\n+++ ${to}\n`;
  return {
    text: `${head}${index}${labels}${hunks.join('')}`,
    isBinary: false,
    linesAdded: count(hunks, '+'),
    linesRemoved: count(hunks, '-'),
  };
}

const NOTHING = Buffer.alloc(0);

const isLink = ({ mode }: GitBlob): boolean => mode === '120000';

const isComparable = (content: Buffer): boolean =>
  content.length <= MAX_COMPARED_BYTES && !content.includes(0);

function modeLines({ before, after }: GitChange): string {
  if (before === undefined) return `new file mode ${after?.mode}\n`;
  if (after === undefined) return `deleted file mode ${before.mode}\n`;
  return before.mode === after.mode ? '' : `old mode ${before.mode}\nnew mode ${after.mode}\n`;
}

/** Whole names: git takes no binary patch without them. */
function indexLine({ before, after }: GitChange): string {
  const idOf = (blob: GitBlob | undefined): string => (blob === undefined ? NO_BLOB : blobId(blob.content));
  const mode = before !== undefined && before.mode === after?.mode ? ` ${before.mode}` : '';
  return `index ${idOf(before)}..${idOf(after)}${mode}\n`;
}

const count = (hunks: readonly string[], mark: '+' | '-'): number =>
  hunks.reduce((sum, hunk) => sum + hunk.split('\n').filter((line) => line.startsWith(mark)).length, 0);
