/**
 * Reads the patch format that models of the Codex family write:
 *
 *     *** Begin Patch
 *     *** Add File: a.txt          lines that follow all start with `+`
 *     *** Delete File: b.txt
 *     *** Update File: c.txt
 *     *** Move to: d.txt           optional
 *     @@ class C                   optional: a line to find first; several narrow down
 *      kept line
 *     -old line
 *     +new line
 *     *** End of File              optional: the hunk stands at the end of the file
 *     *** End Patch
 */

import { defined } from '../../../objects/defined.ts';
import type { FileChange, Hunk, HunkLine } from './file-change.ts';
import { readHunkHeader } from './hunk-header.ts';
import { isUnifiedDiff, parseUnifiedDiff } from './parse-unified-diff.ts';
import { PatchSyntaxError, unexpected } from './patch-syntax-error.ts';
import { addHunkLine, NOT_ENDED } from './read-hunk-line.ts';

export type ParsedPatch =
  | { readonly ok: true; readonly changes: readonly FileChange[] }
  /** `problem` names the line of the patch. */
  | { readonly ok: false; readonly problem: string };

/**
 * A unified diff is taken as well. Tolerates CRLF, blank lines around the patch, a shell heredoc or code
 * fence around it, and several patches in one text.
 */
export function parsePatch(text: string): ParsedPatch {
  const lines = asOne(text.replaceAll('\r\n', '\n').split('\n'));
  const begin = lines.findIndex((line) => line.trim() === '*** Begin Patch');
  const end = lines.findLastIndex((line) => line.trim() === '*** End Patch');
  if (begin === -1 && isUnifiedDiff(lines)) return readPatch(() => parseUnifiedDiff(lines));
  if (begin === -1)
    return {
      ok: false,
      problem:
        'The patch has to start with the line "*** Begin Patch", or be a unified diff ("--- a/path", "+++ b/path").',
    };
  if (end < begin) return { ok: false, problem: 'The patch has to end with the line "*** End Patch".' };
  return readPatch(() => readChanges(lines.slice(0, end), begin + 1));
}

/** Patches one after the other are one: what ends one and begins the next is left blank. */
function asOne(lines: readonly string[]): readonly string[] {
  const marks = lines.flatMap((line, index) => (/^\*\*\* (?:Begin|End) Patch\s*$/.test(line) ? [index] : []));
  const between = new Set<number>();
  for (const [nth, index] of marks.entries()) {
    const next = marks[nth + 1];
    if (next === undefined || !lines[index]?.startsWith('*** End') || !lines[next]?.startsWith('*** Begin'))
      continue;
    if (lines.slice(index + 1, next).every((line) => line.trim() === '')) between.add(index).add(next);
  }
  return between.size === 0 ? lines : lines.map((line, index) => (between.has(index) ? '' : line));
}

function readPatch(read: () => readonly FileChange[]): ParsedPatch {
  try {
    const changes = read();
    return changes.length > 0 ? { ok: true, changes } : { ok: false, problem: 'The patch changes no file.' };
  } catch (error) {
    if (error instanceof PatchSyntaxError) return { ok: false, problem: error.message };
    throw error;
  }
}

const HEADER = /^\*\*\* (Add|Delete|Update) File: (.+)$/;
const MOVE = /^\*\*\* Move to: (.+)$/;
const END_OF_FILE = '*** End of File';

/**
 * `lines` ends before the end marker; `index` is where reading starts and, plus one, the line number in
 * messages.
 */
function readChanges(lines: readonly string[], start: number): FileChange[] {
  const changes: FileChange[] = [];
  let index = start;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const header = HEADER.exec(line.trimEnd());
    if (!header) {
      if (line.trim() !== '') throw unexpected(line, index, 'a line such as "*** Update File: <path>"');
      index += 1;
      continue;
    }
    const [, action, path = ''] = header;
    let bodyEnd = index + 1;
    while (bodyEnd < lines.length && !HEADER.test((lines[bodyEnd] ?? '').trimEnd())) bodyEnd += 1;
    changes.push(readChange(action ?? '', path.trim(), lines.slice(0, bodyEnd), index + 1));
    index = bodyEnd;
  }
  return changes;
}

function readChange(action: string, path: string, lines: readonly string[], start: number): FileChange {
  if (action === 'Add') return { kind: 'add', path, content: readAddedContent(lines, start) };
  if (action === 'Delete') {
    const extra = lines.findIndex((line, index) => index >= start && line.trim() !== '');
    if (extra !== -1) throw unexpected(lines[extra] ?? '', extra, 'nothing after "*** Delete File"');
    return { kind: 'delete', path };
  }
  const moveTo = MOVE.exec((lines[start] ?? '').trimEnd())?.[1]?.trim();
  const hunks = readHunks(lines, moveTo === undefined ? start : start + 1);
  if (hunks.length === 0 && moveTo === undefined) {
    throw new PatchSyntaxError(`line ${start}: "*** Update File: ${path}" has no hunk.`);
  }
  return { kind: 'update', path, ...defined({ moveTo }), hunks };
}

function readAddedContent(lines: readonly string[], start: number): string {
  const added: string[] = [];
  lines.slice(start).forEach((line, offset) => {
    if (line.startsWith('+')) added.push(`${line.slice(1)}\n`);
    else if (NOT_ENDED.test(line)) added.push((added.pop() ?? '').slice(0, -1));
    // Blank lines before the next header are layout.
    else if (line.trim() !== '') throw unexpected(line, start + offset, 'lines that start with "+"');
  });
  return added.join('');
}

function readHunks(lines: readonly string[], start: number): Hunk[] {
  const hunks: Hunk[] = [];
  let anchors: string[] = [];
  let named: number | undefined;
  let body: HunkLine[] = [];
  const close = (atEndOfFile: boolean): void => {
    if (body.length > 0) hunks.push({ anchors, lines: body, atEndOfFile, ...defined({ line: named }) });
    anchors = [];
    named = undefined;
    body = [];
  };
  const last = lastNonBlank(lines);
  for (let index = start; index <= last; index += 1) {
    const line = lines[index] ?? '';
    const header = readHunkHeader(line);
    if (header !== undefined) {
      if (body.length > 0) close(false);
      named ??= header.line;
      if (header.text !== '') anchors.push(header.text);
    } else if (line.trimEnd() === END_OF_FILE) {
      close(true);
    } else {
      addHunkLine(body, line, index, 'a hunk line that starts with " ", "-" or "+", or "@@"');
    }
  }
  if (anchors.length > 0 && body.length === 0) {
    throw new PatchSyntaxError(`line ${last + 1}: the hunk "@@ ${anchors.at(-1)}" has no lines.`);
  }
  close(false);
  return hunks;
}

/** Blank lines between a hunk and the next header are layout, not kept lines. */
const lastNonBlank = (lines: readonly string[]): number => lines.findLastIndex((line) => line !== '');
