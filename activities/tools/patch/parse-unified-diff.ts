/**
 * Reads a unified diff, as `diff -u` and `git diff` write it, into the same changes as the format of the
 * Codex family. Its line numbers only choose among several places that match: models count badly, and quote
 * well.
 */
import type { FileChange, Hunk, HunkLine } from './file-change.ts';
import { PatchSyntaxError, unexpected } from './patch-syntax-error.ts';
import { readHunkLine } from './read-hunk-line.ts';

const OLD = /^--- (.+)$/;
const NEW = /^\+\+\+ (.+)$/;
const HUNK = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const NOWHERE = '/dev/null';

/**
 * Whether the text has a file's two header lines one after the other, or is git's of a file that was only
 * moved.
 */
export const isUnifiedDiff = (lines: readonly string[]): boolean =>
  lines.some((line, index) => OLD.test(line) && NEW.test(lines[index + 1] ?? '')) ||
  lines.some((line) => /^rename from /.test(line));

/**
 * Throws `PatchSyntaxError`. Prose between files says nothing; of git's header lines, what cannot be done is
 * refused by name.
 */
export function parseUnifiedDiff(lines: readonly string[]): FileChange[] {
  const changes: FileChange[] = [];
  let renamedFrom: string | undefined;
  let named: string | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line.startsWith('diff --git ')) named = / b\/(.+)$/.exec(line)?.[1];
    else if (UNDOABLE.test(line))
      throw new PatchSyntaxError(
        `line ${index + 1}: "${line.trim()}" cannot be done by a patch; use the shell tool for it.`,
      );
    else if (/^(new|deleted) file mode /.test(line) && !hasHunks(lines, index) && named !== undefined)
      changes.push(
        line.startsWith('new') ? { kind: 'add', path: named, content: '' } : { kind: 'delete', path: named },
      );
    else if (line.startsWith('rename from ')) renamedFrom = line.slice('rename from '.length).trim();
    else if (line.startsWith('rename to ') && renamedFrom !== undefined) {
      const moveTo = line.slice('rename to '.length).trim();
      changes.push({ kind: 'update', path: renamedFrom, moveTo, hunks: [] });
      renamedFrom = undefined;
    } else if (OLD.test(line) && NEW.test(lines[index + 1] ?? '')) {
      const end = endOfHunks(lines, index + 2);
      addChange(changes, lines, index, end);
      index = end - 1;
    }
  }
  return changes;
}

/** Copies, changes of permissions, binary contents. */
const UNDOABLE =
  /^(copy (from|to) |old mode |new mode |new file mode (?!100644)|GIT binary patch|Binary files )/;

/** Whether lines of the file's own header are followed by its hunks, and not by the next file. */
function hasHunks(lines: readonly string[], at: number): boolean {
  for (const line of lines.slice(at + 1)) {
    if (line.startsWith('diff --git ')) return false;
    if (OLD.test(line)) return true;
  }
  return false;
}

function addChange(changes: FileChange[], lines: readonly string[], at: number, end: number): void {
  const [from, to] = pathsIn(OLD.exec(lines[at] ?? '')?.[1] ?? '', NEW.exec(lines[at + 1] ?? '')?.[1] ?? '');
  const hunks = readHunks(lines, at + 2, end);
  if (from === NOWHERE) {
    const added = hunks.flatMap(({ lines: own }) => own).map(({ text }) => text);
    const isUnended = lines.slice(at, end).some((line) => line.startsWith('\\'));
    const content = added.length === 0 ? '' : added.join('\n') + (isUnended ? '' : '\n');
    changes.push({ kind: 'add', path: to, content });
  } else if (to === NOWHERE) changes.push({ kind: 'delete', path: from });
  else {
    if (hunks.length === 0)
      throw new PatchSyntaxError(`line ${at + 1}: ${from} has no hunk ("@@ -1,2 +1,3 @@").`);
    const last = changes.at(-1);
    const isMoved =
      last?.kind === 'update' && last.path === from && last.moveTo === to && last.hunks.length === 0;
    if (isMoved) changes.pop();
    changes.push({ kind: 'update', path: from, ...(from === to ? {} : { moveTo: to }), hunks });
  }
}

/**
 * Takes off git's `a/` and `b/`, where both sides have theirs or one is nowhere (else they are folders), and
 * without the time that `diff -u` puts behind a tab.
 */
function pathsIn(oldName: string, newName: string): readonly [from: string, to: string] {
  const from = oldName.split('\t', 1)[0]?.trim() ?? '';
  const to = newName.split('\t', 1)[0]?.trim() ?? '';
  const isOfGit = (from === NOWHERE || from.startsWith('a/')) && (to === NOWHERE || to.startsWith('b/'));
  const bare = (path: string): string => (path === NOWHERE || !isOfGit ? path : path.slice(2));
  return [bare(from), bare(to)];
}

/** Where the file's part of the diff ends: at the next file's header, or at a line that no hunk can have. */
function endOfHunks(lines: readonly string[], start: number): number {
  let end = start;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    const isNext = OLD.test(line) && NEW.test(lines[end + 1] ?? '') && HUNK.test(lines[end + 2] ?? '');
    if (isNext || /^(diff |index |rename |similarity |new file |deleted file )/.test(line)) break;
    end += 1;
  }
  return end;
}

function readHunks(lines: readonly string[], start: number, end: number): Hunk[] {
  const hunks: Hunk[] = [];
  let body: HunkLine[] = [];
  let line: number | undefined;
  const close = (): void => {
    if (line !== undefined && body.length > 0)
      hunks.push({ anchors: [], lines: body, atEndOfFile: false, line });
    body = [];
  };
  const last = lines.slice(0, end).findLastIndex((each) => each.trim() !== '');
  for (let index = start; index <= last; index += 1) {
    const text = lines[index] ?? '';
    const header = HUNK.exec(text);
    if (header !== null) {
      close();
      line = Number(header[1]);
    } else if (text.startsWith('\\')) continue;
    else if (line === undefined) throw unexpected(text, index, 'a hunk ("@@ -1,2 +1,3 @@")');
    else body.push(readHunkLine(text, index, 'a line that starts with " ", "-" or "+"'));
  }
  close();
  return hunks;
}
