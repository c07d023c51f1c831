/**
 * Reads a unified diff, as `diff -u` and `git diff` write it, into the same changes as the format of the
 * Codex family. Its line numbers only choose among several places that match: models count badly, and quote
 * well.
 */

import { defined } from '../../../objects/defined.ts';
import { readDiffHunks } from './diff-hunks.ts';
import { NOWHERE, namesIn, unquoted } from './diff-names.ts';
import type { FileChange } from './file-change.ts';
import { readHunkHeader } from './hunk-header.ts';
import { PatchSyntaxError } from './patch-syntax-error.ts';
import { NOT_ENDED } from './read-hunk-line.ts';
import { unwrapped } from './unwrapped-patch.ts';

const OLD = /^--- (.+)$/;
const NEW = /^\+\+\+ (.+)$/;

const isHeader = (lines: readonly string[], index: number): boolean =>
  OLD.test(lines[index] ?? '') && NEW.test(lines[index + 1] ?? '');

/**
 * Whether the text has a file's two header lines one after the other, or is git's of a file that was only
 * moved.
 */
export const isUnifiedDiff = (lines: readonly string[]): boolean =>
  lines.some((line, index) => isHeader(lines, index) || /^rename from /.test(line));

/**
 * Throws `PatchSyntaxError`. Prose between files says nothing; of git's header lines, what cannot be done is
 * refused by name.
 */
export function parseUnifiedDiff(text: readonly string[]): FileChange[] {
  const lines = unwrapped(
    text,
    text.findIndex((line, index) => line.startsWith('diff --git ') || isHeader(text, index)),
  );
  const changes: FileChange[] = [];
  let renamedFrom: string | undefined;
  let named: string | undefined;
  let mode: '755' | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line.startsWith('diff --git ')) {
      named = newNameOf(line);
      mode = undefined;
    } else if (UNDOABLE.test(line))
      throw new PatchSyntaxError(
        `line ${index + 1}: "${line.trim()}" cannot be done by a patch; use the shell tool for it.`,
      );
    else if (/^(new|deleted) file mode /.test(line)) {
      mode = line.trim() === 'new file mode 100755' ? '755' : undefined;
      if (hasHunks(lines, index) || named === undefined) continue;
      changes.push(
        line.startsWith('new')
          ? { kind: 'add', path: named, content: '', ...defined({ mode }) }
          : { kind: 'delete', path: named },
      );
    } else if (line.startsWith('rename from '))
      renamedFrom = unquoted(line.slice('rename from '.length).trim());
    else if (line.startsWith('rename to ') && renamedFrom !== undefined) {
      const moveTo = unquoted(line.slice('rename to '.length).trim());
      changes.push({ kind: 'update', path: renamedFrom, moveTo, hunks: [] });
      renamedFrom = undefined;
    } else if (isHeader(lines, index)) {
      const end = endOfHunks(lines, index + 2);
      addChange(changes, lines.slice(0, end), index, mode);
      mode = undefined;
      index = end - 1;
    }
  }
  return changes;
}

/** Copies, changes of permissions, binary contents. */
const UNDOABLE =
  /^(copy (from|to) |old mode |new mode |new file mode (?!100644|100755)|GIT binary patch|Binary files )/;

const newNameOf = (line: string): string | undefined => {
  const quoted = / ("b\/(?:[^"\\]|\\.)*")$/.exec(line)?.[1];
  return quoted === undefined ? / b\/(.+)$/.exec(line)?.[1] : unquoted(quoted).slice(2);
};

/** Whether lines of the file's own header are followed by its hunks, and not by the next file. */
function hasHunks(lines: readonly string[], at: number): boolean {
  for (const line of lines.slice(at + 1)) {
    if (line.startsWith('diff --git ')) return false;
    if (OLD.test(line)) return true;
  }
  return false;
}

const namesAt = (lines: readonly string[], at: number): readonly [from: string, to: string] =>
  namesIn(OLD.exec(lines[at] ?? '')?.[1] ?? '', NEW.exec(lines[at + 1] ?? '')?.[1] ?? '');

/** `lines` end where the file's part does. */
function addChange(
  changes: FileChange[],
  lines: readonly string[],
  at: number,
  mode: '755' | undefined,
): void {
  const [from, to] = namesAt(lines, at);
  const hunks = readDiffHunks(lines, at + 2);
  if (from === NOWHERE) {
    const added = hunks.flatMap(({ lines: own }) => own).map(({ text }) => text);
    const isUnended = lines.slice(at).some((line) => NOT_ENDED.test(line));
    const content = added.length === 0 ? '' : added.join('\n') + (isUnended ? '' : '\n');
    changes.push({ kind: 'add', path: to, content, ...defined({ mode }) });
  } else if (to === NOWHERE) changes.push({ kind: 'delete', path: from, hunks });
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
 * Where the file's part of the diff ends: at the next file's header, or at a line that no hunk can have. A
 * comment that goes and one that comes (`--- x`, `+++ y`) look like a header: they are lines while the hunk
 * lacks lines of both sides and the two name no one file.
 */
function endOfHunks(lines: readonly string[], start: number): number {
  let left: [old: number, new: number] = [0, 0];
  let end = start;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    const header = readHunkHeader(line);
    if (header !== undefined) {
      left = [...(header.counts ?? [0, 0])];
      continue;
    }
    const isNext = isHeader(lines, end) && readHunkHeader(lines[end + 2] ?? '') !== undefined;
    if (isNext && !(left[0] > 0 && left[1] > 0 && areLines(lines, end))) break;
    if (/^(diff |index |rename |similarity |new file |deleted file )/.test(line)) break;
    if (!line.startsWith('+')) left[0] -= 1;
    if (!line.startsWith('-')) left[1] -= 1;
  }
  return end;
}

function areLines(lines: readonly string[], at: number): boolean {
  const [from, to] = namesAt(lines, at);
  return from !== to && from !== NOWHERE && to !== NOWHERE;
}
